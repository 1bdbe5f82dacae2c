//! Claims: their state on a day (rule 9).

use crate::Day;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, today};

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
}
