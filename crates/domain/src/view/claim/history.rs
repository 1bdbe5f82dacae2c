//! The history of a claim, as far as the data have it.

use super::ClaimStatus;
use crate::Day;
use crate::claims::LapseReason;
use crate::model::{ClaimState, EvidenceKind, EvidenceState};

/// What has happened to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The customer was added or claimed.
    Added,
    /// The customer consented.
    Consented,
    /// A piece of evidence was complete.
    EvidenceComplete(EvidenceKind),
    /// The claim was submitted.
    Submitted,
    /// The reviewer asked for information.
    QuestionAsked,
    /// The claim was rejected.
    Rejected,
    /// Nothing could be done any more.
    Lapsed(LapseReason),
}

/// Something that has happened to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimEvent {
    /// What.
    pub kind: EventKind,
    /// When.
    pub day: Day,
}

/// Returns what has happened, the latest first. `decided` is the day of a question or of a rejection: where the state
/// is another, the data do not say of which.
pub fn history(status: &ClaimStatus<'_>) -> Vec<ClaimEvent> {
    let claim = status.claim;
    let decided = match claim.state {
        ClaimState::PartnerActionRequired => Some(EventKind::QuestionAsked),
        ClaimState::Rejected | ClaimState::Disputed | ClaimState::FinallyRejected => Some(EventKind::Rejected),
        _ => None,
    };
    let lapse = status.lapse.and_then(|lapse| Some((EventKind::Lapsed(lapse.reason), lapse.last_day?.plus(1))));
    let complete = claim.evidence.iter().filter(|item| item.state == EvidenceState::Complete);
    let before = [(Some(EventKind::Added), Some(claim.added)), (Some(EventKind::Consented), claim.consented)];
    let after = [(Some(EventKind::Submitted), claim.submitted), (decided, claim.decided)];
    let days = before
        .into_iter()
        .chain(complete.map(|item| (Some(EventKind::EvidenceComplete(item.kind)), item.since)))
        .chain(after);
    let mut history: Vec<ClaimEvent> =
        days.filter_map(|(kind, day)| Some(ClaimEvent { kind: kind?, day: day? })).collect();
    history.extend(lapse.map(|(kind, day)| ClaimEvent { kind, day }));
    // Stable: of one day, the later step comes first.
    history.sort_by_key(|event| event.day);
    history.reverse();
    history
}
