//! Texts, numbers and lists.

use std::borrow::Cow;

use super::{DecodeError, FromJson, Json};

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
