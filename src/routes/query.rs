//! Query strings and path segments.

/// Builds a query string.
#[derive(Default)]
pub struct Pairs(Option<form_urlencoded::Serializer<'static, String>>);

impl Pairs {
    /// Adds a pair.
    pub fn push(&mut self, key: &str, value: &str) {
        self.0.get_or_insert_with(|| form_urlencoded::Serializer::new(String::new())).append_pair(key, value);
    }

    /// Returns the query string with its question mark; empty without pairs.
    pub fn finish(self) -> String {
        self.0.map(|mut pairs| format!("?{}", pairs.finish())).unwrap_or_default()
    }
}

/// Parses a query string into pairs.
pub fn parse(search: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(search.trim_start_matches('?').as_bytes()).into_owned().collect()
}

/// Encodes a text as a path segment.
pub fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).map(|part| if part == "+" { "%20" } else { part }).collect()
}

/// Decodes a path segment.
pub fn decode(segment: &str) -> String {
    // In a path, a plus sign is literal.
    let segment = segment.replace('+', "%2B");
    form_urlencoded::parse(segment.replace('=', "%3D").replace('&', "%26").as_bytes())
        .next()
        .map(|(text, _)| text.into_owned())
        .unwrap_or_default()
}
