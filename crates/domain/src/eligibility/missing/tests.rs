use super::*;
use crate::eligibility::{explain, meets, missing};
use crate::testing::{location, money, today};
use crate::{Text, model::Location};

/// Checks the number at a location without attainments, with every way to ask.
fn check(criteria: &Criteria, expected: u16) {
    let location = location("l");
    assert_eq!(missing(criteria, &location, today()), expected, "{criteria:?}");
    assert_eq!(meets(criteria, &location, today()), expected == 0, "{criteria:?}");
    let verdict = explain(criteria, &location, today());
    assert_eq!((verdict.missing(), verdict.met()), (expected, expected == 0), "{criteria:?}");
}

/// People who hold a certification; 0 people is always met.
fn people(credential: &str, count: u32) -> Criteria {
    Criteria::One(Criterion::CertifiedPeople { credential: credential.into(), count })
}

fn designation(credential: &str) -> Criteria {
    Criteria::One(Criterion::Designation { credential: credential.into() })
}

fn revenue(credential: &str, code: &str, minor: i64) -> Criteria {
    Criteria::One(Criterion::Revenue { credential: credential.into(), threshold: money(minor, code) })
}

fn stated(id: &str, text: &str) -> Criteria {
    Criteria::One(Criterion::Stated { id: id.into(), text: Text::same(text) })
}

fn never() -> Criteria {
    Criteria::One(Criterion::Place { countries: vec!["DK".to_owned()], markets: vec![] })
}

fn all(parts: impl IntoIterator<Item = Criteria>) -> Criteria {
    Criteria::AllOf(parts.into_iter().collect())
}

fn any(parts: impl IntoIterator<Item = Criteria>) -> Criteria {
    Criteria::AnyOf(parts.into_iter().collect())
}

#[test]
fn all_parts_add_up_and_any_part_is_the_least() {
    check(&all([]), 0);
    check(&any([]), OUT_OF_REACH);
    check(&all([designation("a"), people("x", 0), designation("b")]), 2);
    check(&any([all([designation("a"), designation("b")]), designation("c")]), 1);
    check(&any([designation("a"), people("x", 0)]), 0);
}

#[test]
fn a_place_cannot_be_attained() {
    check(&never(), OUT_OF_REACH);
    check(&all([designation("a"), never()]), OUT_OF_REACH);
    check(&any([designation("a"), never()]), 1);
    check(&all([never(), never()]), OUT_OF_REACH);
}

#[test]
fn criteria_on_one_credential_are_one_thing() {
    check(&all([people("a", 1), people("a", 5), designation("a")]), 1);
    check(&all([people("a", 1), people("b", 1)]), 2);
    check(&all([revenue("r", "EUR", 1), revenue("r", "EUR", 9)]), 1);
    check(&all([revenue("r", "EUR", 1), revenue("r", "SEK", 1)]), 2);
    check(&all([stated("s", "Good standing"), stated("s", "In good standing")]), 1);
    check(&all([stated("s", "Good standing"), stated("t", "Good standing")]), 2);
}

#[test]
fn one_enrolment_is_one_thing() {
    let enrolment = || Criteria::One(Criterion::Enrolment);
    let location = Location { enrolment: None, ..location("l") };
    assert_eq!(missing(&all([enrolment(), any([enrolment(), designation("a")])]), &location, today()), 1);
}

/// Each alternative alone takes one thing, and one thing serves all of them.
#[test]
fn what_serves_several_alternatives_is_the_least() {
    let either = |one: &str, other: &str| any([designation(one), designation(other)]);
    check(&all([either("a", "b"), either("b", "c")]), 1);
    check(&all([either("a", "b"), either("c", "d")]), 2);
    check(&all([either("a", "b"), either("b", "c"), either("c", "a")]), 2);
    let both = all([designation("b"), designation("c")]);
    check(&all([any([designation("a"), both.clone()]), designation("b"), any([designation("d"), both])]), 2);
}

#[test]
fn hostile_trees_take_bounded_work_and_give_no_less_than_the_least() {
    // Thirty alternatives of pairs: a search without limit would take 2^30 steps.
    let pair = |at: usize| any([designation(&format!("a{at}")), designation(&format!("b{}", at % 29))]);
    let tree = all((0..30).map(pair));
    let number = missing(&tree, &location("l"), today());
    assert!((29..=30).contains(&number), "{number}");
    let wide = all((0..3000).map(|at| designation(&format!("a{}", at % 2999))));
    let number = missing(&wide, &location("l"), today());
    assert!((2999..=3000).contains(&number), "{number}");
}

#[test]
fn a_tree_repeats_where_two_criteria_ask_for_one_thing() {
    assert!(!repeats(&all([designation("a"), any([designation("b"), revenue("a", "EUR", 1)]), never(), never()])));
    assert!(repeats(&all([designation("a"), any([designation("b"), people("a", 1)])])));
    assert!(repeats(&all((0..65).map(|at| designation(&at.to_string())))), "not compared");
}
