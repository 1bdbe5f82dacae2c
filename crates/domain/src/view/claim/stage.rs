//! The line of a claim from consent to payment.

use std::cmp::Ordering;

use super::{ClaimStatus, EvidenceItem, complete_since, is_complete};
use crate::Day;
use crate::model::{Claim, ClaimState};

/// A stage of a claim, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The customer consents.
    Consent,
    /// The evidence is collected.
    Evidence,
    /// The claim is submitted.
    Submission,
    /// Microsoft reviews it.
    Review,
    /// It is paid.
    Payment,
}

impl Stage {
    /// Every stage, the first one first.
    pub const ALL: [Self; 5] = [Self::Consent, Self::Evidence, Self::Submission, Self::Review, Self::Payment];
}

/// One stage of the line of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageStep {
    /// Which stage.
    pub stage: Stage,
    /// How far the claim is with it.
    pub state: StageState,
    /// When it was done, as far as the data have it.
    pub done: Option<Day>,
}

/// How far a claim is with one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// It is behind the claim.
    Done,
    /// The claim is there.
    Current,
    /// The claim ended there.
    Stopped,
    /// It is to come, or will not come any more.
    Ahead,
}

/// Returns how far a claim is with each stage.
pub fn stages(status: &ClaimStatus<'_>, evidence: &[EvidenceItem]) -> [StageStep; Stage::ALL.len()] {
    let (claim, has_evidence) = (status.claim, is_complete(evidence));
    let (at, state_there) = match status.state {
        ClaimState::Paid => (Stage::Payment, StageState::Done),
        state if status.stopped_by.is_some() => (stage_of(state, has_evidence), StageState::Stopped),
        state if state.is_closed() => (ended_at(claim, state, has_evidence), StageState::Stopped),
        state => (stage_of(state, has_evidence), StageState::Current),
    };
    Stage::ALL.map(|stage| {
        let state = match stage.cmp(&at) {
            Ordering::Less => StageState::Done,
            Ordering::Equal => state_there,
            Ordering::Greater => StageState::Ahead,
        };
        let day = match stage {
            Stage::Consent => claim.consented,
            Stage::Evidence => complete_since(evidence),
            Stage::Submission => claim.submitted,
            Stage::Review | Stage::Payment => None,
        };
        StageStep { stage, state, done: day.filter(|_| state == StageState::Done) }
    })
}

/// Returns the stage of an open claim.
const fn stage_of(state: ClaimState, has_evidence: bool) -> Stage {
    match state {
        ClaimState::ConsentNotRequested | ClaimState::ConsentRequested => Stage::Consent,
        ClaimState::ConsentGiven if has_evidence => Stage::Submission,
        ClaimState::ConsentGiven => Stage::Evidence,
        ClaimState::Approved | ClaimState::PaymentPending => Stage::Payment,
        _ => Stage::Review,
    }
}

/// Returns the stage at which a claim ended. One that the partner cancelled ended where its days say it was.
const fn ended_at(claim: &Claim, state: ClaimState, has_evidence: bool) -> Stage {
    match state {
        ClaimState::ConsentDeclined | ClaimState::ConsentExpired => Stage::Consent,
        ClaimState::Reversed => Stage::Payment,
        ClaimState::FinallyRejected => Stage::Review,
        _ if claim.submitted.is_some() => Stage::Review,
        ClaimState::Cancelled if claim.consented.is_none() => Stage::Consent,
        _ if has_evidence => Stage::Submission,
        _ => Stage::Evidence,
    }
}
