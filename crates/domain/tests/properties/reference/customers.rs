//! Rules 7 and 8 as far as they concern claims: deadlines, what has lapsed, and active customers.

use domain::model::{Claim, ClaimState, Dataset, Engagement};

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
