//! Messages of the customers of an engagement.

use domain::view::CustomerGroup;

#[derive(Debug)]
pub struct Customers {
    pub group: fn(CustomerGroup) -> &'static str,
    pub customer: &'static str,
    pub claim: &'static str,
    pub next_step: &'static str,
    pub reason: &'static str,
    pub amount: &'static str,
    pub location: &'static str,
    pub none: &'static str,
    pub none_hint: &'static str,
    pub not_here: &'static str,
    pub not_here_hint: &'static str,
    pub show_summary: &'static str,
}

pub const EN: Customers = Customers {
    group: |group| match group {
        CustomerGroup::Eligible => "Eligible",
        CustomerGroup::Closed => "Closed",
    },
    customer: "Customer",
    claim: "Claim",
    next_step: "Next step",
    reason: "Reason",
    amount: "Amount",
    location: "Location",
    none: "No customer has a claim yet",
    none_hint: "A customer appears here once it is added or claimed for this engagement.",
    not_here: "This engagement has no customers page",
    not_here_hint: "Only engagements with the role build intent have one.",
    show_summary: "Show the summary",
};

pub const SV: Customers = Customers {
    group: |group| match group {
        CustomerGroup::Eligible => "Berättigade",
        CustomerGroup::Closed => "Avslutade",
    },
    customer: "Kund",
    claim: "Anspråk",
    next_step: "Nästa steg",
    reason: "Orsak",
    amount: "Belopp",
    location: "Plats",
    none: "Ingen kund har ett anspråk än",
    none_hint: "En kund visas här när den läggs till, eller anspråk görs på den, för engagemanget.",
    not_here: "Engagemanget har ingen kundsida",
    not_here_hint: "Endast engagemang med rollen Skapa köpintresse har en.",
    show_summary: "Visa sammanfattningen",
};
