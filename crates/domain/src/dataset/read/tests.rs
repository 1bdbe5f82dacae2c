use std::fmt::Write;

use serde_json::{Value, json};

use super::*;
use crate::catalogue::{Catalogue, Query};
use crate::model;
use crate::model::{Criteria, Criterion};
use crate::testing::{attainment, claim, dataset, day, engagement, location, today};
use crate::{Idx, Lang};

mod customers;
mod details;
mod elements;

fn value() -> Value {
    let mut dataset = dataset();
    dataset.claims = vec![claim("k", model::ClaimState::ConsentGiven)];
    serde_json::to_value(dataset).unwrap()
}

/// Reads a file and uses all that came of it.
fn read(bytes: &[u8]) -> LoadedDataset {
    let loaded = Reader::read(bytes, today());
    if let Some(data) = &loaded.data {
        data.check_details(0..data.details_count());
    }
    loaded
}

fn reported(loaded: &LoadedDataset) -> Vec<String> {
    loaded.problems.iter().map(ToString::to_string).collect()
}

/// Changes a sound file; the reported problems, and how many locations, engagements and claims are left.
fn check(change: impl FnOnce(&mut Value), expected: &[&str], left: [usize; 3]) {
    let mut value = value();
    change(&mut value);
    let loaded = read(&serde_json::to_vec(&value).unwrap());
    assert_eq!(reported(&loaded), expected);
    let data = loaded.data.unwrap();
    assert_eq!([data.locations.len(), data.engagements.len(), data.claims.len()], left);
    let catalogue = Catalogue::new(data, today());
    assert_eq!(catalogue.query_unindexed(&Query::default()).order.len(), left[1]);
    catalogue.query_unindexed(&Query { text: "work".to_owned(), ..Query::default() });
    catalogue.actions();
}

/// The same where the change stands in the details of an engagement, which are looked at later.
fn check_details(details: Value, expected: &[&str]) {
    let mut value = value();
    value["engagements"][0]["details"] = details;
    let loaded = Reader::read(&serde_json::to_vec(&value).unwrap(), today());
    assert_eq!(reported(&loaded), Vec::<String>::new());
    let data = loaded.data.unwrap();
    let problems: Vec<String> = data.check_details(0..9).iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected);
}

/// A file of which nothing can be shown.
fn check_fatal(bytes: &[u8], expected: &str) {
    let loaded = read(bytes);
    assert!(loaded.data.is_none());
    assert_eq!(reported(&loaded)[0], expected);
    assert!(loaded.problems.iter().any(DatasetProblem::is_fatal));
}

fn push(list: &mut Value, element: impl serde::Serialize) {
    list.as_array_mut().unwrap().push(serde_json::to_value(element).unwrap());
}

fn remove(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

const ALL: [usize; 3] = [1, 1, 1];

#[test]
fn a_valid_file_has_no_problems() {
    check(|_| {}, &[], ALL);
}

#[test]
fn a_reader_counts_engagements_while_it_reads() {
    let mut two = dataset();
    two.engagements.push(engagement("f"));
    let mut reader = Reader::new();
    assert_eq!(reader.engagements(), 0);
    reader.feed(&serde_json::to_vec(&two).unwrap());
    assert_eq!(reader.engagements(), 2);
    let data = reader.finish(today()).data.unwrap();
    assert_eq!((data.id.as_str(), data.engagements.len()), ("test", 2));
}

#[test]
fn rejects_a_file_that_is_no_dataset() {
    check_fatal(b"", "$: the file is empty");
    check_fatal(b" \r\n", "$: the file is empty");
    check_fatal(b"\n<!doctype html><title>404</title>", "$: not JSON from byte 0 on");
    check_fatal(b"[]", "$: not JSON from byte 0 on");
    check_fatal(b"{}", "$: not a dataset of this product but \"\"");
    check_fatal(br#"{"name": "x", "version": 5}"#, "$.version: version 5 is newer than 2");
    check_fatal(br#"{"name": "x", "version": "1.0.0"}"#, "$: not a dataset of this product but \"\"");
    check_fatal(br#"{"format": "other"}"#, "$.format: not a dataset of this product but \"other\"");
}

#[test]
fn rejects_a_newer_version() {
    let mut value = value();
    value["version"] = json!(3);
    check_fatal(&serde_json::to_vec(&value).unwrap(), "$.version: version 3 is newer than 2");
    check(|value| value["version"] = json!(0), &["$.version: invalid value: versions begin with 1"], ALL);
}

#[test]
fn an_admin_of_an_unknown_location_keeps_the_known_ones() {
    let mut value = value();
    value["partner"]["admins"] = json!([
        {"name": "Astrid"},
        {"name": "Daniel", "locations": ["nowhere", "l", "lost"]},
        {"name": "Mira", "email": "mira@contoso.example.com", "locations": ["nowhere"]},
    ]);
    let loaded = read(&serde_json::to_vec(&value).unwrap());
    let expected = [
        "$.partner.admins[1].locations[0]: there is no \"nowhere\"",
        "$.partner.admins[1].locations[2]: there is no \"lost\"",
        "$.partner.admins[2].locations[0]: there is no \"nowhere\"",
    ];
    assert_eq!(reported(&loaded), expected);
    let data = loaded.data.unwrap();
    let locations: Vec<_> = data.partner.admins.iter().map(|admin| admin.locations.clone()).collect();
    assert_eq!(locations, [None, Some(vec!["l".into()]), Some(vec![])], "nobody becomes an admin of every location");
}

/// The dataset as files were written before the engagements came last.
fn former_order() -> String {
    let text = serde_json::to_string(&serde_json::from_value::<model::Dataset>(value()).unwrap()).unwrap();
    let text = text.replace(",\"customerVerdicts\":[]", "").replace("\"version\":2", "\"version\":1");
    let (before, engagements) = text.trim_end_matches('}').split_at(text.find(",\"engagements\":").unwrap());
    let (before, customers) = before.split_at(before.find(",\"customers\":").unwrap());
    let engagements = &engagements[..=engagements.rfind(']').unwrap()];
    format!("{before}{engagements}{customers}}}")
}

#[test]
fn the_former_order_is_read_as_well() {
    let loaded = read(former_order().as_bytes());
    assert_eq!(reported(&loaded), [""; 0]);
    let data = loaded.data.unwrap();
    assert_eq!((data.engagements.len(), data.customers.len(), data.claims.len()), (1, 1, 1));
}

#[test]
fn claims_for_engagements_after_the_end_of_a_file_are_not_reported() {
    let mut twice: model::Dataset = serde_json::from_value(value()).unwrap();
    twice.engagements.push(engagement("e2"));
    twice.claims.push(model::Claim { engagement: "e2".into(), ..claim("2", model::ClaimState::Paid) });
    let text = serde_json::to_string(&twice).unwrap();
    let end = text.rfind("\"details\"").unwrap();
    let loaded = read(&text.as_bytes()[..end]);
    let cut = format!("$.engagements[1]: the file ends too early, at byte {end}");
    assert_eq!(reported(&loaded), [cut.as_str(), "$.customerVerdicts: missing"]);
    assert_eq!(loaded.data.unwrap().claims.len(), 1);
}

#[test]
fn a_file_that_ends_early_keeps_what_came_before() {
    let text = former_order();
    let end = text.find("\"customers\"").unwrap() + 14;
    let loaded = read(&text.as_bytes()[..end]);
    let cuts_short = format!("$.customers[0]: the file ends too early, at byte {end}");
    assert_eq!(reported(&loaded), [cuts_short.as_str(), "$.claims: missing"], "and says what was not read at all");
    let data = loaded.data.unwrap();
    assert_eq!((data.locations.len(), data.engagements.len()), (1, 1));
}

#[test]
fn a_file_that_stops_being_json_keeps_what_came_before() {
    let text = former_order().replace("\"customers\":", "\"customers\"=");
    let loaded = read(text.as_bytes());
    let at = text.find('=').unwrap();
    assert_eq!(reported(&loaded), [format!("$.customers: not JSON from byte {at} on"), "$.claims: missing".to_owned()]);
    assert_eq!(loaded.data.unwrap().engagements.len(), 1);
}

#[test]
fn reports_missing_and_unknown_parts() {
    check(|value| remove(value, "partner"), &["$.partner: missing"], ALL);
    check(|value| value["more"] = json!([1, 2]), &["$.more: not known"], ALL);
    check(
        |value| value["areas"] = json!({}),
        &[
            "$.areas: invalid type: expected a list",
            "$.engagements[0].area: there is no \"security\"",
            "$.claims[0].engagement: there is no \"e\"",
        ],
        [1, 0, 0],
    );
    check(
        |value| value["asOf"] = json!("today"),
        &["$.asOf: invalid value: string \"today\", expected a day written like 2026-11-22"],
        ALL,
    );
    let twice = serde_json::to_string(&dataset()).unwrap().replacen('{', r#"{"areas":[],"#, 1);
    assert_eq!(reported(&read(twice.as_bytes())), ["$.areas: duplicate field; this one is added to what came before"]);
}

#[test]
fn reports_an_invalid_element_with_its_path() {
    check(
        |value| remove(&mut value["locations"][0], "payee"),
        &["$.locations[0]: missing field `payee`", "$.claims[0].location: there is no \"l\""],
        [0, 1, 0],
    );
    check(
        |value| value["locations"][0]["attainments"][0]["people"] = json!(-1),
        &[
            "$.locations[0].attainments[0].people: invalid value: integer `-1`, expected u32",
            "$.claims[0].location: there is no \"l\"",
        ],
        [0, 1, 0],
    );
    check(
        |value| value["engagements"][0]["more"] = json!(1),
        &[
            "$.engagements[0]: unknown field `more`, expected one of `id`, `name`, `description`, `area`, `role`, \
         `pay`, `term`, `markets`, `criteria`, `details`",
            "$.claims[0].engagement: there is no \"e\"",
        ],
        [1, 0, 0],
    );
    check(
        |value| value["claims"][0]["state"] = json!("lost"),
        &["$.claims[0].state: unknown variant `lost`, expected one of `consentNotRequested`, `consentRequested`, \
         `consentGiven`, `submitted`, `underReview`, `partnerActionRequired`, `approved`, `paymentPending`, `paid`, \
         `reversed`, `consentDeclined`, `consentExpired`, `claimExpired`, `cancelled`, `rejected`, `disputed`, \
         `finallyRejected`"],
        [1, 1, 0],
    );
    check(
        |value| value["locations"][0]["country"] = json!("Sweden"),
        &[
            "$.locations[0].country: invalid value: string \"Sweden\", \
             expected a country code of two capital letters, such as SE",
            "$.claims[0].location: there is no \"l\"",
        ],
        [0, 1, 0],
    );
}

#[test]
fn a_dataset_that_lacks_its_format_or_ends_early_is_not_called_another_file() {
    check(|value| remove(value, "format"), &["$.format: missing"], ALL);
    let loaded = read(br#"{"version": 1, "id": "x""#);
    assert!(!reported(&loaded).iter().any(|problem| problem.contains("not a dataset of this product")));
}
