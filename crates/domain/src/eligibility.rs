//! Rule 2: eligibility of a location, by the partner criteria, on a day.

use crate::dataset::wire::{Attainment, Criteria, Criterion, Location};
use crate::id::CredentialId;
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

/// A criteria tree with its verdicts; the shape is that of the criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// All parts are needed.
    AllOf(Vec<Self>),
    /// One part is enough.
    AnyOf(Vec<Self>),
    /// One criterion and its verdict.
    One(&'a Criterion, Check),
}

impl Verdict<'_> {
    /// Whether the whole is met.
    pub fn met(&self) -> bool {
        match self {
            Self::AllOf(parts) => parts.iter().all(Self::met),
            Self::AnyOf(parts) => parts.iter().any(Self::met),
            Self::One(_, check) => check.met,
        }
    }

    /// How much is lacking; see [`missing`].
    pub fn missing(&self) -> u16 {
        match self {
            Self::AllOf(parts) => all_of(parts.iter().map(Self::missing)),
            Self::AnyOf(parts) => any_of(parts.iter().map(Self::missing)),
            Self::One(criterion, check) => one(criterion, check.met),
        }
    }
}

/// What [`missing`] says where nothing that the location does can help: it lies in the wrong country.
pub const OUT_OF_REACH: u16 = u16::MAX;

/// How many criteria a location lacks at the least: 0 means eligible.
pub fn missing(criteria: &Criteria, location: &Location, day: Day) -> u16 {
    match criteria {
        Criteria::AllOf(parts) => all_of(parts.iter().map(|part| missing(part, location, day))),
        Criteria::AnyOf(parts) => any_of(parts.iter().map(|part| missing(part, location, day))),
        Criteria::One(criterion) => one(criterion, is_met(criterion, location, day)),
    }
}

/// Rule 2: the verdict on every criterion, in the shape of the tree.
pub fn explain<'a>(criteria: &'a Criteria, location: &Location, day: Day) -> Verdict<'a> {
    match criteria {
        Criteria::AllOf(parts) => Verdict::AllOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::AnyOf(parts) => Verdict::AnyOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::One(criterion) => Verdict::One(criterion, check(criterion, location, day)),
    }
}

/// How much is lacking where all parts are needed.
pub(crate) fn all_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.fold(0, u16::saturating_add)
}

/// How much is lacking where one part is enough; with no part there is no way.
pub(crate) fn any_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.min().unwrap_or(OUT_OF_REACH)
}

/// How much is lacking of one criterion. A country cannot be attained.
pub(crate) const fn one(criterion: &Criterion, met: bool) -> u16 {
    match criterion {
        _ if met => 0,
        Criterion::Place { .. } => OUT_OF_REACH,
        _ => 1,
    }
}

/// Whether one criterion is met.
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
        Criterion::Stated { id, .. } => location.stated.iter().any(|stated| stated.id == *id && stated.met),
    }
}

/// The verdict on one criterion, with what is there and how long the verdict holds.
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
    let since = match criterion {
        Criterion::Stated { id, .. } => {
            location.stated.iter().find(|stated| stated.id == *id).and_then(|stated| stated.since)
        }
        _ => since,
    };
    Check { met, current, since, until }
}

/// The credential that a criterion asks for, if it asks for one.
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

/// Calls back for every criterion of a tree.
pub fn each_criterion<'a>(criteria: &'a Criteria, visit: &mut impl FnMut(&'a Criterion)) {
    match criteria {
        Criteria::AllOf(parts) | Criteria::AnyOf(parts) => parts.iter().for_each(|part| each_criterion(part, visit)),
        Criteria::One(criterion) => visit(criterion),
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

/// The days on which the verdict on a criterion may differ from the day before, in order.
fn changes(criterion: &Criterion, location: &Location) -> Vec<Day> {
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
    days.sort_unstable();
    days.dedup();
    days
}
