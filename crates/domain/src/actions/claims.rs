//! What claims ask of the partner: the next step of each, and engagements that end with open claims.

use std::collections::BTreeMap;

use super::{Action, HORIZON_DAYS, Severity, Task};
use crate::catalogue::Catalogue;
use crate::dataset::data::DetailsCache;
use crate::deadlines::{answer_deadline, claim_deadline, consent_deadline, dispute_deadline};
use crate::model::{Claim, ClaimState, Details, Engagement, EvidenceKind, EvidenceState};
use crate::{Day, Idx, MoneySum};

impl Catalogue {
    pub(super) fn claim_actions(&self, actions: &mut Vec<Action>) {
        let data = self.data();
        let mut details = DetailsCache::default();
        let mut open: BTreeMap<Idx<Engagement>, (u32, MoneySum)> = BTreeMap::new();
        for (at, claim) in data.claims.iter().enumerate() {
            let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
            let Some((task, due)) = next_step(claim, details.of(engagement)) else { continue };
            if waits_for_partner(claim.state) {
                let (claims, stake) = open.entry(engagement.position()).or_default();
                *claims += 1;
                claim.amount.into_iter().for_each(|amount| stake.add(amount));
            }
            actions.push(Action {
                task,
                location: data.location_index(&claim.location),
                engagement: Some(engagement.position()),
                claim: Some(Idx::new(at)),
                due: Some(due),
                severity: Severity::of(due, self.day()),
                stake: claim.amount.into_iter().collect(),
            });
        }
        for (position, (claims, stake)) in open {
            let Some(engagement) = data.engagements.get(position) else { continue };
            let last = engagement.term().last;
            if last <= self.day().plus(HORIZON_DAYS) {
                actions.push(Action {
                    task: Task::FinishBeforeEnd { claims },
                    location: None,
                    engagement: Some(position),
                    claim: None,
                    due: Some(last),
                    severity: Severity::of(last, self.day()),
                    stake,
                });
            }
        }
    }
}

/// Returns whether the partner still has to submit the claim.
const fn waits_for_partner(state: ClaimState) -> bool {
    matches!(state, ClaimState::ConsentNotRequested | ClaimState::ConsentRequested | ClaimState::ConsentGiven)
}

/// Returns what a claim asks of the partner next, and by when (rule 8). A deadline that has passed stays until the
/// backend has noted the claim as expired, so that no money is lost in silence.
fn next_step(claim: &Claim, details: &Details) -> Option<(Task, Day)> {
    match claim.state {
        ClaimState::ConsentNotRequested => {
            Some((Task::AskForConsent, consent_deadline(claim.added, details.consent_days)))
        }
        ClaimState::ConsentRequested => {
            Some((Task::RemindOfConsent, consent_deadline(claim.added, details.consent_days)))
        }
        ClaimState::ConsentGiven => {
            let missing = missing_evidence(claim, details);
            let task = if missing.is_empty() { Task::SubmitClaim } else { Task::CompleteEvidence { missing } };
            Some((task, claim_deadline(claim.consented.unwrap_or(claim.added), details.claim_days)))
        }
        ClaimState::PartnerActionRequired => Some((Task::AnswerReviewer, answer_deadline(claim.decided?))),
        ClaimState::Rejected => Some((Task::DisputeRejection, dispute_deadline(claim.decided?))),
        _ => None,
    }
}

/// Returns the evidence that is required and not complete (rule 10).
fn missing_evidence(claim: &Claim, details: &Details) -> Vec<EvidenceKind> {
    let complete = |kind| claim.evidence.iter().any(|item| item.kind == kind && item.state == EvidenceState::Complete);
    details.evidence.iter().copied().filter(|&kind| !complete(kind)).collect()
}
