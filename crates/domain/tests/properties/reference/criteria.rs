//! Rules 2 and 3: criteria and payee profiles.

use std::collections::BTreeSet;

use domain::model::{Attainment, Criteria, Criterion, Location};
use domain::payee::ProfileStatus;

use super::{DayNumber, is_between};

pub fn enrolled(location: &Location, day: DayNumber) -> bool {
    location.enrolment.is_some_and(|span| is_between(day, span.first, span.last))
}

/// 2.2 to 2.11.
pub fn met(criterion: &Criterion, location: &Location, day: DayNumber) -> bool {
    let mut counting: Vec<&Attainment> = Vec::new();
    for attainment in &location.attainments {
        if Some(&attainment.credential) == credential(criterion) && is_between(day, attainment.first, attainment.last) {
            counting.push(attainment);
        }
    }
    match criterion {
        Criterion::Enrolment => enrolled(location, day),
        Criterion::Agreement { .. } | Criterion::Designation { .. } | Criterion::Specialization { .. } => {
            !counting.is_empty()
        }
        Criterion::CertifiedPeople { count, .. } => {
            let people: u64 = counting.iter().map(|attainment| u64::from(attainment.people.unwrap_or(0))).sum();
            people >= u64::from(*count)
        }
        Criterion::Revenue { threshold, .. } => {
            let mut sum = 0_i128;
            for revenue in counting.iter().filter_map(|attainment| attainment.revenue) {
                if revenue.currency == threshold.currency {
                    sum += i128::from(revenue.minor);
                }
            }
            sum >= i128::from(threshold.minor)
        }
        Criterion::Place { countries, markets } => {
            countries.contains(&location.country) || markets.contains(&location.market)
        }
        Criterion::Stated { id, .. } => location.stated.iter().any(|stated| {
            stated.id == *id && stated.met && stated.since.is_none_or(|since| is_between(day, since, None))
        }),
    }
}

fn credential(criterion: &Criterion) -> Option<&domain::id::CredentialId> {
    match criterion {
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential }
        | Criterion::CertifiedPeople { credential, .. }
        | Criterion::Revenue { credential, .. } => Some(credential),
        Criterion::Enrolment | Criterion::Place { .. } | Criterion::Stated { .. } => None,
    }
}

pub fn leaves(criteria: &Criteria) -> Vec<&Criterion> {
    match criteria {
        Criteria::One(criterion) => vec![criterion],
        Criteria::AllOf(parts) | Criteria::AnyOf(parts) => parts.iter().flat_map(leaves).collect(),
    }
}

/// 2.17 What a location attains to meet a criterion, in words; none for a country or market (2.18).
pub fn thing(criterion: &Criterion) -> Option<String> {
    match criterion {
        Criterion::Place { .. } => None,
        Criterion::Enrolment => Some("enrolment".to_owned()),
        Criterion::Stated { id, .. } => Some(format!("stated {id}")),
        Criterion::Revenue { credential, threshold } => Some(format!("revenue {credential} in {}", threshold.currency)),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential }
        | Criterion::CertifiedPeople { credential, .. } => Some(format!("credential {credential}")),
    }
}

/// 2.1 Returns whether the tree holds once the location has attained some things more.
fn holds(criteria: &Criteria, location: &Location, day: DayNumber, attained: &[String]) -> bool {
    match criteria {
        Criteria::AllOf(parts) => parts.iter().all(|part| holds(part, location, day, attained)),
        Criteria::AnyOf(parts) => parts.iter().any(|part| holds(part, location, day, attained)),
        Criteria::One(criterion) => {
            met(criterion, location, day) || thing(criterion).is_some_and(|thing| attained.contains(&thing))
        }
    }
}

/// 2.16 The smallest number of things to attain so that the tree holds: every set is tried, the smallest ones first.
/// None where no set is enough.
pub fn missing(criteria: &Criteria, location: &Location, day: DayNumber) -> Option<usize> {
    let unmet = leaves(criteria).into_iter().filter(|criterion| !met(criterion, location, day));
    let mut things: Vec<String> = unmet.filter_map(thing).collect();
    things.sort();
    things.dedup();
    if !holds(criteria, location, day, &things) {
        return None;
    }
    for size in 0..=things.len() {
        for set in (0_u32..1 << things.len()).filter(|set| set.count_ones() as usize == size) {
            let chosen = things.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            let chosen: Vec<String> = chosen.map(|(_, thing)| thing.clone()).collect();
            if holds(criteria, location, day, &chosen) {
                return Some(size);
            }
        }
    }
    None
}

/// The things each of which alone is enough.
pub fn enough_alone(criteria: &Criteria, location: &Location, day: DayNumber) -> BTreeSet<String> {
    let unmet = leaves(criteria).into_iter().filter(|criterion| !met(criterion, location, day));
    unmet.filter_map(thing).filter(|thing| holds(criteria, location, day, std::slice::from_ref(thing))).collect()
}

/// 3.1 and 3.2.
pub fn payee(location: &Location) -> ProfileStatus {
    let halves = [location.payee.bank.status, location.payee.tax.status];
    let worst_first = [
        ProfileStatus::Missing,
        ProfileStatus::ActionRequired,
        ProfileStatus::PendingValidation,
        ProfileStatus::Approved,
    ];
    worst_first.into_iter().find(|status| halves.contains(status)).unwrap()
}
