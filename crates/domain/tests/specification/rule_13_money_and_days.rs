//! Rule 13: money and days.

use domain::{Currency, Day, Money, MoneySum};

use crate::example::{contoso, day, json};

fn money(minor: i64, currency: &str) -> Money {
    Money { minor, currency: Currency::new(currency).unwrap() }
}

/// 13.1 Money is an integer amount of minor units with an ISO 4217 currency: 125.50 euro are 12 550 cents.
#[test]
fn r13_1_money_is_an_integer_amount_of_minor_units_with_a_currency() {
    let amount = r#"{"minor":12550,"currency":"EUR"}"#;
    assert_eq!(serde_json::from_str::<Money>(amount).unwrap(), money(12_550, "EUR"));
    assert_eq!(serde_json::to_string(&money(12_550, "EUR")).unwrap(), amount);
    assert!(serde_json::from_str::<Money>(r#"{"minor":125.5,"currency":"EUR"}"#).is_err());
    assert!(serde_json::from_str::<Money>(r#"{"minor":12550,"currency":"euro"}"#).is_err());
    assert_eq!(money(1, "SEK").currency.minor_digits(), 2);
    assert_eq!(money(1, "JPY").currency.minor_digits(), 0);
}

/// 13.2 Amounts of different currencies are never added.
#[test]
fn r13_2_amounts_of_different_currencies_are_never_added() {
    let sum: MoneySum = [money(100, "SEK"), money(5, "EUR"), money(50, "SEK")].into_iter().collect();
    assert_eq!(sum.totals(), [money(5, "EUR"), money(150, "SEK")]);

    let tax_missing = json!({ "payee": { "bank": { "status": "approved" }, "tax": { "status": "missing" } } });
    let today = contoso()
        .location("malmo", tax_missing)
        .claim("1", json!({ "state": "submitted", "amount": { "minor": 300_000, "currency": "SEK" } }))
        .claim("2", json!({ "state": "submitted", "amount": { "minor": 20_000, "currency": "EUR" } }))
        .claim("3", json!({ "state": "underReview", "amount": { "minor": 1_000, "currency": "SEK" } }))
        .on("2026-11-26");
    assert_eq!(today.actions().len(), 1);
    assert_eq!(today.0.stake(&today.actions()).totals(), [money(20_000, "EUR"), money(301_000, "SEK")]);
}

/// 13.3 Days are civil dates.
#[test]
fn r13_3_days_are_civil_dates() {
    assert_eq!(day("2028-02-28").plus(1).to_string(), "2028-02-29");
    assert_eq!(day("2028-02-29").plus(1).to_string(), "2028-03-01");
    assert_eq!(day("2026-12-31").plus(1).to_string(), "2027-01-01");
    assert_eq!(day("2027-01-01").since(day("2026-11-26")), 36);
    assert!("2026-02-29".parse::<Day>().is_err());
    assert!("2026-11-26T00:00:00Z".parse::<Day>().is_err());
}
