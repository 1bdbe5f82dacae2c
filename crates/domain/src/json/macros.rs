//! Macros that define a type of the dataset together with its decoder, so that each list of fields stands once.

/// Defines structs that decode from a JSON object. Each field says how it is decoded, by one of the methods of
/// [`Fields`](super::Fields), and its JSON name where that differs: `has_customers as "hasCustomers": bool = required`.
macro_rules! decode_struct {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@deserialize $type:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $type:ident {
        $(
            $(#[$field_meta:meta])*
            $field_vis:vis $field:ident $(as $name:literal)? : $field_type:ty = $how:ident $(($absent:expr))?
        ),* $(,)?
    }) => {
        $(#[$meta])*
        $vis struct $type {
            $($(#[$field_meta])* $field_vis $field: $field_type),*
        }

        impl $crate::json::FromJson for $type {
            #[inline(never)]
            fn from_json(json: $crate::json::Json<'_>) -> Result<Self, $crate::json::DecodeError> {
                const NAMES: &[&str] = &[$($crate::json::decode_struct!(@name $field $($name)?)),*];
                let mut fields = json.fields(concat!("struct ", stringify!($type)), NAMES)?;
                Ok(Self { $($field: fields.$how($($absent)?)?),* })
            }
        }

        $crate::json::decode_struct!(@deserialize $type);
    };
}

/// Defines enums without fields that decode from a JSON string, one for each variant.
macro_rules! decode_enum {
    ($(#[$meta:meta])* $vis:vis enum $type:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $word:literal),* $(,)?
    }) => {
        $(#[$meta])*
        $vis enum $type {
            $($(#[$variant_meta])* $variant),*
        }

        impl $crate::json::FromJson for $type {
            #[inline(never)]
            fn from_json(json: $crate::json::Json<'_>) -> Result<Self, $crate::json::DecodeError> {
                json.variant_index(&[$($word),*]).map(|at| [$(Self::$variant),*][at])
            }
        }

        $crate::json::decode_struct!(@deserialize $type);
    };
}

pub(crate) use {decode_enum, decode_struct};
