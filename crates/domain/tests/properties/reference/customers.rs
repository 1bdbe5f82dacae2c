//! Rules 7 and 8: deadlines, what has lapsed, active customers, and what customers and engagements are to each other.

use std::collections::BTreeSet;

use domain::model::{Claim, ClaimState, CustomerEligibility, Dataset, Engagement};

use super::{DayNumber, LAST_DAY, number};

pub fn engagement_of<'a>(dataset: &'a Dataset, claim: &Claim) -> &'a Engagement {
    dataset.engagements.iter().find(|engagement| engagement.id == claim.engagement).unwrap()
}

/// 8.1.
pub fn consent_due(claim: &Claim, engagement: &Engagement) -> DayNumber {
    later(number(claim.added), engagement.details.consent_days.into())
}

/// 8.2; none where the day of consent is not known.
pub fn claim_due(claim: &Claim, engagement: &Engagement) -> Option<DayNumber> {
    claim.consented.map(|consented| later(number(consented), engagement.details.claim_days.into()))
}

/// 8.5; none where the day of the rejection is not known.
pub fn dispute_due(claim: &Claim) -> Option<DayNumber> {
    claim.decided.map(|rejected| later(number(rejected), 30))
}

/// 8.4 and 8.7; none where the day of the question is not known.
pub fn answer_due(claim: &Claim) -> Option<DayNumber> {
    let mut day = number(claim.decided?);
    let mut left = 5;
    while left > 0 && day < LAST_DAY {
        day += 1;
        // Day 0 was a Thursday: days 2 and 3 of each week are Saturday and Sunday.
        if day.rem_euclid(7) != 2 && day.rem_euclid(7) != 3 {
            left -= 1;
        }
    }
    Some(day)
}

fn later(day: DayNumber, days: DayNumber) -> DayNumber {
    (day + days).min(LAST_DAY)
}

pub const NOT_SUBMITTED: [ClaimState; 3] =
    [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested, ClaimState::ConsentGiven];

/// 8.10 to 8.12.
pub fn lapsed(claim: &Claim, engagement: &Engagement, day: DayNumber) -> bool {
    let after = |due: Option<DayNumber>| due.is_some_and(|due| day > due);
    let term_is_over = NOT_SUBMITTED.contains(&claim.state) && day > number(engagement.term.last);
    term_is_over
        || match claim.state {
            ClaimState::ConsentNotRequested | ClaimState::ConsentRequested => {
                after(Some(consent_due(claim, engagement)))
            }
            ClaimState::ConsentGiven => after(claim_due(claim, engagement)),
            ClaimState::Rejected => after(dispute_due(claim)),
            ClaimState::ConsentExpired | ClaimState::ClaimExpired => true,
            _ => false,
        }
}

/// Nothing more can come of it (rule 9).
pub fn closed(claim: &Claim) -> bool {
    [
        ClaimState::Paid,
        ClaimState::Reversed,
        ClaimState::ConsentDeclined,
        ClaimState::ConsentExpired,
        ClaimState::ClaimExpired,
        ClaimState::Cancelled,
        ClaimState::FinallyRejected,
    ]
    .contains(&claim.state)
}

/// 7.5 and 7.6, among the claims of some locations (6.5).
pub fn active_customers(dataset: &Dataset, engagement: &Engagement, locations: &[usize], day: DayNumber) -> u32 {
    let mut count = 0;
    for customer in &dataset.customers {
        let mut active = false;
        for claim in &dataset.claims {
            let seen = locations.iter().any(|&at| dataset.locations[at].id == claim.location);
            let of_both = claim.customer == customer.id && claim.engagement == engagement.id;
            let asked = [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested].contains(&claim.state);
            if seen && of_both && !asked && !closed(claim) && !lapsed(claim, engagement, day) {
                active = true;
            }
        }
        count += u32::from(active);
    }
    count
}

/// 7.7: what the programme states about a customer and an engagement on a day.
fn stated(dataset: &Dataset, engagement: &str, customer: &str, day: DayNumber) -> Option<CustomerEligibility> {
    let mut newest: Option<(DayNumber, CustomerEligibility)> = None;
    for verdict in &dataset.customer_verdicts {
        let since = number(verdict.since);
        let is_asked = verdict.engagement.as_str() == engagement && verdict.customer.as_str() == customer;
        let is_newer = newest.is_none_or(|(known, _)| known <= since);
        if is_asked && since <= day && is_newer {
            newest = Some((since, verdict.verdict));
        }
    }
    newest.map(|(_, verdict)| verdict)
}

/// 7.8: the programme states that the customer, who has not consented, is not eligible.
pub fn stopped(dataset: &Dataset, claim: &Claim, day: DayNumber) -> bool {
    let asked = [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested].contains(&claim.state);
    let verdict = stated(dataset, claim.engagement.as_str(), claim.customer.as_str(), day);
    asked && verdict.is_some_and(|verdict| verdict != CustomerEligibility::Eligible)
}

/// Whether a customer has claims for an engagement, and open ones with and without consent.
struct ClaimsOf {
    any: bool,
    open_with_consent: bool,
    open_without: bool,
}

fn claims_of(dataset: &Dataset, engagement: &Engagement, customer: &str, day: DayNumber) -> ClaimsOf {
    let mut found = ClaimsOf { any: false, open_with_consent: false, open_without: false };
    for claim in &dataset.claims {
        if claim.engagement == engagement.id && claim.customer.as_str() == customer {
            found.any = true;
            if !closed(claim) && !lapsed(claim, engagement, day) {
                let asked = [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested].contains(&claim.state);
                if asked {
                    found.open_without = true;
                } else {
                    found.open_with_consent = true;
                }
            }
        }
    }
    found
}

fn has_customers(dataset: &Dataset, engagement: &Engagement) -> bool {
    dataset.roles.iter().any(|role| role.id == engagement.role && role.has_customers)
}

/// 7.1 to 7.4, 7.7 and 7.8: the customers of an engagement, each with a word for its group and the reason of the
/// programme.
pub fn customers_of(
    dataset: &Dataset,
    engagement: &Engagement,
    day: DayNumber,
) -> BTreeSet<(String, &'static str, Option<CustomerEligibility>)> {
    let mut customers = BTreeSet::new();
    if !has_customers(dataset, engagement) {
        return customers;
    }
    for customer in &dataset.customers {
        let id = customer.id.as_str();
        let claims = claims_of(dataset, engagement, id, day);
        let stated = stated(dataset, engagement.id.as_str(), id, day);
        let against = stated.filter(|verdict| *verdict != CustomerEligibility::Eligible);
        let known = if claims.open_with_consent {
            Some(("eligible", None))
        } else if claims.any && !claims.open_without {
            Some(("closed", None))
        } else if against.is_some() {
            Some(("not eligible", against))
        } else if claims.open_without || stated.is_some() {
            Some(("eligible", None))
        } else {
            None
        };
        if let Some((group, reason)) = known {
            customers.insert((id.to_owned(), group, reason));
        }
    }
    customers
}

/// 7.9: the engagements of a customer, each with a word for what it is to the customer and the reason of the programme.
pub fn engagements_of(
    dataset: &Dataset,
    customer: &str,
    day: DayNumber,
) -> BTreeSet<(String, &'static str, Option<CustomerEligibility>)> {
    let mut engagements = BTreeSet::new();
    for engagement in &dataset.engagements {
        for (id, group, reason) in customers_of(dataset, engagement, day) {
            if id == customer {
                let has_claims = claims_of(dataset, engagement, customer, day).any;
                let word = match group {
                    "closed" => "done",
                    "not eligible" => "not possible",
                    _ if has_claims => "running",
                    _ if day > number(engagement.term.last) => "not possible",
                    _ => "open",
                };
                engagements.insert((engagement.id.to_string(), word, reason));
            }
        }
    }
    engagements
}
