//! Messages of the customers of an engagement.

use domain::customer_eligibility::CustomerGroup;
use domain::model::{CustomerEligibility, Segment};

use super::With1;

#[derive(Debug)]
pub struct Customers {
    pub group: fn(CustomerGroup) -> &'static str,
    pub segment: fn(Segment) -> &'static str,
    /// What the programme states, in a sentence about the customer.
    pub verdict: fn(CustomerEligibility) -> &'static str,
    pub since: With1<String>,
    pub can_be_claimed: &'static str,
    pub no_claim: &'static str,
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
        CustomerGroup::NotEligible => "Not eligible",
        CustomerGroup::Closed => "Closed",
    },
    segment: |segment| match segment {
        Segment::Enterprise => "Enterprise",
        Segment::SmallMedium => "Small and medium-sized",
        Segment::PublicSector => "Public sector",
        Segment::Education => "Education",
    },
    verdict: |verdict| match verdict {
        CustomerEligibility::Eligible => "Eligible",
        CustomerEligibility::CriteriaNotMet => "Does not meet the customer criteria",
        CustomerEligibility::ConsentedToAnotherPartner => "Has consented to another partner",
        CustomerEligibility::DoneWithAnotherPartner => "Has already done it with another partner",
        CustomerEligibility::ClaimLimitReached => "The claim limit is reached",
    },
    since: |_, day| format!("Since {day}"),
    can_be_claimed: "Can be added or claimed",
    no_claim: "No claim",
    customer: "Customer",
    claim: "Claim",
    next_step: "Next step",
    reason: "Reason",
    amount: "Amount",
    location: "Location",
    none: "No customers yet",
    none_hint: "A customer appears here once it is added or claimed for this engagement, or once Microsoft states \
                whether it is eligible.",
    not_here: "This engagement has no customers page",
    not_here_hint: "Only engagements with the role build intent have one.",
    show_summary: "Show the summary",
};

pub const SV: Customers = Customers {
    group: |group| match group {
        CustomerGroup::Eligible => "Berättigade",
        CustomerGroup::NotEligible => "Ej berättigade",
        CustomerGroup::Closed => "Avslutade",
    },
    segment: |segment| match segment {
        Segment::Enterprise => "Stora företag",
        Segment::SmallMedium => "Små och medelstora företag",
        Segment::PublicSector => "Offentlig sektor",
        Segment::Education => "Utbildning",
    },
    verdict: |verdict| match verdict {
        CustomerEligibility::Eligible => "Berättigad",
        CustomerEligibility::CriteriaNotMet => "Uppfyller inte kundkriterierna",
        CustomerEligibility::ConsentedToAnotherPartner => "Har gett en annan partner sitt medgivande",
        CustomerEligibility::DoneWithAnotherPartner => "Har redan genomfört det med en annan partner",
        CustomerEligibility::ClaimLimitReached => "Gränsen för antalet anspråk är nådd",
    },
    since: |_, day| format!("Sedan {day}"),
    can_be_claimed: "Går att lägga till eller göra anspråk på",
    no_claim: "Inget anspråk",
    customer: "Kund",
    claim: "Anspråk",
    next_step: "Nästa steg",
    reason: "Orsak",
    amount: "Belopp",
    location: "Plats",
    none: "Inga kunder än",
    none_hint: "En kund visas här när den läggs till eller anspråk görs på den, eller när Microsoft har meddelat om \
                den är berättigad.",
    not_here: "Engagemanget har ingen kundsida",
    not_here_hint: "Endast engagemang med rollen Skapa köpintresse har en.",
    show_summary: "Visa sammanfattningen",
};
