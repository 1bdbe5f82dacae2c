//! What claims ask of the partner: the next step of each, and engagements that end with claims not yet submitted.

use super::{Action, HORIZON_DAYS, Severity, Task};
use crate::catalogue::Catalogue;
use crate::claims::{last_day, state_on};
use crate::customer_eligibility::VerdictsOn;
use crate::dataset::data::{DetailsCache, EngagementRef};
use crate::deadlines::answer_deadline;
use crate::model::{Claim, ClaimState, Details, EvidenceKind, EvidenceState, Term};
use crate::packed::{high, low, pack};
use crate::{Day, Idx};

/// A claim that is neither closed nor lapsed.
#[derive(Clone, Copy)]
pub(super) struct OpenClaim<'a> {
    /// Position in the data.
    pub claim: Idx<Claim>,
    pub engagement: EngagementRef<'a>,
}

/// What claims ask of the partner, and those that are open, by position of the location.
pub(super) struct ClaimActions<'a> {
    pub actions: Vec<Action>,
    pub open: Vec<Vec<OpenClaim<'a>>>,
}

impl Catalogue {
    /// Returns the actions of claims, and the open claims. Only claims of enrolled locations ask for something, and
    /// none that a verdict on the customer stops (rule 7.8).
    pub(super) fn claim_actions(&self, enrolled: &[bool]) -> ClaimActions<'_> {
        let data = self.data();
        let mut details = DetailsCache::default();
        let verdicts = VerdictsOn::new(&data.customer_verdicts, self.day());
        let mut found = ClaimActions { actions: Vec::new(), open: vec![Vec::new(); enrolled.len()] };
        // Engagement and claim.
        let mut unsubmitted: Vec<u64> = Vec::new();
        for (at, claim) in data.claims.iter().enumerate().filter(|(_, claim)| !claim.state.is_closed()) {
            let Some(location) = data.location_index(&claim.location).filter(|at| enrolled[at.index()]) else {
                continue;
            };
            let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
            let (term, details, position) = (engagement.term(), details.of(engagement), Idx::new(at));
            let state = state_on(claim, term, details, self.day());
            if verdicts.stopping(claim, state).is_some() {
                continue;
            }
            if !state.is_closed() {
                found.open[location.index()].push(OpenClaim { claim: position, engagement });
            }
            if state.is_before_submission() {
                unsubmitted.push(pack(engagement.position().raw(), position.raw()));
            }
            let Some((task, due)) = next_step(claim, state, term, details) else { continue };
            found.actions.push(Action {
                task,
                location: Some(location),
                engagement: Some(engagement.position()),
                claim: Some(position),
                due,
                severity: due.map_or(Severity::Later, |due| Severity::of(due, self.day())),
                claims: vec![position],
            });
        }
        unsubmitted.sort_unstable();
        for group in unsubmitted.chunk_by(|&one, &other| high(one) == high(other)) {
            self.end_of_engagement(group, &mut found.actions);
        }
        found
    }

    /// Adds the end of an engagement that is near and has claims to submit. After its end they have lapsed.
    fn end_of_engagement(&self, unsubmitted: &[u64], actions: &mut Vec<Action>) {
        let data = self.data();
        let engagement = unsubmitted.first().map(|&pair| Idx::from_raw(high(pair)));
        let Some(engagement) = engagement.and_then(|at| data.engagements.get(at)) else { return };
        let last = engagement.term().last;
        if last <= self.day().plus(HORIZON_DAYS) {
            let claims: Vec<Idx<Claim>> = unsubmitted.iter().map(|&pair| Idx::from_raw(low(pair))).collect();
            let location = |claim: &Idx<Claim>| data.location_index(&data.claims[claim.index()].location);
            actions.push(Action {
                task: Task::FinishBeforeEnd { at: claims.iter().filter_map(location).collect() },
                location: None,
                engagement: Some(engagement.position()),
                claim: None,
                due: Some(last),
                severity: Severity::of(last, self.day()),
                claims,
            });
        }
    }
}

/// Returns what a claim in a state asks of the partner next, and the last day for it (rule 8).
pub fn next_step(claim: &Claim, state: ClaimState, term: Term, details: &Details) -> Option<(Task, Option<Day>)> {
    let task = match state {
        ClaimState::ConsentNotRequested => Task::AskForConsent,
        ClaimState::ConsentRequested => Task::RemindOfConsent,
        ClaimState::ConsentGiven => {
            let missing = missing_evidence(claim, details);
            if missing.is_empty() { Task::SubmitClaim } else { Task::CompleteEvidence { missing } }
        }
        ClaimState::PartnerActionRequired => return Some((Task::AnswerReviewer, claim.decided.map(answer_deadline))),
        ClaimState::Rejected => Task::DisputeRejection,
        _ => return None,
    };
    Some((task, last_day(claim, term, details)))
}

/// Returns the evidence that is required and not complete (rule 10).
fn missing_evidence(claim: &Claim, details: &Details) -> Vec<EvidenceKind> {
    let complete = |kind| claim.evidence.iter().any(|item| item.kind == kind && item.state == EvidenceState::Complete);
    details.evidence.iter().copied().filter(|&kind| !complete(kind)).collect()
}
