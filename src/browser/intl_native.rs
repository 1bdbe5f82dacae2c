//! The formats of `intl` for native tests: ISO dates, currency codes and plain numbers, whatever the locale.

#![expect(clippy::unused_self, reason = "the interface of the browser's formats")]

use domain::Day;

/// Formats without a locale.
pub struct Formatters;

fn iso(millis: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "days of the calendar fit")]
    let day = Day::from_epoch((millis / 86_400_000.0) as i32);
    day.to_string()
}

pub const fn is_language_tag(_tag: &str) -> bool {
    true
}

impl Formatters {
    pub fn new(_locale: &str) -> Self {
        Self
    }

    pub fn number(&self, number: f64) -> String {
        number.to_string()
    }

    pub fn day(&self, millis: f64) -> String {
        iso(millis)
    }

    pub fn day_and_weekday(&self, millis: f64) -> String {
        iso(millis)
    }

    pub fn time(&self, millis: f64) -> String {
        millis.to_string()
    }

    pub fn day_range(&self, first: f64, last: f64) -> String {
        format!("{} – {}", iso(first), iso(last))
    }

    pub fn relative_days(&self, days: f64) -> String {
        format!("{days} days")
    }

    #[expect(clippy::float_cmp, reason = "whole numbers")]
    pub fn is_one(&self, number: f64) -> bool {
        number == 1.0
    }

    pub fn money(&self, amount: f64, currency: &str, _digits: u8) -> String {
        format!("{amount} {currency}")
    }

    pub fn money_range(&self, lowest: f64, highest: f64, currency: &str, _digits: u8) -> String {
        format!("{lowest} – {highest} {currency}")
    }

    pub fn percent(&self, share: f64) -> String {
        format!("{} %", share * 100.0)
    }

    pub fn country(&self, code: &str) -> String {
        code.to_owned()
    }
}
