//! Claims: their state on a day, and which customers are active (rules 7 and 9 as far as counts need them).

use rustc_hash::FxHashSet;

use crate::Day;
use crate::dataset::Data;
use crate::dataset::data::KnownDetails;
use crate::dataset::wire::{Claim, ClaimState, Details};
use crate::deadlines::{claim_deadline, consent_deadline};

impl ClaimState {
    /// Whether nothing more can come of the claim.
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

    /// Whether the customer has given consent and not taken it back.
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

/// For each engagement how many customers are active: consent given, and the claim not closed.
pub fn active_customers(data: &Data, day: Day) -> Vec<u32> {
    let mut counts = vec![0; data.engagements.len()];
    let mut details = KnownDetails::default();
    let mut seen = FxHashSet::default();
    for claim in &data.claims {
        let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
        let state = state_on(claim, details.of(engagement), day);
        if state.has_consent() && !state.is_closed() && seen.insert((engagement.position(), &claim.customer)) {
            counts[engagement.position()] += 1;
        }
    }
    counts
}
