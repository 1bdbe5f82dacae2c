//! Problems of a dataset: what is wrong, and where.

use std::fmt;

use crate::Day;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetProblem {
    /// Where: a JSON path such as `$.engagements[17].term.last`.
    pub path: String,
    /// What.
    pub kind: ProblemKind,
}

impl DatasetProblem {
    /// A problem at a path.
    pub fn new(path: impl Into<String>, kind: ProblemKind) -> Self {
        Self { path: path.into(), kind }
    }

    /// Returns whether nothing that comes after it in the file was read.
    pub const fn cuts_short(&self) -> bool {
        matches!(self.kind, ProblemKind::Truncated { .. } | ProblemKind::NotJson { .. })
    }

    /// Returns whether nothing of the dataset can be shown because of it.
    pub const fn is_fatal(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::OtherFormat { .. }
                | ProblemKind::NewerVersion { .. }
                | ProblemKind::NotJson { byte: 0 }
                | ProblemKind::OtherEncoding { .. }
                | ProblemKind::Empty
        )
    }
}

/// What can be wrong. The element it is found in is left out, unless the kind says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file has no content.
    Empty,
    /// Not JSON from this byte on; what came before is used.
    NotJson {
        /// Bytes from the start of the file.
        byte: u64,
    },
    /// The file is not UTF-8.
    OtherEncoding {
        /// What it is: `UTF-16` or `UTF-32`.
        found: &'static str,
    },
    /// The file ends too early; what came before is used.
    Truncated {
        /// Bytes from the start of the file.
        byte: u64,
    },
    /// Not a dataset of this product.
    OtherFormat {
        /// What the file says it is.
        found: String,
    },
    /// Written by a newer version of the product.
    NewerVersion {
        /// The version of the file.
        found: u32,
    },
    /// A part of the file that must be there is not; it is taken to be empty.
    MissingPart,
    /// A part of the file that this version does not know; it is ignored.
    UnknownPart,
    /// A value that is not what is expected.
    Invalid {
        /// What is expected and what was found, in English, as the reader of the JSON says it.
        message: String,
    },
    /// Another element before it has the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// It names something that is not there.
    Dangling {
        /// The id that is not there.
        id: String,
    },
    /// The last day lies before the first.
    DatesReversed {
        /// The first day in the file.
        first: Day,
        /// The last day in the file.
        last: Day,
    },
    /// A link that does not start with `https://`; it is not shown.
    UnsafeLink {
        /// The address.
        url: String,
    },
}

impl fmt::Display for DatasetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NotJson { byte } => write!(f, "not JSON from byte {byte} on"),
            Self::OtherEncoding { found } => write!(f, "the file is {found}: save it again as UTF-8"),
            Self::Truncated { byte } => write!(f, "the file ends too early, at byte {byte}"),
            Self::OtherFormat { found } => write!(f, "not a dataset of this product but {found:?}"),
            Self::NewerVersion { found } => write!(f, "version {found} is newer than {}", crate::model::VERSION),
            Self::MissingPart => f.write_str("missing"),
            Self::UnknownPart => f.write_str("not known"),
            Self::Invalid { message } => f.write_str(message),
            Self::DuplicateId { id } => write!(f, "the id {id:?} is used before"),
            Self::Dangling { id } => write!(f, "there is no {id:?}"),
            Self::DatesReversed { first, last } => write!(f, "the last day {last} is before the first, {first}"),
            Self::UnsafeLink { url } => write!(f, "{url:?} does not start with https://"),
        }
    }
}

/// A part that is not UTF-8.
pub(crate) fn not_utf8(base: &str, json: &[u8]) -> DatasetProblem {
    let at = std::str::from_utf8(json).map_or_else(|error| error.valid_up_to(), str::len);
    let message = "invalid unicode code point".to_owned();
    DatasetProblem::new(path(base, levels_at(json, at)), ProblemKind::Invalid { message })
}

/// A part that serde could not read: where in it, and what was expected.
pub(crate) fn invalid(base: &str, json: &[u8], error: &serde_json::Error) -> DatasetProblem {
    let text = error.to_string();
    // The path says where better than a line and a column do.
    let message = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]).to_owned();
    let before: usize =
        json.split_inclusive(|&byte| byte == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let at = (before + error.column().saturating_sub(1)).min(json.len());
    let mut levels = levels_at(json, at);
    if let (true, Some(Level::Object(key))) = (message.starts_with("missing field"), levels.last_mut()) {
        // Serde reports a missing field at the end of the object; the last field present is unrelated.
        key.clear();
    }
    DatasetProblem::new(path(base, levels), ProblemKind::Invalid { message })
}

/// An array with the index of the element, or an object with the key of the field; no key where none was met yet.
enum Level {
    Array(usize),
    Object(String),
}

/// Returns what is open at a byte within a JSON text: where a reader that stopped there was.
fn levels_at(json: &[u8], at: usize) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut after_colon = false;
    let mut position = 0;
    let mut text_start = None;
    while position < json.len().min(at) {
        let byte = json[position];
        if let Some(start) = text_start {
            match byte {
                b'\\' => position += 1,
                b'"' => {
                    if let (Some(Level::Object(key)), false) = (levels.last_mut(), after_colon) {
                        *key = String::from_utf8_lossy(&json[start..position]).into_owned();
                    }
                    text_start = None;
                }
                _ => {}
            }
        } else {
            match byte {
                b'"' => text_start = Some(position + 1),
                b'{' => {
                    levels.push(Level::Object(String::new()));
                    after_colon = false;
                }
                b'[' => {
                    levels.push(Level::Array(0));
                    after_colon = false;
                }
                b'}' | b']' => {
                    // The reader complains about a whole at its closing bracket: stay at the whole.
                    levels.pop();
                    after_colon = matches!(levels.last(), Some(Level::Object(_)));
                }
                b':' => after_colon = true,
                b',' => {
                    after_colon = false;
                    match levels.last_mut() {
                        Some(Level::Array(index)) => *index += 1,
                        Some(Level::Object(key)) => key.clear(),
                        None => {}
                    }
                }
                _ => {}
            }
        }
        position += 1;
    }
    levels
}

/// Returns the JSON path of what is open, below `base`.
fn path(base: &str, levels: Vec<Level>) -> String {
    let mut path = base.to_owned();
    for level in levels {
        match level {
            Level::Array(index) => path = format!("{path}[{index}]"),
            Level::Object(key) if key.is_empty() => {}
            Level::Object(key) => path = format!("{path}.{key}"),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{invalid, levels_at, path};

    fn path_at(base: &str, json: &[u8], at: usize) -> String {
        path(base, levels_at(json, at))
    }

    #[test]
    fn the_path_of_a_byte() {
        let json = br#"{"a": {"b,\"": [1, {"c": "x"}]}, "d": 5}"#;
        let at = |needle: &str| json.windows(needle.len()).position(|w| w == needle.as_bytes()).unwrap() + 1;
        assert_eq!(path_at("$", json, at("\"x\"")), "$.a.b,\\\"[1].c");
        assert_eq!(path_at("$.e[3]", json, at("5}")), "$.e[3].d");
        assert_eq!(path_at("$", json, 0), "$");
        assert_eq!(path_at("$", json, 10_000), "$");
    }

    #[test]
    fn the_text_of_a_value_is_no_key() {
        assert_eq!(path_at("$", br#"{"a": "x" 5}"#, 10), "$.a");
    }

    #[test]
    fn an_error_is_found_on_a_later_line() {
        let json = b"{\n  \"a\": 1,\n  \"b\": [1,\n 2, x]\n}";
        let error = serde_json::from_slice::<Value>(json).unwrap_err();
        assert_eq!(invalid("$", json, &error).path, "$.b[2]");
    }
}
