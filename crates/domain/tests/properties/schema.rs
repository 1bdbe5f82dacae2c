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
