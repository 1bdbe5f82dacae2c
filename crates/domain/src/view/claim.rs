//! One claim on a day: where it stands, whom it waits for, what is asked for next, and its money (rules 8 to 11).

mod deadline;
mod history;
mod stage;

use crate::actions::{Task, next_step};
use crate::catalogue::Catalogue;
use crate::claims::{Lapse, lapse_on, state_on};
use crate::customer_eligibility::VerdictsOn;
use crate::dataset::data::{DetailsCache, EngagementRef};
use crate::earning::is_enrolled;
use crate::model::{
    Claim, ClaimState, Customer, CustomerVerdict, Details, Evidence, EvidenceKind, EvidenceState, Location,
};
use crate::{Day, Idx};

pub use deadline::{ClaimDeadline, DeadlineKind};
pub use history::{ClaimEvent, EventKind};
pub use stage::{Stage, StageState, StageStep};

/// Where one claim stands on a day.
#[derive(Clone, Debug)]
pub struct ClaimStatus<'a> {
    /// Its position in the data.
    pub position: Idx<Claim>,
    /// The claim as the data give it.
    pub claim: &'a Claim,
    /// Its engagement.
    pub engagement: EngagementRef<'a>,
    /// Position of its location.
    pub location: Idx<Location>,
    /// Position of its customer.
    pub customer: Idx<Customer>,
    /// Its state on the day: what has lapsed has expired, also where nobody has noted it.
    pub state: ClaimState,
    /// Whether its location is enrolled: nothing is asked for at another one.
    pub is_enrolled: bool,
    /// The verdict on the customer that stops it before the consent (rule 7.8).
    pub stopped_by: Option<&'a CustomerVerdict>,
    /// Whom it waits for; `None` where it is closed or stopped.
    pub waits_for: Option<Party>,
    /// What is asked of the partner next; `None` where nothing is, where it is stopped, and at a location that is not
    /// enrolled.
    pub task: Option<Task>,
    /// The next day that matters: the last one for the task or, while Microsoft reviews, the one by which it decides.
    pub due: Option<Day>,
    /// How it lapsed.
    pub lapse: Option<Lapse>,
    /// What becomes of its amount.
    pub money: MoneyOutlook,
}

/// Whom an open claim waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The partner: consent to ask for, evidence, submission, an answer, a rejection.
    Partner,
    /// The customer: consent, or only a survey that was sent.
    Customer,
    /// Microsoft: review, dispute, payment.
    Microsoft,
}

impl Party {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Partner, Self::Customer, Self::Microsoft];
}

/// What becomes of the amount of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyOutlook {
    /// It can still be paid.
    Expected,
    /// It is paid.
    Paid,
    /// It was paid, and taken back.
    TakenBack,
    /// It will not be paid.
    Lost,
}

impl MoneyOutlook {
    const fn of(state: ClaimState, is_stopped: bool) -> Self {
        match state {
            _ if is_stopped => Self::Lost,
            ClaimState::Paid => Self::Paid,
            ClaimState::Reversed => Self::TakenBack,
            state if state.is_closed() => Self::Lost,
            _ => Self::Expected,
        }
    }
}

/// A piece of evidence of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceItem {
    /// What it is, how far it is, and since when.
    pub evidence: Evidence,
    /// Whether the engagement requires it.
    pub is_required: bool,
}

/// Everything that the page of a claim shows beyond its status.
#[derive(Clone, Debug)]
pub struct ClaimReport<'a> {
    /// Where it stands.
    pub status: ClaimStatus<'a>,
    /// The line from consent to payment.
    pub stages: [StageStep; Stage::ALL.len()],
    /// Its evidence: what is required in the order of the engagement, then what is there beyond that.
    pub evidence: Vec<EvidenceItem>,
    /// The deadlines that count from now on, the earliest first.
    pub deadlines: Vec<ClaimDeadline>,
    /// What has happened, the latest first, as far as the data have it.
    pub history: Vec<ClaimEvent>,
}

/// Returns where a claim stands; `None` where there is no claim at the position.
pub fn claim_status(catalogue: &Catalogue, position: Idx<Claim>) -> Option<ClaimStatus<'_>> {
    status(catalogue, position, &mut StatusContext::new(catalogue))
}

/// Returns what the page of a claim shows; `None` where there is no claim at the position.
pub fn claim_report(catalogue: &Catalogue, position: Idx<Claim>) -> Option<ClaimReport<'_>> {
    let mut context = StatusContext::new(catalogue);
    let status = status(catalogue, position, &mut context)?;
    let details = context.details.of(status.engagement);
    let evidence = evidence(status.claim, details);
    Some(ClaimReport {
        stages: stage::stages(&status, &evidence),
        deadlines: deadline::deadlines(&status, details),
        history: history::history(&status),
        evidence,
        status,
    })
}

/// What the status of many claims shares.
pub(super) struct StatusContext<'a> {
    details: DetailsCache,
    verdicts: VerdictsOn<'a>,
}

impl<'a> StatusContext<'a> {
    /// Finds the verdicts on customers that count on the day of the catalogue.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let verdicts = VerdictsOn::new(&catalogue.data().customer_verdicts, catalogue.day());
        Self { details: DetailsCache::default(), verdicts }
    }
}

/// The same with what many claims share.
pub(super) fn status<'a>(
    catalogue: &'a Catalogue,
    position: Idx<Claim>,
    context: &mut StatusContext<'a>,
) -> Option<ClaimStatus<'a>> {
    let (data, today) = (catalogue.data(), catalogue.day());
    let claim = data.claims.get(position.index())?;
    let engagement = data.engagements.find(&claim.engagement)?;
    let location = data.location_index(&claim.location)?;
    let customer = data.customer_index(&claim.customer)?;
    let (term, details) = (engagement.term(), context.details.of(engagement));
    let state = state_on(claim, term, details, today);
    let stopped_by = context.verdicts.stopping(claim, state);
    let is_stopped = stopped_by.is_some();
    let is_enrolled = data.location_at(location).is_some_and(|location| is_enrolled(location, today));
    let step = next_step(claim, state, term, details).filter(|_| is_enrolled && !is_stopped);
    let (task, last) = step.map_or((None, None), |(task, last)| (Some(task), last));
    Some(ClaimStatus {
        position,
        claim,
        engagement,
        location,
        customer,
        state,
        is_enrolled,
        stopped_by,
        waits_for: waits_for(state, &evidence(claim, details)).filter(|_| !is_stopped),
        due: last.or_else(|| deadline::decision_day(claim, state)),
        task,
        lapse: lapse_on(claim, term, details, today),
        money: MoneyOutlook::of(state, is_stopped),
    })
}

/// Returns whom a claim waits for.
fn waits_for(state: ClaimState, evidence: &[EvidenceItem]) -> Option<Party> {
    Some(match state {
        ClaimState::ConsentRequested => Party::Customer,
        ClaimState::ConsentGiven => {
            let mut missing = missing(evidence).peekable();
            let is_sent = |item: &EvidenceItem| {
                item.evidence.kind == EvidenceKind::CustomerSurvey && item.evidence.state == EvidenceState::InProgress
            };
            let waits_for_survey = missing.peek().is_some() && missing.all(is_sent);
            if waits_for_survey { Party::Customer } else { Party::Partner }
        }
        ClaimState::ConsentNotRequested | ClaimState::PartnerActionRequired | ClaimState::Rejected => Party::Partner,
        ClaimState::Submitted
        | ClaimState::UnderReview
        | ClaimState::Disputed
        | ClaimState::Approved
        | ClaimState::PaymentPending => Party::Microsoft,
        _ => return None,
    })
}

/// Returns the evidence of a claim (rule 10): what is absent is not started.
fn evidence(claim: &Claim, details: &Details) -> Vec<EvidenceItem> {
    let required = details.evidence.iter().map(|&kind| {
        let known = claim.evidence.iter().find(|item| item.kind == kind).copied();
        let evidence = known.unwrap_or(Evidence { kind, state: EvidenceState::NotStarted, since: None });
        EvidenceItem { evidence, is_required: true }
    });
    let more = claim.evidence.iter().filter(|item| !details.evidence.contains(&item.kind));
    required.chain(more.map(|&evidence| EvidenceItem { evidence, is_required: false })).collect()
}

fn missing(evidence: &[EvidenceItem]) -> impl Iterator<Item = &EvidenceItem> {
    evidence.iter().filter(|item| item.is_required && item.evidence.state != EvidenceState::Complete)
}

fn is_complete(evidence: &[EvidenceItem]) -> bool {
    missing(evidence).next().is_none()
}

/// Returns the day since which all required evidence is complete; `None` where it is not, or a day is not known.
fn complete_since(evidence: &[EvidenceItem]) -> Option<Day> {
    let required = evidence.iter().filter(|item| item.is_required);
    let days: Option<Vec<Day>> = required.map(|item| item.evidence.since).collect();
    days.filter(|_| is_complete(evidence))?.into_iter().max()
}
