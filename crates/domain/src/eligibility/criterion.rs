//! One criterion at one location: whether it is met, what is there, since when and until when (rule 2).

use crate::id::CredentialId;
use crate::model::{Attainment, Criterion, Location, StatedVerdict};
use crate::{Currency, Day, Money};

/// What is there against what a criterion requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Current {
    /// It is there or it is not.
    Flag(bool),
    /// How many people hold the certification.
    People(u32),
    /// The revenue over 12 months.
    Revenue(Money),
}

/// The verdict on one criterion at one location on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is met.
    pub met: bool,
    /// What is there.
    pub current: Current,
    /// The first day of the present verdict, where there was another one before.
    pub since: Option<Day>,
    /// The last day of the present verdict, where there is another one after.
    pub until: Option<Day>,
}

/// Returns whether one criterion is met.
pub fn is_met(criterion: &Criterion, location: &Location, day: Day) -> bool {
    match criterion {
        Criterion::Enrolment => location.enrolment.is_some_and(|span| span.contains(day)),
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential } => attained(location, credential, day).next().is_some(),
        Criterion::CertifiedPeople { credential, count } => people(location, credential, day) >= *count,
        Criterion::Revenue { credential, threshold } => {
            revenue(location, credential, threshold.currency, day).minor >= threshold.minor
        }
        Criterion::Place { countries, markets } => {
            countries.contains(&location.country) || markets.contains(&location.market)
        }
        Criterion::Stated { .. } => {
            stated(criterion, location).any(|stated| stated.met && stated.since.is_none_or(|since| since <= day))
        }
    }
}

/// Returns the verdict on one criterion, with what is there and how long the verdict holds.
pub fn check(criterion: &Criterion, location: &Location, day: Day) -> Check {
    let met = is_met(criterion, location, day);
    let current = match criterion {
        Criterion::CertifiedPeople { credential, .. } => Current::People(people(location, credential, day)),
        Criterion::Revenue { credential, threshold } => {
            Current::Revenue(revenue(location, credential, threshold.currency, day))
        }
        _ => Current::Flag(met),
    };
    let changes = changes(criterion, location);
    let verdict_on = |day| is_met(criterion, location, day);
    // Between two changes the verdict stays, so looking at the changes is enough.
    let since = changes
        .iter()
        .copied()
        .filter(|&change| change <= day)
        .rev()
        .find(|&change| verdict_on(change.plus(-1)) != met);
    let until =
        changes.iter().copied().find(|&change| change > day && verdict_on(change) != met).map(|change| change.plus(-1));
    Check { met, current, since, until }
}

/// Returns the credential that a criterion asks for, if it asks for one.
pub const fn credential_of(criterion: &Criterion) -> Option<&CredentialId> {
    match criterion {
        Criterion::Agreement { credential }
        | Criterion::Designation { credential }
        | Criterion::Specialization { credential }
        | Criterion::CertifiedPeople { credential, .. }
        | Criterion::Revenue { credential, .. } => Some(credential),
        Criterion::Enrolment | Criterion::Place { .. } | Criterion::Stated { .. } => None,
    }
}

fn attained<'a>(
    location: &'a Location,
    credential: &'a CredentialId,
    day: Day,
) -> impl Iterator<Item = &'a Attainment> {
    location
        .attainments
        .iter()
        .filter(move |attainment| attainment.credential == *credential && attainment.span().contains(day))
}

fn people(location: &Location, credential: &CredentialId, day: Day) -> u32 {
    attained(location, credential, day).filter_map(|attainment| attainment.people).fold(0, u32::saturating_add)
}

fn revenue(location: &Location, credential: &CredentialId, currency: Currency, day: Day) -> Money {
    let minor = attained(location, credential, day)
        .filter_map(|attainment| attainment.revenue)
        .filter(|revenue| revenue.currency == currency)
        .fold(0, |sum: i64, revenue| sum.saturating_add(revenue.minor));
    Money { minor, currency }
}

/// Returns the verdicts of the backend on a stated criterion; none on any other.
fn stated<'a>(criterion: &'a Criterion, location: &'a Location) -> impl Iterator<Item = &'a StatedVerdict> {
    location.stated.iter().filter(move |stated| matches!(criterion, Criterion::Stated { id, .. } if *id == stated.id))
}

/// Returns the days on which the verdict on a criterion may differ from the day before, in order.
pub fn changes(criterion: &Criterion, location: &Location) -> Vec<Day> {
    let mut days = Vec::new();
    let mut add = |first: Day, last: Option<Day>| {
        days.push(first);
        days.extend(last.filter(|last| *last < Day::MAX).map(|last| last.plus(1)));
    };
    if let Some(credential) = credential_of(criterion) {
        for attainment in location.attainments.iter().filter(|attainment| attainment.credential == *credential) {
            add(attainment.first, attainment.last);
        }
    } else if let (Criterion::Enrolment, Some(span)) = (criterion, location.enrolment) {
        add(span.first, span.last);
    }
    days.extend(stated(criterion, location).filter_map(|stated| stated.since));
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests;
