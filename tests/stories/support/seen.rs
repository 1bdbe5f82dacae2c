//! What one sees: names, words, states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a name must be.
#[derive(Clone, Debug, Serialize)]
pub struct Name {
    /// In which way it must be like `name`.
    pub how: &'static str,
    /// What it must be, or be like.
    pub name: String,
}

impl Name {
    /// Any name.
    pub const fn any() -> Self {
        Self { how: "any", name: String::new() }
    }
}

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self { how: "is", name: name.to_owned() }
    }
}

impl From<&String> for Name {
    fn from(name: &String) -> Self {
        name.as_str().into()
    }
}

/// A name that begins like this; a count may follow.
pub fn starts(name: &str) -> Name {
    Name { how: "starts", name: name.to_owned() }
}

/// What one finds when one looks.
#[derive(Clone, Debug, Deserialize)]
pub struct Seen {
    /// Its accessible name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// Whether it is checked.
    pub checked: bool,
    /// Whether it has the focus.
    pub focused: bool,
    /// What is written in it, or chosen.
    pub value: String,
}

impl Seen {
    /// An attribute; empty where there is none.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// What is seen, in short.
pub fn brief(seen: &[Seen]) -> String {
    let mut words: Vec<String> =
        seen.iter().map(|seen| format!("{:?} saying {:.200?}", seen.name, seen.text)).collect();
    if words.len() > 5 {
        words.truncate(5);
        words.push(format!("… of {}", seen.len()));
    }
    format!("[{}]", words.join(", "))
}
