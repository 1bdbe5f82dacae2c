//! Locale formats of numbers, days and money.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use domain::model::Term;
use domain::{Day, Lang, Money};

use crate::browser::intl::Formatters;
use crate::browser::preferences;

/// The formats of one language; cheap to clone.
#[derive(Clone)]
pub struct Format(Rc<Cached>);

struct Cached {
    formatters: Formatters,
    /// Cache: many engagements have the same term, and formatting one is slow.
    terms: RefCell<HashMap<(Day, Day), Rc<str>>>,
}

thread_local! {
    static FORMATS: RefCell<[Option<Format>; Lang::ALL.len()]> = const { RefCell::new([None, None]) };
}

fn millis(day: Day) -> f64 {
    f64::from(day.epoch()) * 86_400_000.0
}

/// Clamps a length to the range of the messages and formats.
pub fn clamped(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Isolates a right-to-left name, so that it does not reorder the sentence around it.
pub fn isolated(name: &str) -> String {
    let right_to_left = name.chars().any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
    if right_to_left { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// Returns an amount in units of its currency.
fn units(money: Money) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "amounts beyond 2^53 minor units are not paid for workshops")]
    let minor = money.minor as f64;
    minor / 10_f64.powi(i32::from(money.currency.minor_digits()))
}

impl Format {
    /// Returns the formats of a language, for the region in the browser's language list, if any.
    pub fn of(lang: Lang) -> Self {
        FORMATS.with_borrow_mut(|formats| {
            formats[lang as usize]
                .get_or_insert_with(|| {
                    // Native tests have no browser to ask.
                    let languages = if cfg!(target_arch = "wasm32") { preferences::languages() } else { Vec::new() };
                    let regional = languages.into_iter().find(|tag| Lang::from_tag(tag) == Some(lang));
                    let fallback = match lang {
                        Lang::En => "en-GB",
                        Lang::Sv => "sv-SE",
                    };
                    let formatters = Formatters::new(regional.as_deref().unwrap_or(fallback));
                    Self(Rc::new(Cached { formatters, terms: RefCell::default() }))
                })
                .clone()
        })
    }

    /// Formats a whole number.
    pub fn number(&self, number: u32) -> String {
        // Fast path: numbers below 1000 look the same in both languages.
        if number < 1000 { number.to_string() } else { self.0.formatters.number(f64::from(number)) }
    }

    /// Returns whether numbers are written with a decimal comma.
    pub fn has_decimal_comma(&self) -> bool {
        self.0.formatters.number(0.5).contains(',')
    }

    /// Returns whether a number takes the singular.
    pub fn is_one(&self, number: u32) -> bool {
        self.0.formatters.is_one(f64::from(number))
    }

    /// Formats a number with the noun in singular or plural.
    pub fn count(&self, number: u32, one: &str, other: &str) -> String {
        format!("{} {}", self.number(number), if self.is_one(number) { one } else { other })
    }

    /// Formats a day.
    pub fn day(&self, day: Day) -> String {
        self.0.formatters.day(millis(day))
    }

    /// Formats the time of day in the reader's time zone, given as Unix milliseconds.
    pub fn time(&self, millis: f64) -> String {
        self.0.formatters.time(millis)
    }

    /// Formats a day with its weekday.
    pub fn day_and_weekday(&self, day: Day) -> String {
        self.0.formatters.day_and_weekday(millis(day))
    }

    /// Formats a term as a range of days.
    pub fn term(&self, term: Term) -> Rc<str> {
        let Term { first, last } = term;
        let mut terms = self.0.terms.borrow_mut();
        terms
            .entry((first, last))
            .or_insert_with(|| self.0.formatters.day_range(millis(first), millis(last)).into())
            .clone()
    }

    /// Formats a day relative to another: "in 3 days", "yesterday".
    pub fn days_from(&self, day: Day, today: Day) -> String {
        self.0.formatters.relative_days(f64::from(day.since(today)))
    }

    /// Formats an amount of money with the code of its currency, in either language: several currencies share a sign.
    pub fn money(&self, money: Money) -> String {
        self.0.formatters.money(units(money), money.currency.code(), money.currency.minor_digits())
    }

    /// Formats a range of amounts of one currency.
    pub fn money_range(&self, lowest: Money, highest: Money) -> String {
        let Money { currency, .. } = lowest;
        self.0.formatters.money_range(units(lowest), units(highest), currency.code(), currency.minor_digits())
    }

    /// Formats basis points as a percentage.
    pub fn basis_points(&self, points: u32) -> String {
        self.0.formatters.percent(f64::from(points) / 10_000.0)
    }

    /// Returns the name of a country.
    pub fn country(&self, code: &str) -> String {
        self.0.formatters.country(code)
    }
}
