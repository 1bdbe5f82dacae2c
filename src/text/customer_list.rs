//! Messages of the list of customers, and of the page of one customer.

use domain::customers::CustomerSortKey;
use domain::view::Prospect;

use super::{With1, With2};

#[derive(Debug)]
pub struct CustomerList {
    pub search: &'static str,
    pub n_of_m: With2<u32, u32>,
    pub table: &'static str,
    pub column: fn(CustomerSortKey) -> &'static str,
    pub engagements: &'static str,
    pub waiting: &'static str,
    pub no_match: &'static str,
    pub no_match_hint: &'static str,
    pub empty: &'static str,
    pub empty_hint: &'static str,
    pub loading: &'static str,
    /// What an engagement is to a customer.
    pub prospect: fn(Prospect) -> &'static str,
    pub id: fn(&str) -> String,
    pub domain: fn(&str) -> String,
    pub tenant: fn(&str) -> String,
    pub none: fn(Prospect) -> &'static str,
    /// Takes the last day of the engagement.
    pub until: With1<String>,
    /// Takes the first day of an engagement that is upcoming.
    pub from: With1<String>,
    pub ended: With1<String>,
    pub no_customer_hint: &'static str,
    pub loading_one: &'static str,
}

pub const EN: CustomerList = CustomerList {
    search: "Search customers",
    n_of_m: |f, n, m| format!("{} of {}", f.number(n), f.count(m, "customer", "customers")),
    table: "Customers",
    column: |key| match key {
        CustomerSortKey::Name => "Customer",
        CustomerSortKey::Country => "Country",
        CustomerSortKey::Segment => "Segment",
        CustomerSortKey::Running => "Running",
        CustomerSortKey::Open => "Open",
        CustomerSortKey::Done => "Done",
        CustomerSortKey::NotPossible => "Not possible",
        CustomerSortKey::Due => "Next day",
    },
    engagements: "Engagements",
    waiting: "Waiting for",
    no_match: "No customer matches",
    no_match_hint: "Clear the filters to see every customer.",
    empty: "There is no customer yet",
    empty_hint: "Customers appear here once you have added or claimed some, or Microsoft has stated whether they are \
                 eligible.",
    loading: "Loading the customers",
    prospect: |prospect| match prospect {
        Prospect::Running => "Running",
        Prospect::Open => "Open",
        Prospect::Done => "Done",
        Prospect::NotPossible => "Not possible",
    },
    id: |id| format!("ID {id}"),
    domain: |domain| format!("Domain {domain}"),
    tenant: |id| format!("Tenant ID {id}"),
    none: |prospect| match prospect {
        Prospect::Running => "No engagement is running with this customer.",
        Prospect::Open => "Microsoft has named no engagement that is open to this customer.",
        Prospect::Done => "No engagement is done with this customer.",
        Prospect::NotPossible => "Nothing stands against an engagement with this customer.",
    },
    until: |_, day| format!("until {day}"),
    from: |_, day| format!("from {day}"),
    ended: |_, day| format!("The engagement ended on {day}"),
    no_customer_hint: "None of the customers of your locations has this ID.",
    loading_one: "Loading the customer",
};

pub const SV: CustomerList = CustomerList {
    search: "Sök kund",
    n_of_m: |f, n, m| format!("{} av {}", f.number(n), f.count(m, "kund", "kunder")),
    table: "Kunder",
    column: |key| match key {
        CustomerSortKey::Name => "Kund",
        CustomerSortKey::Country => "Land",
        CustomerSortKey::Segment => "Segment",
        CustomerSortKey::Running => "Pågår",
        CustomerSortKey::Open => "Öppna",
        CustomerSortKey::Done => "Avslutade",
        CustomerSortKey::NotPossible => "Inte möjliga",
        CustomerSortKey::Due => "Nästa datum",
    },
    engagements: "Engagemang",
    waiting: "Väntar på",
    no_match: "Ingen kund matchar",
    no_match_hint: "Rensa filtren för att se alla kunder.",
    empty: "Det finns inga kunder ännu",
    empty_hint: "Kunder visas här när du har lagt till dem eller gjort anspråk på dem, eller när Microsoft har \
                 meddelat om de är berättigade.",
    loading: "Läser in kunderna",
    prospect: |prospect| match prospect {
        Prospect::Running => "Pågår",
        Prospect::Open => "Öppna",
        Prospect::Done => "Avslutade",
        Prospect::NotPossible => "Inte möjliga",
    },
    id: |id| format!("ID {id}"),
    domain: |domain| format!("Domän {domain}"),
    tenant: |id| format!("Klientorganisations-ID {id}"),
    none: |prospect| match prospect {
        Prospect::Running => "Inget engagemang pågår med kunden.",
        Prospect::Open => "Microsoft har inte angett något engagemang som är öppet för kunden.",
        Prospect::Done => "Inget engagemang är avslutat med kunden.",
        Prospect::NotPossible => "Inget hindrar ett engagemang med kunden.",
    },
    until: |_, day| format!("till och med {day}"),
    from: |_, day| format!("från och med {day}"),
    ended: |_, day| format!("Engagemanget upphörde den {day}"),
    no_customer_hint: "Ingen av kunderna på dina platser har detta ID.",
    loading_one: "Läser in kunden",
};
