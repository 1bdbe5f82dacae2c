//! The deadlines of a claim (rule 8).

use super::ClaimStatus;
use crate::Day;
use crate::claims::last_day;
use crate::deadlines::{answer_deadline, decision_deadline, review_start_deadline};
use crate::model::{Claim, ClaimState, Details};

/// What must happen by a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineKind {
    /// The customer consents.
    Consent,
    /// The partner submits the claim.
    Submission,
    /// The partner answers the reviewer.
    Answer,
    /// The partner disputes the rejection.
    Dispute,
    /// Microsoft starts the review.
    ReviewStart,
    /// Microsoft decides.
    Decision,
    /// The term of the engagement ends; what is not submitted lapses.
    EngagementEnd,
}

/// A deadline of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimDeadline {
    /// What must happen.
    pub kind: DeadlineKind,
    /// The last day.
    pub day: Day,
}

/// Returns the deadlines that count from now on, the earliest first; none for a claim that is stopped.
pub fn deadlines(status: &ClaimStatus<'_>, details: &Details) -> Vec<ClaimDeadline> {
    let (claim, term) = (status.claim, status.engagement.term());
    let next = last_day(claim, term, details);
    let days = match status.state {
        _ if status.stopped_by.is_some() => Vec::new(),
        ClaimState::ConsentNotRequested | ClaimState::ConsentRequested => {
            vec![(DeadlineKind::Consent, next), (DeadlineKind::EngagementEnd, Some(term.last))]
        }
        ClaimState::ConsentGiven => {
            vec![(DeadlineKind::Submission, next), (DeadlineKind::EngagementEnd, Some(term.last))]
        }
        ClaimState::PartnerActionRequired => vec![(DeadlineKind::Answer, claim.decided.map(answer_deadline))],
        ClaimState::Rejected => vec![(DeadlineKind::Dispute, next)],
        ClaimState::Submitted => vec![
            (DeadlineKind::ReviewStart, claim.submitted.map(review_start_deadline)),
            (DeadlineKind::Decision, decision_day(claim, status.state)),
        ],
        ClaimState::UnderReview => vec![(DeadlineKind::Decision, decision_day(claim, status.state))],
        _ => Vec::new(),
    };
    let mut deadlines: Vec<ClaimDeadline> =
        days.into_iter().filter_map(|(kind, day)| Some(ClaimDeadline { kind, day: day? })).collect();
    deadlines.sort_by_key(|deadline| deadline.day);
    deadlines
}

/// Returns the day by which Microsoft decides; `None` where it does not review, or the day of submission is not known.
/// A claim that was rejected, or about which the reviewer asked, is reviewed again: no day is set for that.
pub fn decision_day(claim: &Claim, state: ClaimState) -> Option<Day> {
    let is_first_review = matches!(state, ClaimState::Submitted | ClaimState::UnderReview) && claim.decided.is_none();
    claim.submitted.filter(|_| is_first_review).map(decision_deadline)
}
