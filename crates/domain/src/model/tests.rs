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
fn availability_changes_next_on_the_first_day_and_then_on_the_last() {
    let term = Term { first: day("2026-07-01"), last: day("2027-06-30") };
    assert_eq!(term.change(day("2026-06-30")), term.first);
    assert_eq!(term.change(term.first), term.last);
    assert_eq!(term.change(day("2027-07-01")), term.last);
}

#[test]
fn a_market_has_the_countries_of_the_file_and_nothing_but_country_codes() {
    let market = |countries: Value| {
        let market =
            crate::json::deserialize::<Market, _>(json!({"id": "m", "name": {"en": "M"}, "countries": countries}));
        market.map(|market| market.countries).map_err(|error: serde_json::Error| error.to_string())
    };
    assert_eq!(market(json!(["SE", "NO"])), Ok(vec!["SE".to_owned(), "NO".to_owned()]));
    for code in ["SWE", "se", "S", "S1"] {
        assert!(market(json!([code])).is_err_and(|error| error.contains("a country code")), "{code}");
    }
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
