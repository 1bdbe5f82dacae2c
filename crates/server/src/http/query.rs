//! The query string.

/// Returns the first value of a name, decoded.
pub fn value(query: Option<&str>, name: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}
