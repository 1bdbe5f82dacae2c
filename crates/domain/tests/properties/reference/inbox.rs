//! Rule 11 in plain words.

use domain::actions::{Severity, Task};
use domain::model::*;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::{Day, MoneySum};
use domain::{Idx, Money};

use super::*;

/// An action in plain words: what, location, engagement, claim, due, severity, and the money at stake.
pub type Action = (Task, Option<usize>, Option<usize>, Option<usize>, Option<Day>, Severity, Vec<Money>);

/// The open claims at a location for some of the engagements, added up.
fn stake(dataset: &Dataset, location: &Location, today: Day, engagement: impl Fn(&Engagement) -> bool) -> Vec<Money> {
    let open = dataset.claims.iter().filter(|claim| {
        claim.location == location.id && open(dataset, claim, today) && engagement(engagement_of(dataset, claim))
    });
    open.filter_map(|claim| claim.amount).collect::<MoneySum>().totals().to_vec()
}

fn severity(due: Day, today: Day) -> Severity {
    if due < today {
        Severity::Overdue
    } else if due <= today.plus(7) {
        Severity::Week
    } else if due <= today.plus(30) {
        Severity::Month
    } else {
        Severity::Later
    }
}

/// Rule 11. In no particular order.
pub fn actions(dataset: &Dataset, today: Day) -> Vec<Action> {
    let mut actions = Vec::new();
    for (at, location) in dataset.locations.iter().enumerate().filter(|(_, location)| enrolled(location, today)) {
        for kind in [ProfileKind::Bank, ProfileKind::Tax] {
            let status = if kind == ProfileKind::Bank { location.payee.bank.status } else { location.payee.tax.status };
            if ![ProfileStatus::Missing, ProfileStatus::ActionRequired].contains(&status) {
                continue;
            }
            let blocked = dataset.engagements.iter().filter(|engagement| {
                availability(engagement, today) == Availability::Active
                    && lacks(dataset, engagement, location, today) == Some(0)
            });
            let blocks = u32::try_from(blocked.count()).unwrap();
            let severity = if blocks > 0 { Severity::Week } else { Severity::Later };
            let stake = stake(dataset, location, today, |_| true);
            let task = Task::MendProfile { profile: kind, status, blocks };
            actions.push((task, Some(at), None, None, None, severity, stake));
        }
        actions.extend(renewals(dataset, at, location, today));
    }
    claims(dataset, today, &mut actions);
    actions
}

/// For each end of a credential: the engagements that stop the day after, and stay stopped until today.
fn renewals(dataset: &Dataset, at: usize, location: &Location, today: Day) -> Vec<Action> {
    let ends: Vec<(usize, Day)> = (location.attainments.iter().enumerate())
        .filter_map(|(number, attainment)| Some((number, attainment.last?)))
        .filter(|(_, last)| *last <= today.plus(90) && *last < Day::MAX)
        .collect();
    let asks = |engagement: &Engagement, end: usize| {
        asks_for(criteria_of(dataset, engagement), &location.attainments[end].credential)
    };
    let eligible = |engagement: &Engagement, day: Day| lacks(dataset, engagement, location, day) == Some(0);
    let stops = |engagement: &Engagement, end: usize, last: Day| {
        asks(engagement, end)
            && eligible(engagement, last)
            && !eligible(engagement, last.plus(1))
            && (last >= today || !eligible(engagement, today))
    };
    let mut actions = Vec::new();
    for &(number, last) in &ends {
        let same = |other: usize| location.attainments[other].credential == location.attainments[number].credential;
        // Of several that end on one day the last one is named.
        if ends.iter().any(|&(other, other_last)| same(other) && other_last == last && other > number) {
            continue;
        }
        let stopped = |engagement: &Engagement| {
            // Only the last stop is reported.
            let again = ends.iter().any(|&(other, other_last)| {
                same(other) && other_last > last && other_last < today && stops(engagement, other, other_last)
            });
            stops(engagement, number, last) && !again
        };
        let on = last.plus(1).max(today);
        let stopped =
            |engagement: &Engagement| availability(engagement, on) == Availability::Active && stopped(engagement);
        let stops = dataset.engagements.iter().filter(|engagement| stopped(engagement)).count();
        let stops = u32::try_from(stops).unwrap();
        if stops > 0 {
            let task = Task::RenewAttainment { attainment: Idx::new(number), stops };
            let stake = stake(dataset, location, today, stopped);
            actions.push((task, Some(at), None, None, Some(last), severity(last, today), stake));
        }
    }
    actions
}

fn asks_for(criteria: &Criteria, wanted: &domain::id::CredentialId) -> bool {
    match criteria {
        Criteria::AllOf(parts) | Criteria::AnyOf(parts) => parts.iter().any(|part| asks_for(part, wanted)),
        Criteria::One(
            Criterion::Agreement { credential }
            | Criterion::Designation { credential }
            | Criterion::Specialization { credential }
            | Criterion::CertifiedPeople { credential, .. }
            | Criterion::Revenue { credential, .. },
        ) => credential == wanted,
        Criteria::One(_) => false,
    }
}

fn business_days(mut day: Day, mut days: u32) -> Day {
    while days > 0 && day < Day::MAX {
        day = day.plus(1);
        // 1970-01-01 was a Thursday.
        if !matches!((day.epoch() + 3).rem_euclid(7), 5 | 6) {
            days -= 1;
        }
    }
    day
}

fn claims(dataset: &Dataset, today: Day, actions: &mut Vec<Action>) {
    let mut open = vec![(0, MoneySum::default()); dataset.engagements.len()];
    for (number, claim) in dataset.claims.iter().enumerate() {
        let engagement = dataset.engagements.iter().position(|engagement| engagement.id == claim.engagement).unwrap();
        let location = dataset.locations.iter().position(|location| location.id == claim.location).unwrap();
        let details = &dataset.engagements[engagement].details;
        let missing: Vec<EvidenceKind> = (details.evidence.iter().copied())
            .filter(|kind| {
                !claim.evidence.iter().any(|item| item.kind == *kind && item.state == EvidenceState::Complete)
            })
            .collect();
        if !enrolled(&dataset.locations[location], today) {
            continue;
        }
        let state = state_on(dataset, claim, today);
        let task = match state {
            ClaimState::ConsentNotRequested => Some(Task::AskForConsent),
            ClaimState::ConsentRequested => Some(Task::RemindOfConsent),
            ClaimState::ConsentGiven if missing.is_empty() => Some(Task::SubmitClaim),
            ClaimState::ConsentGiven => Some(Task::CompleteEvidence { missing }),
            ClaimState::PartnerActionRequired => Some(Task::AnswerReviewer),
            ClaimState::Rejected => Some(Task::DisputeRejection),
            _ => None,
        };
        let due = match state {
            ClaimState::PartnerActionRequired => claim.decided.map(|asked| business_days(asked, 5)),
            _ => last_day(dataset, claim),
        };
        if let Some(task) = task {
            let of_claim = (Some(location), Some(engagement), Some(number));
            let money = claim.amount.into_iter().collect();
            let severity = due.map_or(Severity::Later, |due| severity(due, today));
            actions.push((task, of_claim.0, of_claim.1, of_claim.2, due, severity, money));
        }
        if [ClaimState::ConsentNotRequested, ClaimState::ConsentRequested, ClaimState::ConsentGiven].contains(&state) {
            open[engagement].0 += 1;
            claim.amount.into_iter().for_each(|amount| open[engagement].1.add(amount));
        }
    }
    for (at, (claims, stake)) in open.into_iter().enumerate() {
        let last = dataset.engagements[at].term.last;
        if claims > 0 && last <= today.plus(90) {
            let task = Task::FinishBeforeEnd { claims };
            actions.push((task, None, Some(at), None, Some(last), severity(last, today), stake.totals().to_vec()));
        }
    }
}
