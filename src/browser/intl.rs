//! Locale formats through `Intl`: numbers, dates, money, plurals.

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::js::object;

/// The formatters of one locale. Creating them is slow: reuse them.
pub struct Formatters {
    locales: Array,
    number: Function,
    day: Function,
    range: Option<Function>,
    day_and_weekday: Function,
    relative: Intl::RelativeTimeFormat,
    plural: Intl::PluralRules,
    country: Option<Function>,
}

/// Returns a method, bound to its object.
fn method(object: &JsValue, name: &str) -> Option<Function> {
    let method: Function = Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    Some(method.bind0(object))
}

fn text(result: Result<JsValue, JsValue>) -> String {
    result.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Returns whether `Intl` accepts a language tag. The constructors of formatters throw for others.
pub fn is_language_tag(tag: &str) -> bool {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"));
    let check = intl.ok().and_then(|intl| method(&intl, "getCanonicalLocales"));
    check.is_some_and(|check| check.call1(&JsValue::UNDEFINED, &JsValue::from_str(tag)).is_ok())
}

impl Formatters {
    /// Creates the formatters of a locale that [`is_language_tag`] accepts.
    pub fn new(locale: &str) -> Self {
        let locales = Array::of1(&JsValue::from_str(locale));
        let none = Object::new();
        let utc = ("timeZone", JsValue::from_str("UTC"));
        let part = |name, value: &str| (name, JsValue::from_str(value));
        let day = object(&[utc.clone(), part("year", "numeric"), part("month", "short"), part("day", "numeric")]);
        let weekday = object(&[
            utc,
            part("weekday", "short"),
            part("year", "numeric"),
            part("month", "short"),
            part("day", "numeric"),
        ]);
        let day_format = Intl::DateTimeFormat::new(&locales, &day);
        Self {
            number: Intl::NumberFormat::new(&locales, &none).format(),
            range: method(&day_format, "formatRange"),
            day: day_format.format(),
            day_and_weekday: Intl::DateTimeFormat::new(&locales, &weekday).format(),
            relative: Intl::RelativeTimeFormat::new(&locales, &object(&[part("numeric", "auto")])),
            plural: Intl::PluralRules::new(&locales, &none),
            country: country_names(&locales),
            locales,
        }
    }

    /// Formats a whole number.
    pub fn number(&self, number: f64) -> String {
        text(self.number.call1(&JsValue::UNDEFINED, &number.into()))
    }

    /// Formats a day, given as Unix milliseconds in UTC.
    pub fn day(&self, millis: f64) -> String {
        text(self.day.call1(&JsValue::UNDEFINED, &millis.into()))
    }

    /// Formats a day with its weekday.
    pub fn day_and_weekday(&self, millis: f64) -> String {
        text(self.day_and_weekday.call1(&JsValue::UNDEFINED, &millis.into()))
    }

    /// Formats the time of day in the reader's time zone, given as Unix milliseconds.
    pub fn time(&self, millis: f64) -> String {
        let options = object(&[("hour", "2-digit".into()), ("minute", "2-digit".into())]);
        text(Intl::DateTimeFormat::new(&self.locales, &options).format().call1(&JsValue::UNDEFINED, &millis.into()))
    }

    /// Formats a range of days.
    pub fn day_range(&self, first: f64, last: f64) -> String {
        match &self.range {
            Some(range) => text(range.call2(&JsValue::UNDEFINED, &first.into(), &last.into())),
            None => format!("{} – {}", self.day(first), self.day(last)),
        }
    }

    /// Formats a number of days from now: "in 3 days", "yesterday".
    pub fn relative_days(&self, days: f64) -> String {
        self.relative.format(days, "day").into()
    }

    /// Returns whether the plural category of a number is `one`.
    pub fn is_one(&self, number: f64) -> bool {
        self.plural.select(number) == "one"
    }

    /// Formats an amount in units of a currency, with its code.
    pub fn money(&self, amount: f64, currency: &str, digits: u8) -> String {
        let digits = if is_round(amount) { 0 } else { digits };
        text(self.money_format(currency, digits).format().call1(&JsValue::UNDEFINED, &amount.into()))
    }

    /// Formats a range of amounts in units of a currency.
    pub fn money_range(&self, lowest: f64, highest: f64, currency: &str, digits: u8) -> String {
        let digits = if is_round(lowest) && is_round(highest) { 0 } else { digits };
        match method(&self.money_format(currency, digits), "formatRange") {
            Some(range) => text(range.call2(&JsValue::UNDEFINED, &lowest.into(), &highest.into())),
            None => format!("{} – {}", self.money(lowest, currency, digits), self.money(highest, currency, digits)),
        }
    }

    fn money_format(&self, currency: &str, digits: u8) -> Intl::NumberFormat {
        let options = object(&[
            ("style", JsValue::from_str("currency")),
            ("currency", JsValue::from_str(currency)),
            ("currencyDisplay", JsValue::from_str("code")),
            ("minimumFractionDigits", digits.into()),
            ("maximumFractionDigits", digits.into()),
        ]);
        Intl::NumberFormat::new(&self.locales, &options)
    }

    /// Formats a fraction such as 0.15 as a percentage.
    pub fn percent(&self, share: f64) -> String {
        let options = object(&[("style", JsValue::from_str("percent")), ("maximumFractionDigits", 2.into())]);
        text(Intl::NumberFormat::new(&self.locales, &options).format().call1(&JsValue::UNDEFINED, &share.into()))
    }

    /// Returns the name of a country, or the code itself where it is unknown.
    pub fn country(&self, code: &str) -> String {
        let name = self.country.as_ref().map(|of| text(of.call1(&JsValue::UNDEFINED, &JsValue::from_str(code))));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| code.to_owned())
    }
}

/// Round amounts read better without a fraction.
fn is_round(amount: f64) -> bool {
    amount.fract() == 0.0
}

fn country_names(locales: &Array) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let names: Function = Reflect::get(&intl, &JsValue::from_str("DisplayNames")).ok()?.dyn_into().ok()?;
    let region = object(&[("type", JsValue::from_str("region"))]);
    let object = Reflect::construct(&names, &Array::of2(locales, &region)).ok()?;
    method(&object, "of")
}
