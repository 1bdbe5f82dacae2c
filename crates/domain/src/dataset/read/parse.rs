//! Decodes the JSON of a part.

use crate::dataset::problem::{DatasetProblem, ProblemKind, invalid, not_utf8};
use crate::json::{FromJson, Json};

/// Reads a value that stands at a path of the file.
pub fn parse<T: FromJson>(path: &str, json: &[u8]) -> Result<T, DatasetProblem> {
    T::from_json(tree(path, json)?).map_err(|error| {
        DatasetProblem::new(format!("{path}{}", error.path), ProblemKind::Invalid { message: error.message })
    })
}

/// Parses a part. Validates UTF-8 once for all of it: faster than text by text.
pub fn tree<'a>(path: &str, json: &'a [u8]) -> Result<Json<'a>, DatasetProblem> {
    let text = simdutf8::basic::from_utf8(json).map_err(|_| not_utf8(path, json))?;
    serde_json::from_str(text).map_err(|error| invalid(path, json, &error))
}
