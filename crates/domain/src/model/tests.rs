use serde_json::{Value, json};

use super::*;
use crate::deadlines::{CLAIM_DAYS, CONSENT_DAYS};
use crate::testing::day;

#[test]
fn a_term_moves_as_a_whole() {
    let mut term = Term { first: day("2026-07-01"), last: day("2027-06-30") };
    term.shift(31);
    assert_eq!(term, Term { first: day("2026-08-01"), last: day("2027-07-31") });
}

#[test]
fn details_are_written_without_defaults() {
    assert_eq!(serde_json::to_value(Details::default()).unwrap(), json!({}));
    let longer = Details { consent_days: CONSENT_DAYS + 1, claim_days: CLAIM_DAYS + 1, ..Details::default() };
    assert_eq!(serde_json::to_value(longer).unwrap(), json!({"consentDays": 31, "claimDays": 91}));
}

#[test]
fn a_field_of_another_criterion_is_refused() {
    let criterion = |value: Value| {
        crate::json::deserialize::<Criterion, _>(value).map_err(|error: serde_json::Error| error.to_string())
    };
    assert_eq!(criterion(json!({"type": "enrolment"})), Ok(Criterion::Enrolment));
    assert_eq!(
        criterion(json!({"type": "enrolment", "id": "x"})),
        Err("unknown field `id`, there are no fields".into())
    );
}
