//! Claims: their state on a day, and which customers are active (rules 7 and 9 as far as counts need them).

use crate::Day;
use crate::dataset::Data;
use crate::dataset::data::DetailsCache;
use crate::deadlines::{claim_deadline, consent_deadline};
use crate::model::{Claim, ClaimState, Details};

impl ClaimState {
    /// Returns whether nothing more can come of the claim.
    pub const fn is_closed(self) -> bool {
        matches!(
            self,
            Self::Paid
                | Self::Reversed
                | Self::ConsentDeclined
                | Self::ConsentExpired
                | Self::ClaimExpired
                | Self::Cancelled
                | Self::FinallyRejected
        )
    }

    /// Returns whether the customer has given consent and not taken it back.
    pub const fn has_consent(self) -> bool {
        !matches!(
            self,
            Self::ConsentNotRequested | Self::ConsentRequested | Self::ConsentDeclined | Self::ConsentExpired
        )
    }
}

/// Rule 9 on a day: a consent or a claim whose deadline has passed has expired, also where nobody has noted it yet.
pub fn state_on(claim: &Claim, details: &Details, day: Day) -> ClaimState {
    match (claim.state, claim.consented) {
        (ClaimState::ConsentNotRequested | ClaimState::ConsentRequested, _)
            if day > consent_deadline(claim.added, details.consent_days) =>
        {
            ClaimState::ConsentExpired
        }
        (ClaimState::ConsentGiven, Some(consented)) if day > claim_deadline(consented, details.claim_days) => {
            ClaimState::ClaimExpired
        }
        (state, _) => state,
    }
}

/// Returns for each engagement how many customers are active: consent given, and the claim not closed.
pub fn active_customers(data: &Data, day: Day) -> Vec<u32> {
    let mut counts = vec![0; data.engagements.len()];
    let mut details = DetailsCache::default();
    // Engagement and customer in one number: the sort of `u64` is compiled already.
    let mut active: Vec<u64> = Vec::new();
    for claim in &data.claims {
        let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
        let Some(customer) = data.customer_index(&claim.customer) else { continue };
        let state = state_on(claim, details.of(engagement), day);
        if state.has_consent() && !state.is_closed() {
            active.push(u64::from(engagement.position().raw()) << 32 | u64::from(customer.raw()));
        }
    }
    active.sort_unstable();
    active.dedup();
    for pair in active {
        counts[usize::try_from(pair >> 32).unwrap_or_default()] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, data, dataset, today};

    fn check(state: ClaimState, days: i32, expected: ClaimState) {
        let claim = Claim { consented: Some(today()), ..claim("k", state) };
        assert_eq!(state_on(&claim, &Details::default(), today().plus(days)), expected, "{state:?} after {days} days");
    }

    #[test]
    fn what_is_not_done_in_time_has_expired() {
        use ClaimState::{
            ClaimExpired, ConsentDeclined, ConsentExpired, ConsentGiven, ConsentNotRequested, ConsentRequested,
            Submitted,
        };
        check(ConsentNotRequested, 30, ConsentNotRequested);
        check(ConsentNotRequested, 31, ConsentExpired);
        check(ConsentRequested, 30, ConsentRequested);
        check(ConsentRequested, 31, ConsentExpired);
        check(ConsentGiven, 90, ConsentGiven);
        check(ConsentGiven, 91, ClaimExpired);
        check(Submitted, 1000, Submitted);
        check(ConsentDeclined, 1000, ConsentDeclined);
    }

    #[test]
    fn without_the_day_of_consent_nothing_is_known_to_have_expired() {
        let claim = claim("k", ClaimState::ConsentGiven);
        assert_eq!(state_on(&claim, &Details::default(), Day::MAX), ClaimState::ConsentGiven);
    }

    #[test]
    fn a_customer_is_active_once_however_many_claims_are_open() {
        use ClaimState::{ConsentGiven, ConsentRequested, Paid, UnderReview};
        let count = |states: &[ClaimState]| {
            let claims = states.iter().enumerate().map(|(at, &state)| claim(&at.to_string(), state)).collect();
            active_customers(&data(&crate::model::Dataset { claims, ..dataset() }), today())
        };
        assert_eq!(count(&[]), [0]);
        assert_eq!(count(&[ConsentGiven, UnderReview]), [1]);
        assert_eq!(count(&[ConsentRequested, Paid]), [0]);
        assert_eq!(count(&[Paid, UnderReview]), [1]);
    }
}
