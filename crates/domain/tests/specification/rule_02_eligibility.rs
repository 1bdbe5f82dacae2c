//! Rule 2: eligibility of a location, for an engagement, on a day.

use domain::earning::earns_until;
use domain::eligibility::{Check, Current, OUT_OF_REACH, Verdict, explain, missing};
use domain::{Currency, Day, Money};
use serde_json::Value;

use crate::example::{Example, contoso, day, json};

/// How many things Oslo, which has attained nothing, lacks under criteria.
fn oslo_lacks(tree: Value) -> u16 {
    lacks(&contoso().criteria(tree), "oslo", "2026-11-26")
}

fn lacks(example: &Example, location: &str, today: &str) -> u16 {
    let product = example.on(today);
    missing(product.engagement("workshop").criteria(), product.location(location), day(today))
}

/// What the product says about the only criterion of the workshop at Oslo.
fn oslo_check(example: &Example, today: &str) -> Check {
    let product = example.on(today);
    match explain(product.engagement("workshop").criteria(), product.location("oslo"), day(today)) {
        Verdict::One(_, check) => check,
        tree => panic!("{tree:?} is no single criterion"),
    }
}

/// The last day on which Malmö earns on the workshop.
fn malmo_earns_until(example: &Example, today: &str) -> Option<Day> {
    let product = example.on(today);
    let workshop = product.engagement("workshop");
    earns_until(workshop.criteria(), workshop.term(), product.location("malmo"), day(today))
}

fn designation() -> Value {
    json!({ "one": { "type": "designation", "credential": "security-partner" } })
}

fn agreement() -> Value {
    json!({ "one": { "type": "agreement", "credential": "agreement" } })
}

fn specialization() -> Value {
    json!({ "one": { "type": "specialization", "credential": "threat-protection" } })
}

fn people(count: u32) -> Value {
    json!({ "one": { "type": "certifiedPeople", "credential": "administrator", "count": count } })
}

fn revenue(minor: i64, currency: &str) -> Value {
    let threshold = json!({ "minor": minor, "currency": currency });
    json!({ "one": { "type": "revenue", "credential": "cloud-revenue", "threshold": threshold } })
}

fn stated(id: &str) -> Value {
    json!({ "one": { "type": "stated", "id": id, "text": { "en": "In good standing" } } })
}

/// Oslo with attainments.
fn oslo(tree: Value, attainments: &Value) -> Example {
    contoso().criteria(tree).location("oslo", json!({ "attainments": attainments }))
}

/// 2.1 The partner criteria are a tree: *all of* holds when every part holds, *any of* when at least one part holds.
#[test]
fn r2_1_all_of_needs_every_part_and_any_of_one() {
    let held = json!([{ "id": "1", "credential": "security-partner", "first": "2026-01-01" }]);
    let both = oslo(json!({ "allOf": [designation(), agreement()] }), &held);
    assert_eq!(lacks(&both, "oslo", "2026-11-26"), 1);
    let either = oslo(json!({ "anyOf": [designation(), agreement()] }), &held);
    assert_eq!(lacks(&either, "oslo", "2026-11-26"), 0);
    let nested = oslo(json!({ "allOf": [designation(), { "anyOf": [agreement(), specialization()] }] }), &held);
    assert_eq!(lacks(&nested, "oslo", "2026-11-26"), 1);
    assert_eq!(oslo_lacks(json!({ "allOf": [] })), 0);
    assert_eq!(oslo_lacks(json!({ "anyOf": [] })), OUT_OF_REACH);
}

/// 2.2 The criterion *enrolment* is met while the location is enrolled.
#[test]
fn r2_2_enrolment_is_met_while_enrolled() {
    let enrolment = json!({ "one": { "type": "enrolment" } });
    let until_november = json!({ "enrolment": { "first": "2026-01-01", "last": "2026-11-30" } });
    let example = contoso().criteria(enrolment).location("oslo", until_november);
    assert_eq!(lacks(&example, "oslo", "2025-12-31"), 1);
    assert_eq!(lacks(&example, "oslo", "2026-01-01"), 0);
    assert_eq!(lacks(&example, "oslo", "2026-11-30"), 0);
    assert_eq!(lacks(&example, "oslo", "2026-12-01"), 1);
}

/// 2.3 *Agreement*, *designation* and *specialization* are met while the location has attained the one that is asked
/// for.
#[test]
fn r2_3_agreement_designation_and_specialization_are_met_while_attained() {
    let holds = |credential: &str| json!([{ "id": "1", "credential": credential, "first": "2026-01-01" }]);
    assert_eq!(lacks(&oslo(agreement(), &holds("agreement")), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&oslo(designation(), &holds("security-partner")), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&oslo(specialization(), &holds("threat-protection")), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&oslo(specialization(), &holds("agreement")), "oslo", "2026-11-26"), 1);
    assert_eq!(lacks(&oslo(agreement(), &json!([])), "oslo", "2026-11-26"), 1);
}

/// 2.4 *Certified people* is met while enough people hold the certification.
#[test]
fn r2_4_certified_people_is_met_while_enough_hold_it() {
    let four = json!([{ "id": "1", "credential": "administrator", "first": "2026-01-01", "people": 4 }]);
    assert_eq!(lacks(&oslo(people(4), &four), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&oslo(people(5), &four), "oslo", "2026-11-26"), 1);
}

/// 2.5 *Revenue* is met while the revenue over 12 months, in the currency asked for, reaches the amount asked for.
#[test]
fn r2_5_revenue_is_met_in_the_currency_asked_for() {
    let line = json!([{ "id": "1", "credential": "cloud-revenue", "first": "2026-01-01",
        "revenue": { "minor": 5_000_000, "currency": "EUR" } }]);
    assert_eq!(lacks(&oslo(revenue(5_000_000, "EUR"), &line), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&oslo(revenue(5_000_001, "EUR"), &line), "oslo", "2026-11-26"), 1);
    assert_eq!(lacks(&oslo(revenue(1, "USD"), &line), "oslo", "2026-11-26"), 1);
}

/// 2.6 *Country or market* is met where the location lies in one of the countries or in one of the markets.
#[test]
fn r2_6_a_country_or_a_market_is_enough() {
    assert_eq!(oslo_lacks(json!({ "one": { "type": "place", "countries": ["SE", "NO"] } })), 0);
    assert_eq!(oslo_lacks(json!({ "one": { "type": "place", "markets": ["nordic"] } })), 0);
    assert_eq!(oslo_lacks(json!({ "one": { "type": "place", "countries": ["US"], "markets": ["nordic"] } })), 0);
    assert_eq!(
        oslo_lacks(json!({ "one": { "type": "place", "countries": ["US"], "markets": ["america"] } })),
        OUT_OF_REACH
    );
}

/// 2.7 *Stated* is a text; the backend gives the verdict for each location. Without a verdict it is not met.
#[test]
fn r2_7_stated_is_met_where_the_backend_says_so() {
    let example = |verdicts| contoso().criteria(stated("standing")).location("oslo", json!({ "stated": verdicts }));
    assert_eq!(lacks(&example(json!([{ "id": "standing", "met": true }])), "oslo", "2026-11-26"), 0);
    assert_eq!(lacks(&example(json!([{ "id": "standing", "met": false }])), "oslo", "2026-11-26"), 1);
    assert_eq!(lacks(&example(json!([{ "id": "training", "met": true }])), "oslo", "2026-11-26"), 1);
    assert_eq!(lacks(&example(json!([])), "oslo", "2026-11-26"), 1);
}

/// 2.8 An attainment counts from its first to its last day, both included: eligibility depends on the day asked about.
#[test]
fn r2_8_an_attainment_counts_from_its_first_to_its_last_day() {
    let example = oslo(
        designation(),
        &json!([{ "id": "1", "credential": "security-partner", "first": "2026-11-10", "last": "2026-11-20" }]),
    );
    assert_eq!(lacks(&example, "oslo", "2026-11-09"), 1);
    assert_eq!(lacks(&example, "oslo", "2026-11-10"), 0);
    assert_eq!(lacks(&example, "oslo", "2026-11-20"), 0);
    assert_eq!(lacks(&example, "oslo", "2026-11-21"), 1);
}

/// 2.9 Overlapping attainments of one certification add up their people.
#[test]
fn r2_9_people_of_overlapping_attainments_add_up() {
    let example = oslo(
        people(5),
        &json!([
            { "id": "1", "credential": "administrator", "first": "2026-01-01", "last": "2026-11-30", "people": 2 },
            { "id": "2", "credential": "administrator", "first": "2026-11-20", "people": 3 }
        ]),
    );
    assert_eq!(oslo_check(&example, "2026-11-19").current, Current::People(2));
    assert_eq!(oslo_check(&example, "2026-11-26").current, Current::People(5));
    assert_eq!(lacks(&example, "oslo", "2026-11-26"), 0);
    assert_eq!(oslo_check(&example, "2026-12-01").current, Current::People(3));
}

/// 2.10 Overlapping revenue lines of one currency add up.
#[test]
fn r2_10_revenue_of_one_currency_adds_up() {
    let line = |id: &str, minor: i64, currency: &str| {
        let revenue = json!({ "minor": minor, "currency": currency });
        json!({ "id": id, "credential": "cloud-revenue", "first": "2026-01-01", "revenue": revenue })
    };
    let lines = json!([line("1", 300, "EUR"), line("2", 400, "EUR"), line("3", 90_000, "SEK")]);
    let example = oslo(revenue(1_000, "EUR"), &lines);
    let seven_euros = Money { minor: 700, currency: Currency::new("EUR").unwrap() };
    assert_eq!(oslo_check(&example, "2026-11-26").current, Current::Revenue(seven_euros));
    assert_eq!(lacks(&example, "oslo", "2026-11-26"), 1);
}

/// 2.11 A stated verdict counts from its `since` day on; before that day it is not met.
#[test]
fn r2_11_a_stated_verdict_counts_from_its_day_on() {
    let verdicts = json!({ "stated": [{ "id": "standing", "met": true, "since": "2026-12-01" }] });
    let example = contoso().criteria(stated("standing")).location("oslo", verdicts);
    assert_eq!(lacks(&example, "oslo", "2026-11-30"), 1);
    assert_eq!(lacks(&example, "oslo", "2026-12-01"), 0);
    let before = oslo_check(&example, "2026-11-26");
    assert_eq!((before.met, before.since, before.until), (false, None, Some(day("2026-11-30"))));
    let after = oslo_check(&example, "2026-12-24");
    assert_eq!((after.met, after.since, after.until), (true, Some(day("2026-12-01")), None));
}

/// 2.12 The result keeps the tree: each criterion is met or not.
#[test]
fn r2_12_the_result_keeps_the_tree() {
    let tree = json!({ "allOf": [designation(), { "anyOf": [agreement(), specialization()] }] });
    let product = contoso().criteria(tree).on("2026-11-26");
    let malmo = explain(product.engagement("workshop").criteria(), product.location("malmo"), day("2026-11-26"));
    let Verdict::AllOf(parts) = malmo else { panic!("all of two parts") };
    let [Verdict::One(_, designation), Verdict::AnyOf(choices)] = parts.as_slice() else { panic!("one and any of") };
    let [Verdict::One(_, agreement), Verdict::One(_, specialization)] = choices.as_slice() else {
        panic!("two choices")
    };
    assert_eq!((designation.met, agreement.met, specialization.met), (true, false, false));
}

/// 2.13 It says what is there against what is required.
#[test]
fn r2_13_it_says_what_is_there() {
    let four = json!([{ "id": "1", "credential": "administrator", "first": "2026-01-01", "people": 4 }]);
    assert_eq!(oslo_check(&oslo(people(6), &four), "2026-11-26").current, Current::People(4));
    assert_eq!(oslo_check(&contoso(), "2026-11-26").current, Current::Flag(false));
}

/// 2.14 It says since when.
#[test]
fn r2_14_it_says_since_when() {
    let held = json!([{ "id": "1", "credential": "security-partner", "first": "2026-03-01", "last": "2026-08-31" }]);
    let example = oslo(designation(), &held);
    assert_eq!(oslo_check(&example, "2026-07-15").since, Some(day("2026-03-01")));
    assert_eq!(oslo_check(&example, "2026-11-26").since, Some(day("2026-09-01")));
    assert_eq!(oslo_check(&example, "2026-02-28").since, None);
}

/// 2.15 *Until* is the last day on which the location earns: the ends of attainments, of agreements, of the enrolment
/// and of the engagement's term all count.
#[test]
fn r2_15_until_is_the_last_day_on_which_it_earns() {
    // The workshop ends on 30 June 2027.
    assert_eq!(malmo_earns_until(&contoso(), "2026-11-26"), Some(day("2027-06-30")));
    let designated =
        json!({ "id": "1", "credential": "security-partner", "first": "2025-01-01", "last": "2027-01-31" });
    let signed = json!({ "id": "2", "credential": "agreement", "first": "2025-01-01", "last": "2027-03-31" });
    let malmo = contoso().location("malmo", json!({ "attainments": [designated, signed] }));
    assert_eq!(malmo_earns_until(&malmo, "2026-11-26"), Some(day("2027-01-31")));
    let agreed = malmo.clone().criteria(agreement());
    assert_eq!(malmo_earns_until(&agreed, "2026-11-26"), Some(day("2027-03-31")));
    let either = malmo.clone().criteria(json!({ "anyOf": [designation(), agreement()] }));
    assert_eq!(malmo_earns_until(&either, "2026-11-26"), Some(day("2027-03-31")));
    let enrolled = malmo.location("malmo", json!({ "enrolment": { "first": "2025-01-01", "last": "2026-12-31" } }));
    assert_eq!(malmo_earns_until(&enrolled, "2026-11-26"), Some(day("2026-12-31")));
    assert_eq!(malmo_earns_until(&enrolled, "2027-01-01"), None);
}

/// 2.16 The number of missing criteria is the smallest number of distinct things to attain so that the tree holds.
#[test]
fn r2_16_the_number_missing_is_the_smallest_number_of_distinct_things() {
    assert_eq!(oslo_lacks(json!({ "allOf": [designation(), agreement(), specialization()] })), 3);
    assert_eq!(oslo_lacks(json!({ "anyOf": [{ "allOf": [designation(), agreement()] }, specialization()] })), 1);
    // The agreement alone serves both choices.
    let first = json!({ "anyOf": [designation(), agreement()] });
    let second = json!({ "anyOf": [agreement(), specialization()] });
    assert_eq!(oslo_lacks(json!({ "allOf": [first, second] })), 1);
}

/// 2.17 Criteria on one credential (certification, designation, agreement, revenue in one currency, stated text) are
/// one thing, however often and with whatever number they appear.
#[test]
fn r2_17_criteria_on_one_credential_are_one_thing() {
    assert_eq!(oslo_lacks(json!({ "allOf": [people(2), { "anyOf": [people(6), agreement()] }] })), 1);
    assert_eq!(oslo_lacks(json!({ "allOf": [designation(), designation()] })), 1);
    assert_eq!(oslo_lacks(json!({ "allOf": [agreement(), agreement(), people(2)] })), 2);
    assert_eq!(oslo_lacks(json!({ "allOf": [revenue(100, "EUR"), revenue(900, "EUR")] })), 1);
    assert_eq!(oslo_lacks(json!({ "allOf": [revenue(100, "EUR"), revenue(100, "USD")] })), 2);
    assert_eq!(oslo_lacks(json!({ "allOf": [stated("standing"), stated("standing")] })), 1);
    assert_eq!(oslo_lacks(json!({ "allOf": [stated("standing"), stated("training")] })), 2);
}

/// 2.18 A country or market criterion that fails cannot be satisfied.
#[test]
fn r2_18_a_wrong_country_cannot_be_satisfied() {
    let america = || json!({ "one": { "type": "place", "markets": ["america"] } });
    assert_eq!(oslo_lacks(america()), OUT_OF_REACH);
    assert_eq!(oslo_lacks(json!({ "allOf": [america(), agreement()] })), OUT_OF_REACH);
    assert_eq!(oslo_lacks(json!({ "anyOf": [america(), agreement()] })), 1);
    let elsewhere = contoso().engagement("workshop", json!({ "markets": ["america"] }));
    assert_eq!(lacks(&elsewhere, "malmo", "2026-11-26"), OUT_OF_REACH);
}
