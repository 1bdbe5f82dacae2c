//! What a location lacks, in the words of the rules.

use std::cmp::Reverse;

use super::*;
use crate::day::Span;
use crate::eligibility::explain;
use crate::model::Criteria;
use crate::testing::{attainment, day, location, today};

/// What an enrolled location with some attainments lacks of some criteria, with approved profiles.
fn lacks_of(criteria: &Criteria, location: &Location, read: impl FnOnce(Vec<Lack<'_>>)) {
    let status = LocationStatus::of(criteria, location, today());
    read(lacks(status, explain(criteria, location, today()), location, today()));
}

fn designation(id: &str) -> Criterion {
    Criterion::Designation { credential: id.into() }
}

fn one(id: &str) -> Criteria {
    Criteria::One(designation(id))
}

fn people(count: u32) -> Criteria {
    Criteria::One(Criterion::CertifiedPeople { credential: "admin".into(), count })
}

/// Asserts that one of these criteria is lacking, in this order, and nothing else.
#[track_caller]
fn check_choices(criteria: &Criteria, expected: &[&Criteria]) {
    lacks_of(criteria, &location("l"), |lacks| {
        let choices: Vec<Criteria> = match &lacks[..] {
            [Lack::Criterion((criterion, _))] => vec![Criteria::One((*criterion).clone())],
            [Lack::OneOf(choices)] => {
                choices.iter().map(|(criterion, _)| Criteria::One((*criterion).clone())).collect()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(choices.iter().collect::<Vec<_>>(), expected);
    });
}

#[test]
fn one_of_several_names_each_criterion_that_is_enough() {
    let [security, identity] = [one("security"), one("identity")];
    check_choices(&Criteria::AllOf(vec![security.clone(), Criteria::AllOf(Vec::new())]), &[&security]);
    let any = Criteria::AnyOf(vec![security.clone(), identity.clone()]);
    check_choices(&any, &[&security, &identity]);
    // An alternative that takes two steps is not within reach.
    let longer = Criteria::AllOf(vec![one("a"), one("b")]);
    check_choices(&Criteria::AnyOf(vec![longer, any]), &[&security, &identity]);
}

#[test]
fn a_thing_that_is_asked_for_twice_is_named_once() {
    check_choices(&Criteria::AllOf(vec![people(3), people(5), people(4)]), &[&people(5)]);
    check_choices(&Criteria::AnyOf(vec![people(5), people(3), people(4)]), &[&people(3)]);
    let each = |count| Criteria::AnyOf(vec![people(count), one("security")]);
    check_choices(&Criteria::AllOf(vec![each(3), each(5)]), &[&people(5), &one("security")]);
    let first = Criteria::AnyOf(vec![one("security"), one("identity")]);
    check_choices(&Criteria::AllOf(vec![first, one("identity")]), &[&one("identity")]);
}

#[test]
fn several_things_are_counted() {
    let two = Criteria::AllOf(vec![one("security"), one("identity"), one("security")]);
    lacks_of(&two, &location("l"), |lacks| assert_eq!(lacks, [Lack::Several(2)]));
}

#[test]
fn a_country_outweighs_everything_else() {
    let elsewhere = Criteria::One(Criterion::Place { countries: vec!["DK".to_owned()], markets: Vec::new() });
    let mut location = Location { enrolment: None, ..location("l") };
    location.payee.tax.status = ProfileStatus::Missing;
    lacks_of(&Criteria::AllOf(vec![one("a"), elsewhere.clone()]), &location, |lacks| {
        assert_eq!(lacks, [Lack::NotOffered]);
    });
    lacks_of(&Criteria::AnyOf(Vec::new()), &location, |lacks| assert_eq!(lacks, [Lack::Impossible]));
    check_choices(&Criteria::AnyOf(vec![elsewhere, one("a")]), &[&one("a")]);
}

#[test]
fn enrolment_is_said_once_with_its_day() {
    let criteria = Criteria::AllOf(vec![Criteria::One(Criterion::Enrolment), one("gold")]);
    let span = |first: &str, last: Option<&str>| Some(Span { first: day(first), last: last.map(day) });
    for (enrolment, phase) in [
        (None, None),
        (span("2027-01-01", None), Some(Phase::Begins(day("2027-01-01")))),
        (span("2025-01-01", Some("2026-10-31")), Some(Phase::Ended(Reverse(day("2026-10-31"))))),
    ] {
        lacks_of(
            &criteria,
            &Location { enrolment, attainments: vec![attainment("a", None)], ..location("l") },
            |lacks| {
                assert_eq!(lacks, [Lack::Enrolment(phase)]);
            },
        );
        lacks_of(&criteria, &Location { enrolment, ..location("l") }, |lacks| {
            assert!(matches!(lacks[..], [Lack::Enrolment(_), Lack::Criterion((Criterion::Designation { .. }, _))]));
        });
    }
}

#[test]
fn profiles_come_last() {
    let mut location = location("l");
    location.payee.bank.status = ProfileStatus::PendingValidation;
    location.payee.tax.status = ProfileStatus::Missing;
    lacks_of(&one("gold"), &location, |lacks| {
        assert!(matches!(
            lacks[..],
            [
                Lack::Criterion(_),
                Lack::Profile(ProfileKind::Bank, ProfileStatus::PendingValidation),
                Lack::Profile(ProfileKind::Tax, ProfileStatus::Missing)
            ]
        ));
    });
}

#[test]
fn of_two_amounts_of_one_revenue_the_lower_one_is_enough_and_the_higher_one_is_needed() {
    let revenue = |minor| {
        let threshold = crate::testing::money(minor, "EUR");
        Criteria::One(Criterion::Revenue { credential: "sales".into(), threshold })
    };
    check_choices(&Criteria::AnyOf(vec![revenue(500), revenue(300)]), &[&revenue(300)]);
    check_choices(&Criteria::AllOf(vec![revenue(300), revenue(500)]), &[&revenue(500)]);
}

#[test]
fn of_equal_demands_on_one_thing_the_first_in_the_tree_is_named() {
    let named = |id: &str| Criteria::One(Criterion::Specialization { credential: id.into() });
    check_choices(&Criteria::AnyOf(vec![one("a"), named("a")]), &[&one("a")]);
    check_choices(&Criteria::AllOf(vec![one("a"), named("a")]), &[&one("a")]);
}
