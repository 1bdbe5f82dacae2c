//! Elements as assistive technology presents them: name, text, state.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A pattern for accessible names.
#[derive(Clone, Debug, Serialize)]
pub struct NamePattern {
    /// The kind of comparison, one of `MATCHES` in `locate.js`.
    pub how: &'static str,
    /// The text to compare with.
    pub name: String,
}

impl NamePattern {
    /// Matches every name.
    pub const fn any() -> Self {
        Self { how: "any", name: String::new() }
    }
}

impl From<&str> for NamePattern {
    fn from(name: &str) -> Self {
        Self { how: "is", name: name.to_owned() }
    }
}

impl From<&String> for NamePattern {
    fn from(name: &String) -> Self {
        name.as_str().into()
    }
}

/// Matches names that start with a text; a count may follow.
pub fn starts_with(name: &str) -> NamePattern {
    NamePattern { how: "starts", name: name.to_owned() }
}

/// Matches names that contain a text.
pub fn contains(part: &str) -> NamePattern {
    NamePattern { how: "has", name: part.to_owned() }
}

/// The state of an element at one moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Element {
    /// Its accessible name.
    pub name: String,
    /// Its visible text.
    pub text: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// Whether it is checked.
    pub checked: bool,
    /// Whether it has the focus.
    pub focused: bool,
    /// The value of a form control.
    pub value: String,
}

impl Element {
    /// Returns an attribute, or an empty string.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Returns a short description of elements for failure messages.
pub fn summary(elements: &[Element]) -> String {
    let mut words: Vec<String> =
        elements.iter().map(|element| format!("{:?} with text {:.200?}", element.name, element.text)).collect();
    if words.len() > 5 {
        words.truncate(5);
        words.push(format!("… of {}", elements.len()));
    }
    format!("[{}]", words.join(", "))
}
