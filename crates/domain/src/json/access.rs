//! A value as what is expected of it, or why it is not.

use std::borrow::Cow;

use serde::de::{Error as _, Unexpected};

use super::{DecodeError, Fields, Json};

impl<'a> Json<'a> {
    /// Another type of value than what is expected.
    #[cold]
    pub fn type_error(&self, expected: &str) -> DecodeError {
        let found = match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Unsigned(value) => Unexpected::Unsigned(*value),
            Self::Signed(value) => Unexpected::Signed(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        DecodeError::new(&serde_json::Error::invalid_type(found, &expected))
    }

    /// A text.
    pub fn text(self, expected: &str) -> Result<Cow<'a, str>, DecodeError> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(other.type_error(expected)),
        }
    }

    /// One of these words: which.
    pub fn variant_index(self, words: &'static [&'static str]) -> Result<usize, DecodeError> {
        position(&self.text("a string")?, words)
    }

    /// An object with no other fields than these.
    pub fn fields(self, expected: &str, names: &'static [&'static str]) -> Result<Fields<'a>, DecodeError> {
        let Self::Object(entries) = self else { return Err(self.type_error(expected)) };
        let mut values: Vec<Option<Json<'a>>> = names.iter().map(|_| None).collect();
        for (key, value) in entries {
            let Some(at) = names.iter().position(|name| *name == key) else {
                return Err(DecodeError::new(&serde_json::Error::unknown_field(&key, names)));
            };
            if values[at].replace(value).is_some() {
                return Err(DecodeError::new(&serde_json::Error::duplicate_field(names[at])));
            }
        }
        Ok(Fields::new(names, values))
    }

    /// An object whose fields have no names of their own.
    pub fn entries(self, expected: &str) -> Result<Vec<(Cow<'a, str>, Self)>, DecodeError> {
        match self {
            Self::Object(entries) => Ok(entries),
            other => Err(other.type_error(expected)),
        }
    }

    /// An object that is one of these by the word in its field `tag`: which, and the object without that field.
    pub fn tagged(mut self, tag: &'static str, words: &'static [&'static str]) -> Result<(usize, Self), DecodeError> {
        let Self::Object(entries) = &mut self else { return Err(self.type_error("an object")) };
        let Some(at) = entries.iter().position(|(key, _)| key == tag) else {
            return Err(DecodeError::new(&serde_json::Error::missing_field(tag)));
        };
        let (_, word) = entries.remove(at);
        if entries.iter().any(|(key, _)| key == tag) {
            return Err(DecodeError::new(&serde_json::Error::duplicate_field(tag)));
        }
        Ok((word.variant_index(words).map_err(|error| error.in_field(tag))?, self))
    }

    /// An object of one field with one of these names: which, and its value.
    pub fn variant(self, names: &'static [&'static str]) -> Result<(usize, Self), DecodeError> {
        let expected = "an object of one field";
        let Self::Object(entries) = self else { return Err(self.type_error(expected)) };
        let Ok([(name, value)]) = <[_; 1]>::try_from(entries) else {
            return Err(DecodeError::new(&serde_json::Error::invalid_value(Unexpected::Map, &expected)));
        };
        Ok((position(&name, names)?, value))
    }

    /// A whole number within these bounds, however it is written: `1.0` and `1e5` are whole numbers in JSON Schema.
    pub fn integer(&self, expected: &str, least: i64, most: i64) -> Result<i64, DecodeError> {
        let (value, found) = match self {
            Self::Unsigned(value) => (i64::try_from(*value).ok(), Unexpected::Unsigned(*value)),
            Self::Signed(value) => (Some(*value), Unexpected::Signed(*value)),
            Self::Float(value) if value.fract() == 0.0 => (whole(*value), Unexpected::Float(*value)),
            _ => return Err(self.type_error(expected)),
        };
        let within = value.filter(|value| (least..=most).contains(value));
        within.ok_or_else(|| DecodeError::new(&serde_json::Error::invalid_value(found, &expected)))
    }
}

/// Returns a whole number; `None` if it is too large.
#[expect(clippy::cast_possible_truncation, reason = "within the bounds of i64")]
fn whole(value: f64) -> Option<i64> {
    // The bounds of i64 as floats: the upper one is one too many.
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    (-BOUND..BOUND).contains(&value).then_some(value as i64)
}

fn position(text: &str, words: &'static [&'static str]) -> Result<usize, DecodeError> {
    let found = words.iter().position(|word| *word == text);
    found.ok_or_else(|| DecodeError::new(&serde_json::Error::unknown_variant(text, words)))
}
