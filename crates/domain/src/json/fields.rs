//! The fields of an object.

use serde::de::Error as _;

use super::{DecodeError, FromJson, Json};

/// The fields of an object, taken in the order of their names.
///
/// Not inlined: small matters more than fast here, and fields of like types then share their code.
pub(crate) struct Fields<'a> {
    names: &'static [&'static str],
    values: std::vec::IntoIter<Option<Json<'a>>>,
    next: usize,
}

impl<'a> Fields<'a> {
    /// Takes the values of fields with these names.
    pub fn new(names: &'static [&'static str], values: Vec<Option<Json<'a>>>) -> Self {
        Self { names, values: values.into_iter(), next: 0 }
    }

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
