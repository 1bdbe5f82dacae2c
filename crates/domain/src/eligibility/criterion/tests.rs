use super::*;
use crate::Text;
use crate::day::Span;
use crate::testing::{attainment, day, location, money, today};

fn check_one(criterion: &Criterion, location: &Location, met: bool) {
    assert_eq!(is_met(criterion, location, today()), met, "{criterion:?}");
    assert_eq!(check(criterion, location, today()).met, met, "{criterion:?}");
}

fn people(count: u32) -> Criterion {
    Criterion::CertifiedPeople { credential: "gold".into(), count }
}

fn revenue(minor: i64, code: &str) -> Criterion {
    Criterion::Revenue { credential: "gold".into(), threshold: money(minor, code) }
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
    check_one(&Criterion::Enrolment, &on(None), false);
    check_one(&Criterion::Enrolment, &on(Some(Span { first, last })), true);
    check_one(&Criterion::Enrolment, &on(Some(Span { first, last: Some(first) })), false);
    check_one(&Criterion::Enrolment, &on(Some(Span { first: today().plus(1), last: None })), false);
}

#[test]
fn agreement_designation_and_specialization_are_attained_on_the_day() {
    for criterion in [
        Criterion::Agreement { credential: "gold".into() },
        Criterion::Designation { credential: "gold".into() },
        Criterion::Specialization { credential: "gold".into() },
    ] {
        check_one(&criterion, &with(vec![attainment("a", Some(today()))]), true);
        check_one(&criterion, &with(vec![attainment("a", Some(today().plus(-1)))]), false);
        check_one(&criterion, &with(vec![]), false);
        let silver = Attainment { credential: "silver".into(), ..attainment("a", None) };
        check_one(&criterion, &with(vec![silver]), false);
    }
}

#[test]
fn certified_people_are_added_up_and_stop_at_the_largest_number() {
    let holding = |people| Attainment { people, ..attainment("a", None) };
    let ended = Attainment { people: Some(9), ..attainment("a", Some(today().plus(-1))) };
    let location = with(vec![holding(Some(2)), holding(Some(3)), holding(None), ended]);
    check_one(&people(5), &location, true);
    check_one(&people(6), &location, false);
    check_one(&people(0), &with(vec![]), true);
    check_one(&people(u32::MAX), &with(vec![holding(Some(u32::MAX)), holding(Some(1))]), true);
}

#[test]
fn revenue_of_another_currency_never_counts() {
    let of = |minor, code| Attainment { revenue: Some(money(minor, code)), ..attainment("a", None) };
    let location = with(vec![of(60, "EUR"), of(40, "EUR"), of(900, "SEK")]);
    check_one(&revenue(100, "EUR"), &location, true);
    check_one(&revenue(101, "EUR"), &location, false);
    check_one(&revenue(1, "USD"), &location, false);
    let check = check(&revenue(200, "EUR"), &location, today());
    assert_eq!(check.current, Current::Revenue(money(100, "EUR")));
    check_one(&revenue(i64::MAX, "EUR"), &with(vec![of(i64::MAX, "EUR"), of(i64::MAX, "EUR")]), true);
}

#[test]
fn a_place_is_a_country_or_a_market() {
    let location = location("l");
    check_one(&place(&["SE"], &[]), &location, true);
    check_one(&place(&["DK"], &["nordic"]), &location, true);
    check_one(&place(&["DK"], &["other"]), &location, false);
}

/// Checks a criterion stated as met or not since a day, on one day: met, since, until.
fn check_stated(stated: (&str, bool, Option<&str>), on: &str, expected: (bool, Option<&str>, Option<&str>)) {
    let (id, met, since) = stated;
    let stated = vec![StatedVerdict { id: id.into(), met, since: since.map(day) }];
    let criterion = Criterion::Stated { id: "s".into(), text: Text::same("Good standing") };
    let Check { met, since, until, .. } = check(&criterion, &Location { stated, ..location("l") }, day(on));
    assert_eq!((met, since, until), (expected.0, expected.1.map(day), expected.2.map(day)), "on {on}");
}

#[test]
fn a_stated_verdict_counts_from_its_day_on() {
    let march = Some("2026-03-01");
    check_stated(("s", true, march), "2026-02-28", (false, None, Some("2026-02-28")));
    check_stated(("s", true, march), "2026-03-01", (true, march, None));
    check_stated(("s", true, march), "2026-11-02", (true, march, None));
    check_stated(("s", true, None), "2026-02-28", (true, None, None));
    check_stated(("s", false, march), "2026-11-02", (false, None, None));
    check_stated(("other", true, march), "2026-11-02", (false, None, None));
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
