//! What is wrong with a value.

use std::fmt;

use serde::de::{Error as _, Unexpected};

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
    pub fn new(error: &serde_json::Error) -> Self {
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

    /// Prepends the index of the element to the path.
    #[cold]
    pub fn in_element(mut self, index: usize) -> Self {
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
