//! Rules 8, 11 and 13: what the partner must do, what has lapsed, and the money of both.

use std::collections::{BTreeMap, BTreeSet};

use domain::Idx;
use domain::actions::{Severity, Task};
use domain::availability::Availability;
use domain::model::{Claim, ClaimState, Engagement, EvidenceKind, EvidenceState, Location};
use domain::payee::{ProfileKind, ProfileStatus};

use super::{
    DayNumber, NOT_SUBMITTED, Reference, answer_due, availability, claim_due, closed, consent_due, criteria_of,
    dispute_due, engagement_of, enrolled, lapsed, leaves, missing, number, offered, stopped, thing,
};

/// An action in plain words and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub task: Task,
    pub location: Option<usize>,
    pub engagement: Option<usize>,
    pub claim: Option<usize>,
    pub due: Option<DayNumber>,
    pub severity: Severity,
    /// The claims whose money is beside it.
    pub claims: BTreeSet<usize>,
}

/// How many days ahead an end is shown (11.3, 11.11).
const AHEAD: DayNumber = 90;

/// 11.13; without a day: later.
fn severity(due: Option<DayNumber>, today: DayNumber) -> Severity {
    match due.map(|due| due - today) {
        Some(left) if left < 0 => Severity::Overdue,
        Some(left) if left <= 7 => Severity::Week,
        Some(left) if left <= 30 => Severity::Month,
        _ => Severity::Later,
    }
}

impl Reference<'_> {
    /// 11.1, in no particular order.
    pub fn actions(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        for (at, location) in self.dataset.locations.iter().enumerate() {
            if enrolled(location, self.day) {
                self.profiles(at, location, &mut actions);
                self.attainments(at, location, &mut actions);
                self.claims(at, location, &mut actions);
            }
        }
        self.ends(&mut actions);
        actions
    }

    /// 8.10 to 8.13: what can no longer be done, at any location.
    pub fn lapsed(&self) -> Vec<usize> {
        let claims = &self.dataset.claims;
        let lapsed = |at: &usize| lapsed(&claims[*at], engagement_of(self.dataset, &claims[*at]), self.day);
        (0..claims.len()).filter(lapsed).collect()
    }

    /// 11.19 and 13.2: each claim once, each currency by itself.
    pub fn money(&self, claims: impl IntoIterator<Item = usize>) -> BTreeMap<String, i128> {
        let mut sum = BTreeMap::new();
        for at in claims.into_iter().collect::<BTreeSet<usize>>() {
            if let Some(amount) = self.dataset.claims[at].amount {
                *sum.entry(amount.currency.to_string()).or_default() += i128::from(amount.minor);
            }
        }
        sum
    }

    fn is_open(&self, claim: &Claim) -> bool {
        !closed(claim)
            && !lapsed(claim, engagement_of(self.dataset, claim), self.day)
            && !stopped(self.dataset, claim, self.day)
    }

    /// The open claims of a location on some of the engagements.
    fn open_claims(&self, location: &Location, wanted: impl Fn(&Engagement) -> bool) -> BTreeSet<usize> {
        let claims = self.dataset.claims.iter().enumerate();
        let open = claims.filter(|(_, claim)| {
            claim.location == location.id && self.is_open(claim) && wanted(engagement_of(self.dataset, claim))
        });
        open.map(|(at, _)| at).collect()
    }

    /// 2.1 on any day: the criteria hold, and the engagement is offered there.
    fn eligible(&self, engagement: &Engagement, location: &Location, day: DayNumber) -> bool {
        offered(engagement, location) && missing(criteria_of(self.dataset, engagement), location, day) == Some(0)
    }

    /// 11.2, 11.16, 11.20, 11.21.
    fn profiles(&self, at: usize, location: &Location, actions: &mut Vec<Action>) {
        let halves = [(ProfileKind::Bank, location.payee.bank.status), (ProfileKind::Tax, location.payee.tax.status)];
        for (profile, status) in halves {
            if status == ProfileStatus::Approved || status == ProfileStatus::PendingValidation {
                continue;
            }
            let blocked = self.dataset.engagements.iter().filter(|engagement| {
                availability(engagement, self.day) == Availability::Active
                    && self.eligible(engagement, location, self.day)
            });
            let blocks = u32::try_from(blocked.count()).unwrap();
            actions.push(Action {
                task: Task::MendProfile { profile, status, blocks },
                location: Some(at),
                engagement: None,
                claim: None,
                due: None,
                severity: if blocks > 0 { Severity::Week } else { Severity::Later },
                claims: self.open_claims(location, |_| true),
            });
        }
    }

    /// 8.9, 11.3, 11.4, 11.17. What has run out is shown while it still stops something today; where a location
    /// stopped several times for want of one credential, the last end is shown.
    fn attainments(&self, at: usize, location: &Location, actions: &mut Vec<Action>) {
        let ends = |number_of: usize| location.attainments[number_of].last.map(number);
        let credential = |number_of: usize| &location.attainments[number_of].credential;
        let all = 0..location.attainments.len();
        let asks = |engagement: &Engagement, wanted: usize| {
            let asked = leaves(criteria_of(self.dataset, engagement)).into_iter().filter_map(thing);
            let credential = credential(wanted).as_str();
            asked.into_iter().any(|thing| thing.split(' ').nth(1) == Some(credential) && !thing.starts_with("stated"))
        };
        let stops = |engagement: &Engagement, end: usize, last: DayNumber| {
            asks(engagement, end)
                && self.eligible(engagement, location, last)
                && !self.eligible(engagement, location, last + 1)
                && (last >= self.day || !self.eligible(engagement, location, self.day))
        };
        for end in all.clone() {
            let Some(last) = ends(end).filter(|last| *last <= self.day + AHEAD && *last < super::LAST_DAY) else {
                continue;
            };
            let same = |other: &usize| credential(*other) == credential(end);
            // Those of one credential that end on one day are renewed together; the last one is named.
            if all.clone().filter(same).any(|other| other > end && ends(other) == Some(last)) {
                continue;
            }
            let from = (last + 1).max(self.day);
            let stopped = |engagement: &Engagement| {
                let later = all.clone().filter(same).filter_map(|other| Some((other, ends(other)?)));
                let mut later = later.filter(|(_, other)| *other > last && *other < self.day);
                availability(engagement, from) == Availability::Active
                    && stops(engagement, end, last)
                    && !later.any(|(other, other_last)| stops(engagement, other, other_last))
            };
            let count = self.dataset.engagements.iter().filter(|engagement| stopped(engagement)).count();
            if count > 0 {
                actions.push(Action {
                    task: Task::RenewAttainment { attainment: Idx::new(end), stops: u32::try_from(count).unwrap() },
                    location: Some(at),
                    engagement: None,
                    claim: None,
                    due: Some(last),
                    severity: severity(Some(last), self.day),
                    claims: self.open_claims(location, stopped),
                });
            }
        }
    }

    /// 11.5 to 11.10. A claim asks for its next step. Before it is submitted, it lapses with the term at the latest.
    fn claims(&self, at: usize, location: &Location, actions: &mut Vec<Action>) {
        for (number_of, claim) in self.dataset.claims.iter().enumerate() {
            if claim.location != location.id || !self.is_open(claim) {
                continue;
            }
            let engagement = engagement_of(self.dataset, claim);
            let term_end = number(engagement.term.last);
            let complete = |kind: &EvidenceKind| {
                claim.evidence.iter().any(|item| item.kind == *kind && item.state == EvidenceState::Complete)
            };
            let missing: Vec<EvidenceKind> =
                engagement.details.evidence.iter().copied().filter(|kind| !complete(kind)).collect();
            let (task, due) = match claim.state {
                ClaimState::ConsentNotRequested => {
                    (Task::AskForConsent, Some(consent_due(claim, engagement).min(term_end)))
                }
                ClaimState::ConsentRequested => {
                    (Task::RemindOfConsent, Some(consent_due(claim, engagement).min(term_end)))
                }
                ClaimState::ConsentGiven => {
                    let due = claim_due(claim, engagement).unwrap_or(term_end).min(term_end);
                    let task = if missing.is_empty() { Task::SubmitClaim } else { Task::CompleteEvidence { missing } };
                    (task, Some(due))
                }
                ClaimState::PartnerActionRequired => (Task::AnswerReviewer, answer_due(claim)),
                ClaimState::Rejected => (Task::DisputeRejection, dispute_due(claim)),
                _ => continue,
            };
            actions.push(Action {
                task,
                location: Some(at),
                engagement: self.dataset.engagements.iter().position(|known| known.id == claim.engagement),
                claim: Some(number_of),
                due,
                severity: severity(due, self.day),
                claims: BTreeSet::from([number_of]),
            });
        }
    }

    /// 11.11 and 11.18.
    fn ends(&self, actions: &mut Vec<Action>) {
        for (at, engagement) in self.dataset.engagements.iter().enumerate() {
            let last = number(engagement.term.last);
            let waiting = self.dataset.claims.iter().enumerate().filter(|(_, claim)| {
                let location = self.dataset.locations.iter().find(|location| location.id == claim.location);
                claim.engagement == engagement.id
                    && NOT_SUBMITTED.contains(&claim.state)
                    && self.is_open(claim)
                    && enrolled(location.unwrap(), self.day)
            });
            let claims: BTreeSet<usize> = waiting.map(|(number_of, _)| number_of).collect();
            let position = |claim: &Claim| self.dataset.locations.iter().position(|known| known.id == claim.location);
            let places = claims.iter().map(|at| Idx::new(position(&self.dataset.claims[*at]).unwrap())).collect();
            if !claims.is_empty() && last <= self.day + AHEAD {
                actions.push(Action {
                    task: Task::FinishBeforeEnd { at: places },
                    location: None,
                    engagement: Some(at),
                    claim: None,
                    due: Some(last),
                    severity: severity(Some(last), self.day),
                    claims,
                });
            }
        }
    }
}
