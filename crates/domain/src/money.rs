//! Money (rule 13): whole minor units with a currency; different currencies are never added.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::json::{DecodeError, FromJson, Json, decode_struct};

/// An ISO 4217 currency code, such as `EUR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "EUR"))]
pub struct Currency([u8; 3]);

impl Currency {
    /// A code of three capital letters; `None` for anything else.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// Returns the three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns how many digits of the minor unit the currency has, by ISO 4217: 2 but for a few.
    pub fn minor_digits(self) -> u8 {
        match &self.0 {
            b"JPY" | b"KRW" | b"ISK" | b"CLP" | b"VND" | b"PYG" | b"UGX" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"KWD" | b"OMR" | b"JOD" | b"TND" | b"IQD" | b"LYD" => 3,
            _ => 2,
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl FromJson for Currency {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let expected = "a currency code of three capital letters, such as EUR";
        let code = json.text(expected)?;
        Self::new(&code).ok_or_else(|| DecodeError::value(&code, expected))
    }
}

decode_struct!(@deserialize Currency);

decode_struct! {
    /// An amount in minor units (cents, öre) of one currency.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Money {
        /// Minor units; 12 550 is 125.50 in a currency with two digits.
        pub minor: i64 = required,
        /// The currency.
        pub currency: Currency = required,
    }
}

/// Amounts added up, one total a currency, in the order of the codes. Totals stop at the largest number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneySum(Vec<Money>);

impl MoneySum {
    /// Adds an amount to the total of its own currency.
    pub fn add(&mut self, money: Money) {
        match self.0.binary_search_by_key(&money.currency, |total| total.currency) {
            Ok(at) => self.0[at].minor = self.0[at].minor.saturating_add(money.minor),
            Err(at) => self.0.insert(at, money),
        }
    }

    /// Returns the totals, one a currency.
    pub fn totals(&self) -> &[Money] {
        &self.0
    }

    /// Returns whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Money> for MoneySum {
    fn from_iter<I: IntoIterator<Item = Money>>(amounts: I) -> Self {
        let mut sum = Self::default();
        for money in amounts {
            sum.add(money);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(minor: i64, code: &str) -> Money {
        Money { minor, currency: Currency::new(code).unwrap() }
    }

    #[test]
    fn currencies_are_never_added_to_each_other() {
        let sum: MoneySum = [money(100, "SEK"), money(5, "EUR"), money(50, "SEK")].into_iter().collect();
        assert_eq!(sum.totals(), [money(5, "EUR"), money(150, "SEK")]);
        assert!(!sum.is_empty() && MoneySum::default().is_empty());
    }

    #[test]
    fn totals_do_not_overflow() {
        let sum: MoneySum = [money(i64::MAX, "SEK"), money(1, "SEK")].into_iter().collect();
        assert_eq!(sum.totals(), [money(i64::MAX, "SEK")]);
    }

    #[test]
    fn codes_that_are_none_are_refused() {
        for code in ["eur", "EU", "EURO", "E1R", "ÅÄ"] {
            assert_eq!(Currency::new(code), None, "{code}");
        }
    }

    #[test]
    fn minor_units_follow_iso_4217() {
        let digits = ["JPY", "BHD", "SEK"].map(|code| Currency::new(code).unwrap().minor_digits());
        assert_eq!(digits, [0, 3, 2]);
        assert_eq!(Currency::new("SEK").unwrap().to_string(), "SEK");
    }
}
