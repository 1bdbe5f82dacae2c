//! Rule 2: eligibility of a location, by the partner criteria, on a day.

use crate::id::CredentialId;
use crate::model::{Attainment, Criteria, Criterion, Location};
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
    /// Returns whether the whole is met.
    pub fn met(&self) -> bool {
        match self {
            Self::AllOf(parts) => parts.iter().all(Self::met),
            Self::AnyOf(parts) => parts.iter().any(Self::met),
            Self::One(_, check) => check.met,
        }
    }

    /// Returns how much is lacking; see [`missing`].
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

/// Returns how many criteria a location lacks at the least: 0 means eligible.
pub fn missing(criteria: &Criteria, location: &Location, day: Day) -> u16 {
    match criteria {
        Criteria::AllOf(parts) => all_of(parts.iter().map(|part| missing(part, location, day))),
        Criteria::AnyOf(parts) => any_of(parts.iter().map(|part| missing(part, location, day))),
        Criteria::One(criterion) => one(criterion, is_met(criterion, location, day)),
    }
}

/// Returns whether a location meets the criteria: where [`missing`] is 0.
/// Faster than `missing`: it stops at the first answer.
pub fn meets(criteria: &Criteria, location: &Location, day: Day) -> bool {
    match criteria {
        Criteria::AllOf(parts) => parts.iter().all(|part| meets(part, location, day)),
        Criteria::AnyOf(parts) => parts.iter().any(|part| meets(part, location, day)),
        Criteria::One(criterion) => is_met(criterion, location, day),
    }
}

/// Returns the verdict on every criterion, in the shape of the tree (rule 2).
pub fn explain<'a>(criteria: &'a Criteria, location: &Location, day: Day) -> Verdict<'a> {
    match criteria {
        Criteria::AllOf(parts) => Verdict::AllOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::AnyOf(parts) => Verdict::AnyOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::One(criterion) => Verdict::One(criterion, check(criterion, location, day)),
    }
}

/// Returns how much is lacking where all parts are needed.
pub(crate) fn all_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.fold(0, u16::saturating_add)
}

/// Returns how much is lacking where one part is enough; with no part there is no way.
pub(crate) fn any_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.min().unwrap_or(OUT_OF_REACH)
}

/// Returns how much is lacking of one criterion. A country cannot be attained.
pub(crate) const fn one(criterion: &Criterion, met: bool) -> u16 {
    match criterion {
        _ if met => 0,
        Criterion::Place { .. } => OUT_OF_REACH,
        _ => 1,
    }
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
        Criterion::Stated { id, .. } => location.stated.iter().any(|stated| stated.id == *id && stated.met),
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
    let since = match criterion {
        Criterion::Stated { id, .. } => {
            location.stated.iter().find(|stated| stated.id == *id).and_then(|stated| stated.since)
        }
        _ => since,
    };
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

/// Returns the days on which the verdict on a criterion may differ from the day before, in order.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatedVerdict;
    use crate::testing::{attainment, day, location, money, today};
    use crate::{Text, day::Span};

    fn check_missing(criteria: &Criteria, location: &Location, expected: u16) {
        assert_eq!(missing(criteria, location, today()), expected, "{criteria:?}");
        assert_eq!(meets(criteria, location, today()), expected == 0, "{criteria:?}");
        let verdict = explain(criteria, location, today());
        assert_eq!((verdict.missing(), verdict.met()), (expected, expected == 0), "{criteria:?}");
    }

    fn check_one(criterion: Criterion, location: &Location, met: bool) {
        check_missing(&Criteria::One(criterion), location, u16::from(!met));
    }

    fn gold() -> CredentialId {
        "gold".into()
    }

    fn people(count: u32) -> Criterion {
        Criterion::CertifiedPeople { credential: gold(), count }
    }

    fn revenue(minor: i64, code: &str) -> Criterion {
        Criterion::Revenue { credential: gold(), threshold: money(minor, code) }
    }

    fn place(countries: &[&str], markets: &[&str]) -> Criterion {
        Criterion::Place {
            countries: countries.iter().map(|&code| code.to_owned()).collect(),
            markets: markets.iter().map(|&id| id.into()).collect(),
        }
    }

    fn with(attainments: Vec<Attainment>) -> Location {
        Location { attainments, ..location("l") }
    }

    #[test]
    fn enrolment_counts_on_its_days() {
        let on = |enrolment| Location { enrolment, ..location("l") };
        let (first, last) = (today().plus(-1), Some(today()));
        check_one(Criterion::Enrolment, &on(None), false);
        check_one(Criterion::Enrolment, &on(Some(Span { first, last })), true);
        check_one(Criterion::Enrolment, &on(Some(Span { first, last: Some(first) })), false);
        check_one(Criterion::Enrolment, &on(Some(Span { first: today().plus(1), last: None })), false);
    }

    #[test]
    fn agreement_designation_and_specialization_are_attained_on_the_day() {
        for criterion in [
            Criterion::Agreement { credential: gold() },
            Criterion::Designation { credential: gold() },
            Criterion::Specialization { credential: gold() },
        ] {
            check_one(criterion.clone(), &with(vec![attainment("a", Some(today()))]), true);
            check_one(criterion.clone(), &with(vec![attainment("a", Some(today().plus(-1)))]), false);
            check_one(criterion.clone(), &with(vec![]), false);
            let silver = Attainment { credential: "silver".into(), ..attainment("a", None) };
            check_one(criterion, &with(vec![silver]), false);
        }
    }

    #[test]
    fn certified_people_are_added_up_and_stop_at_the_largest_number() {
        let holding = |people| Attainment { people, ..attainment("a", None) };
        let ended = Attainment { people: Some(9), ..attainment("a", Some(today().plus(-1))) };
        let location = with(vec![holding(Some(2)), holding(Some(3)), holding(None), ended]);
        check_one(people(5), &location, true);
        check_one(people(6), &location, false);
        check_one(people(0), &with(vec![]), true);
        check_one(people(u32::MAX), &with(vec![holding(Some(u32::MAX)), holding(Some(1))]), true);
    }

    #[test]
    fn revenue_of_another_currency_never_counts() {
        let of = |minor, code| Attainment { revenue: Some(money(minor, code)), ..attainment("a", None) };
        let location = with(vec![of(60, "EUR"), of(40, "EUR"), of(900, "SEK")]);
        check_one(revenue(100, "EUR"), &location, true);
        check_one(revenue(101, "EUR"), &location, false);
        check_one(revenue(1, "USD"), &location, false);
        let check = check(&revenue(200, "EUR"), &location, today());
        assert_eq!(check.current, Current::Revenue(money(100, "EUR")));
        check_one(revenue(i64::MAX, "EUR"), &with(vec![of(i64::MAX, "EUR"), of(i64::MAX, "EUR")]), true);
    }

    #[test]
    fn a_place_is_a_country_or_a_market_and_cannot_be_attained() {
        let location = location("l");
        check_one(place(&["SE"], &[]), &location, true);
        check_one(place(&["DK"], &["nordic"]), &location, true);
        check_missing(&Criteria::One(place(&["DK"], &["other"])), &location, OUT_OF_REACH);
    }

    #[test]
    fn a_stated_criterion_is_met_where_the_backend_says_so() {
        let criterion = || Criterion::Stated { id: "s".into(), text: Text::same("Good standing") };
        let stating = |id: &str, met| {
            let since = Some(day("2026-03-01"));
            Location { stated: vec![StatedVerdict { id: id.into(), met, since }], ..location("l") }
        };
        check_one(criterion(), &stating("s", true), true);
        check_one(criterion(), &stating("s", false), false);
        check_one(criterion(), &stating("other", true), false);
        assert_eq!(check(&criterion(), &stating("s", true), today()).since, Some(day("2026-03-01")));
    }

    #[test]
    fn all_parts_add_up_and_any_part_is_the_least() {
        let location = with(vec![]);
        let [no, yes, never] = [Criteria::One(people(1)), Criteria::One(people(0)), Criteria::One(place(&["DK"], &[]))];
        let all = |parts: &[&Criteria]| Criteria::AllOf(parts.iter().copied().cloned().collect());
        let any = |parts: &[&Criteria]| Criteria::AnyOf(parts.iter().copied().cloned().collect());
        check_missing(&all(&[]), &location, 0);
        check_missing(&any(&[]), &location, OUT_OF_REACH);
        check_missing(&all(&[&no, &yes, &no]), &location, 2);
        check_missing(&any(&[&all(&[&no, &no]), &no]), &location, 1);
        check_missing(&any(&[&no, &yes]), &location, 0);
        check_missing(&all(&[&no, &never]), &location, OUT_OF_REACH);
        check_missing(&any(&[&no, &never]), &location, 1);
        check_missing(&all(&[&never, &never]), &location, OUT_OF_REACH);
    }

    fn check_span(location: &Location, on: Day, expected: (bool, Option<Day>, Option<Day>)) {
        let Check { met, since, until, .. } = check(&people(2), location, on);
        assert_eq!((met, since, until), expected, "on {on}");
    }

    #[test]
    fn since_and_until_are_where_the_verdict_turns_not_where_attainments_do() {
        let span = |first: &str, last: &str, people| Attainment {
            first: day(first),
            people: Some(people),
            ..attainment("a", Some(day(last)))
        };
        let location = with(vec![
            span("2026-01-01", "2026-03-31", 2),
            span("2026-03-01", "2026-06-30", 2),
            span("2026-08-01", "2026-09-30", 1),
            span("2026-09-01", "9999-12-31", 1),
        ]);
        check_span(&location, day("2025-12-31"), (false, None, Some(day("2025-12-31"))));
        check_span(&location, day("2026-03-31"), (true, Some(day("2026-01-01")), Some(day("2026-06-30"))));
        check_span(&location, day("2026-08-15"), (false, Some(day("2026-07-01")), Some(day("2026-08-31"))));
        check_span(&location, day("2026-09-30"), (true, Some(day("2026-09-01")), Some(day("2026-09-30"))));
        check_span(&location, Day::MAX, (false, Some(day("2026-10-01")), None));
    }
}
