//! The published schema and the code take the same files.

use std::collections::HashSet;

use domain::dataset::{DatasetProblem, ProblemKind, Reader};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate::{Draw, TODAY, dataset, datasets, json as bytes_of};

pub fn validator() -> Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/dataset.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// What is wrong with the shape of a file; what its parts say about each other no schema can know.
fn wrong_shape(bytes: &[u8]) -> Vec<DatasetProblem> {
    let loaded = Reader::read(bytes, TODAY.parse().unwrap());
    let of_details = loaded.data.iter().flat_map(|data| data.check_details(0..data.details_count()));
    let mut problems: Vec<DatasetProblem> = of_details.chain(loaded.problems).collect();
    problems.retain(|problem| match &problem.kind {
        ProblemKind::Dangling { .. } | ProblemKind::DatesReversed { .. } | ProblemKind::DuplicateId { .. } => false,
        ProblemKind::Invalid { message } => message != "expected one of amount and basisPoints",
        _ => true,
    });
    problems
}

/// The schema, the types and the reader agree on a file; whether they take it.
fn agree(validator: &Validator, value: &Value, what: &str) -> bool {
    let bytes = serde_json::to_vec(value).unwrap();
    let by_schema = validator.validate(value).map_err(|error| format!("{error} at {}", error.instance_path()));
    let by_reader = wrong_shape(&bytes);
    assert_eq!(by_schema.is_ok(), by_reader.is_empty(), "{what}: schema says {by_schema:?}, reader says {by_reader:?}");
    if let Err(error) = serde_json::from_slice::<domain::model::Dataset>(&bytes) {
        assert!(!by_reader.is_empty(), "{what}: the types say {error}, the reader says nothing");
    }
    by_schema.is_ok()
}

/// Every place of a file, each once for every place of the same kind: a pointer, and the same without indices.
fn places(value: &Value, pointer: &str, shape: &str, found: &mut Vec<(String, String)>) {
    // The kind of a criterion is part of its place.
    let shape = &format!("{shape}{}", value.get("type").and_then(Value::as_str).unwrap_or_default());
    found.push((pointer.to_owned(), shape.clone()));
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                places(value, &format!("{pointer}/{key}"), &format!("{shape}/{key}"), found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                places(element, &format!("{pointer}/{index}"), &format!("{shape}/*"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(crate::generate::cases(60))]

    #[test]
    fn what_the_product_writes_is_valid((dataset, _) in datasets()) {
        let value = serde_json::from_slice(&bytes_of(&dataset)).unwrap();
        prop_assert!(agree(&validator(), &value, "generated"));
    }
}

/// The places of whole numbers, each with another type.
const NUMBERS: [&str; 6] = [
    "/version",
    "/criteria/0/tree/one/count",
    "/locations/0/attainments/0/people",
    "/engagements/0/details/rates/0/amount/minor",
    "/engagements/0/details/consentDays",
    "/engagements/0/details/rates/1/basisPoints",
];

fn with_numbers() -> Value {
    let mut value: Value = serde_json::from_slice(&bytes_of(&dataset(&mut Draw::seeded(1)))).unwrap();
    value["criteria"][0]["tree"] = json!({"one": {"type": "certifiedPeople", "credential": "c", "count": 1}});
    value["locations"][0]["attainments"] = json!([{"id": "a", "credential": "c", "first": "2026-01-01", "people": 1}]);
    let amount = json!({"minor": 1, "currency": "SEK"});
    let rate = json!({"market": "m", "amount": amount});
    value["engagements"][0]["details"] = json!({
        "rates": [rate, {"market": "m", "basisPoints": 1}],
        "consentDays": 1,
    });
    value
}

proptest! {
    #![proptest_config(crate::generate::cases(300))]

    #[test]
    fn whole_numbers_are_taken_however_they_are_written(
        place in prop::sample::select(&NUMBERS[..]),
        number in prop_oneof![
            any::<i32>().prop_map(|number| json!(number)),
            any::<i32>().prop_map(|number| json!(f64::from(number))),
            any::<u32>().prop_map(|number| json!(f64::from(number) * 4096.0)),
            (0..20_u8).prop_map(|number| json!(f64::from(number) / 4.0)),
            (0..25_i32).prop_map(|power| json!(10_f64.powi(power))),
        ],
    ) {
        // A version of 0, or a newer one, is no matter of the schema.
        prop_assume!(place != "/version" || [Some(1.0), Some(2.0)].contains(&number.as_f64()));
        let mut value = with_numbers();
        if let Some(found) = value.pointer_mut(place) {
            *found = number.clone();
            agree(&validator(), &value, &format!("{place} is {number}"));
        }
    }
}

#[test]
fn what_is_changed_in_any_place_is_taken_by_both_or_by_none() {
    let validator = validator();
    let mut seen = HashSet::new();
    let (mut taken, mut refused) = (0, 0);
    for seed in 1..40 {
        let value: Value = serde_json::from_slice(&bytes_of(&dataset(&mut Draw::seeded(seed)))).unwrap();
        let mut found = Vec::new();
        places(&value, "", "", &mut found);
        for (pointer, shape) in found {
            if shape.matches("/allOf").count() + shape.matches("/anyOf").count() > 1 || !seen.insert(shape.clone()) {
                continue;
            }
            let mut check = |changed: &Value, what: &str| {
                if agree(&validator, changed, &format!("{shape} {what}")) { taken += 1 } else { refused += 1 }
            };
            for other in [
                Value::Null,
                json!(true),
                json!(0),
                json!(-1),
                json!(1.5),
                json!(70_000),
                json!(4_294_967_296_u64),
                json!(1e300),
                json!(1.0),
                json!(-0.0),
                json!(-1.0),
                json!(1e5),
                json!(4_294_967_296.0),
                json!("nonsense"),
                json!(""),
                json!("2026-02-30"),
                json!("2026-2-3"),
                json!("SE"),
                json!("EUR"),
                json!([]),
                json!([[]]),
                json!({}),
                json!({"en": "text"}),
            ] {
                // What is an address of a person is for people to see.
                if !(shape.ends_with("/email") && other.is_string()) {
                    let mut changed = value.clone();
                    *changed.pointer_mut(&pointer).unwrap() = other.clone();
                    check(&changed, &format!("is {other}"));
                }
            }
            let mut changed = value.clone();
            if let Some(fields) = changed.pointer_mut(&pointer).unwrap().as_object_mut() {
                fields.insert("more".to_owned(), json!(1));
                check(&changed, "has one more field");
            }
            let (parent, key) = pointer.rsplit_once('/').unwrap_or_default();
            let mut changed = value.clone();
            if let Some(fields) = changed.pointer_mut(parent).and_then(Value::as_object_mut)
                && fields.remove(key).is_some()
            {
                check(&changed, "is absent");
            }
        }
    }
    assert!(seen.len() > 130 && taken > 300 && refused > 1_500, "{} {taken} {refused}", seen.len());
}
