//! JSON as a tree, and how the types of the dataset are made of one.
//!
//! A reader that serde derives is a parser of its own for each type, some kilobytes of what every visitor
//! downloads. Here one visitor builds the tree, and a type is a few calls of shared code. The errors keep
//! serde's words, and know their path. Engagements, of which there may be very many, are not read this way.

mod macros;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected};

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

/// Why a value is not what is expected, and where in it.
pub(crate) struct DecodeError {
    /// The path below the value: empty, or such as `.term.last` or `[3].id`.
    pub path: String,
    /// What is wrong, in serde's words.
    pub message: String,
}

impl DecodeError {
    /// One at the value itself.
    #[cold]
    fn new(error: &serde_json::Error) -> Self {
        Self { path: String::new(), message: error.to_string() }
    }

    /// Reports what is expected of this text.
    #[cold]
    pub fn value(text: &str, expected: &str) -> Self {
        Self::new(&serde_json::Error::invalid_value(Unexpected::Str(text), &expected))
    }

    /// Prepends the name of the field to the path.
    #[cold]
    pub fn in_field(mut self, name: &str) -> Self {
        self.path.insert_str(0, name);
        self.path.insert(0, '.');
        self
    }

    #[cold]
    fn in_element(mut self, index: usize) -> Self {
        self.path.insert_str(0, &format!("[{index}]"));
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
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
        Ok(Fields { names, values: values.into_iter(), next: 0 })
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
}

fn position(text: &str, words: &'static [&'static str]) -> Result<usize, DecodeError> {
    let found = words.iter().position(|word| *word == text);
    found.ok_or_else(|| DecodeError::new(&serde_json::Error::unknown_variant(text, words)))
}

/// The fields of an object, taken in the order of their names.
///
/// Not inlined: small matters more than fast here, and fields of like types then share their code.
pub(crate) struct Fields<'a> {
    names: &'static [&'static str],
    values: std::vec::IntoIter<Option<Json<'a>>>,
    next: usize,
}

impl<'a> Fields<'a> {
    #[inline(never)]
    fn next_field(&mut self) -> (&'static str, Option<Json<'a>>) {
        let name = self.names[self.next];
        self.next += 1;
        (name, self.values.next().flatten())
    }

    #[inline(never)]
    fn required_raw(&mut self) -> Result<(&'static str, Json<'a>), DecodeError> {
        match self.next_field() {
            (name, Some(value)) => Ok((name, value)),
            (name, None) => Err(DecodeError::new(&serde_json::Error::missing_field(name))),
        }
    }

    /// Returns the next field, which must be there.
    #[inline(never)]
    pub fn required<T: FromJson>(&mut self) -> Result<T, DecodeError> {
        let (name, value) = self.required_raw()?;
        T::from_json(value).map_err(|error| error.in_field(name))
    }

    /// Returns the next field, which may be absent; where it is there, it is not null.
    #[inline(never)]
    pub fn optional<T: FromJson>(&mut self) -> Result<Option<T>, DecodeError> {
        let (name, Some(value)) = self.next_field() else { return Ok(None) };
        T::from_json(value).map(Some).map_err(|error| error.in_field(name))
    }

    /// Returns the next field, which may be absent or null.
    #[inline(never)]
    pub fn nullable<T: FromJson>(&mut self) -> Result<Option<T>, DecodeError> {
        let (name, value) = self.next_field();
        let value = value.filter(|value| !matches!(value, Json::Null));
        value.map(T::from_json).transpose().map_err(|error| error.in_field(name))
    }

    /// Returns the next field, or what stands for it where it is absent.
    #[inline(never)]
    pub fn or<T: FromJson>(&mut self, absent: T) -> Result<T, DecodeError> {
        Ok(self.optional()?.unwrap_or(absent))
    }

    /// Returns the next field, or nothing, zero or false where it is absent.
    #[inline(never)]
    pub fn or_default<T: FromJson + Default>(&mut self) -> Result<T, DecodeError> {
        Ok(self.optional()?.unwrap_or_default())
    }
}

impl FromJson for String {
    #[inline(never)]
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        json.text("a string").map(Cow::into_owned)
    }
}

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(value) => Ok(value),
            other => Err(other.type_error("a boolean")),
        }
    }
}

impl FromJson for i64 {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        json.integer("i64", Self::MIN, Self::MAX)
    }
}

impl FromJson for u32 {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        json.integer("u32", 0, Self::MAX.into()).map(|value| Self::try_from(value).unwrap_or_default())
    }
}

impl FromJson for u16 {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        json.integer("u16", 0, Self::MAX.into()).map(|value| Self::try_from(value).unwrap_or_default())
    }
}

impl Json<'_> {
    /// A whole number within these bounds.
    fn integer(&self, expected: &str, least: i64, most: i64) -> Result<i64, DecodeError> {
        let (value, found) = match self {
            Self::Unsigned(value) => (i64::try_from(*value).ok(), Unexpected::Unsigned(*value)),
            Self::Signed(value) => (Some(*value), Unexpected::Signed(*value)),
            _ => return Err(self.type_error(expected)),
        };
        let within = value.filter(|value| (least..=most).contains(value));
        within.ok_or_else(|| DecodeError::new(&serde_json::Error::invalid_value(found, &expected)))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    #[inline(never)]
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let Json::List(elements) = json else { return Err(json.type_error("a sequence")) };
        let mut list = Self::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            list.push(T::from_json(element).map_err(|error| error.in_element(index))?);
        }
        Ok(list)
    }
}
