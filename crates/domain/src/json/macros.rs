//! What a type of the dataset says of itself to be read.

/// Reads a struct from an object: each field with how it is read, in any of the ways of
/// [`Fields`](super::Fields), and its name in JSON where that is another.
macro_rules! decode_struct {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    ($($type:ident { $($field:ident $($name:literal)? : $how:ident $(($absent:expr))?),* $(,)? })*) => {$(
        impl $crate::json::FromJson for $type {
            #[inline(never)]
            fn from_json(json: $crate::json::Json<'_>) -> Result<Self, $crate::json::DecodeError> {
                const NAMES: &[&str] = &[$($crate::json::decode_struct!(@name $field $($name)?)),*];
                let mut fields = json.fields(concat!("struct ", stringify!($type)), NAMES)?;
                Ok(Self { $($field: fields.$how($($absent)?)?),* })
            }
        }
        $crate::json::decode_struct!(@deserialize $type);
    )*};
    (@deserialize $type:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
}

/// Reads an enum without fields from its words.
macro_rules! decode_enum {
    ($($type:ident { $($variant:ident $word:literal),* $(,)? })*) => {$(
        impl $crate::json::FromJson for $type {
            #[inline(never)]
            fn from_json(json: $crate::json::Json<'_>) -> Result<Self, $crate::json::DecodeError> {
                json.variant_index(&[$($word),*]).map(|at| [$(Self::$variant),*][at])
            }
        }
        $crate::json::decode_struct!(@deserialize $type);
    )*};
}

pub(crate) use {decode_enum, decode_struct};
