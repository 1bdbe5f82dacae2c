//! Civil days (rule 13): a date without a time or a zone.

mod span;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{Date, Month, Weekday};

use crate::json::{DecodeError, FromJson, Json};

pub use span::Span;

/// A civil day of the Gregorian calendar, counted from 1970-01-01; written `2026-11-22`.
///
/// Always between [`Day::MIN`] and [`Day::MAX`]: arithmetic stops at the ends instead of overflowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Date, example = "2026-11-22"))]
pub struct Day(i32);

/// Julian day number of 1970-01-01.
const EPOCH: i32 = 2_440_588;

impl Day {
    /// 0001-01-01, the first day that can be written.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31, the last day that can be written.
    pub const MAX: Self = Self(2_932_896);

    /// Returns the day that is `days` after 1970-01-01, kept within [`Day::MIN`] and [`Day::MAX`].
    pub const fn from_epoch(days: i32) -> Self {
        if days < Self::MIN.0 {
            Self::MIN
        } else if days > Self::MAX.0 {
            Self::MAX
        } else {
            Self(days)
        }
    }

    /// A year, a month from 1 and a day from 1; `None` where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day).ok()?;
        Some(Self(date.to_julian_day() - EPOCH))
    }

    /// Returns the days since 1970-01-01.
    pub const fn epoch(self) -> i32 {
        self.0
    }

    /// Returns year, month from 1, day from 1.
    pub fn parts(self) -> (i32, u8, u8) {
        let date = self.date();
        (date.year(), u8::from(date.month()), date.day())
    }

    /// Returns the day `days` later (earlier when negative), kept within the calendar.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self::from_epoch(self.0.saturating_add(days))
    }

    /// Returns how many days after `other` this one is.
    pub const fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// Returns the day `days` working days later; Saturday and Sunday do not count (rule 8).
    #[must_use]
    pub fn plus_business_days(self, days: u16) -> Self {
        let mut day = self;
        let mut left = days;
        while left > 0 && day < Self::MAX {
            day = day.plus(1);
            if !matches!(day.date().weekday(), Weekday::Saturday | Weekday::Sunday) {
                left -= 1;
            }
        }
        day
    }

    fn date(self) -> Date {
        Date::from_julian_day(self.0 + EPOCH).unwrap_or(Date::MIN)
    }
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseDayError;

impl fmt::Display for ParseDayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the calendar, written like 2026-11-22")
    }
}

impl std::error::Error for ParseDayError {}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let bytes = text.as_bytes();
        let number = |range: std::ops::Range<usize>| {
            bytes[range]
                .iter()
                .try_fold(0, |sum: i32, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
        };
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(ParseDayError);
        }
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
            return Err(ParseDayError);
        };
        let month = u8::try_from(month).map_err(|_| ParseDayError)?;
        let day = u8::try_from(day).map_err(|_| ParseDayError)?;
        Self::new(year, month, day).ok_or(ParseDayError)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a reader says it expects.
const EXPECTED: &str = "a day written like 2026-11-22";

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Day;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(EXPECTED)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Day, E> {
                text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

impl FromJson for Day {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let text = json.text(EXPECTED)?;
        text.parse().map_err(|_| DecodeError::value(&text, EXPECTED))
    }
}
