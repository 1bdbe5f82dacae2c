//! JSON as a tree, and how the types of the dataset are made of one.
//!
//! A reader that serde derives is a parser of its own for each type, some kilobytes of what every visitor
//! downloads. Here one visitor builds the tree, and a type is a few calls of shared code. The errors keep
//! serde's words, and know their path. Engagements, of which there may be very many, are not read this way.

mod access;
mod error;
mod fields;
mod macros;
mod values;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Error as _, MapAccess, SeqAccess};

pub(crate) use error::DecodeError;
pub(crate) use fields::Fields;
pub(crate) use macros::{decode_enum, decode_struct};

/// A text that is borrowed from the file where it can be.
#[derive(Default)]
pub(crate) struct Str<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Str<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

/// A value; the fields of an object in the order of the file, one that is there twice twice.
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Self>),
    Object(Vec<(Cow<'a, str>, Self)>),
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Json<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_unit<E>(self) -> Result<Json<'de>, E> {
                Ok(Json::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
                Ok(Json::Bool(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
                Ok(Json::Unsigned(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
                Ok(u64::try_from(value).map_or(Json::Signed(value), Json::Unsigned))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
                Ok(Json::Float(value))
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
                Ok(Json::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Json<'de>, A::Error> {
                let mut list = Vec::new();
                while let Some(element) = elements.next_element()? {
                    list.push(element);
                }
                Ok(Json::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Str(key), value)) = entries.next_entry()? {
                    fields.push((key, value));
                }
                Ok(Json::Object(fields))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// What can be made of a JSON value.
pub(crate) trait FromJson: Sized {
    /// Returns the value, or why it is none.
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError>;
}

/// For `impl Deserialize`: the same decoder for callers that use serde.
pub(crate) fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::from_json(Json::deserialize(deserializer)?).map_err(D::Error::custom)
}
