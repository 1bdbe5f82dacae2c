//! Headers that are lists: what a client has, and what it takes.

use axum::http::{HeaderMap, HeaderName, header};
use static_files::accepts;

use crate::live::Encoding;

/// The text of a header; several of one name as one list.
pub fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let first = values.next()?.to_owned();
    Some(values.fold(first, |all, value| all + ", " + value))
}

/// The best encoding that the client takes.
pub fn encoding(headers: &HeaderMap) -> Encoding {
    let accepted = text(headers, &header::ACCEPT_ENCODING).unwrap_or_default();
    if accepts(&accepted, "br") {
        Encoding::Brotli
    } else if accepts(&accepted, "gzip") {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

/// Whether the client has one of these tags already.
pub fn has_tag(headers: &HeaderMap, own: impl Fn(&str) -> bool) -> bool {
    let known = text(headers, &header::IF_NONE_MATCH).unwrap_or_default();
    known.split(',').map(|item| item.trim().trim_start_matches("W/")).any(|tag| tag == "*" || own(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_best_encoding_is_chosen() {
        for (accepted, expected) in [
            ("gzip, deflate, br", Encoding::Brotli),
            ("gzip, br;q=0", Encoding::Gzip),
            ("identity", Encoding::Plain),
            ("BR;q=0.1", Encoding::Brotli),
            ("", Encoding::Plain),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(encoding(&headers), expected, "{accepted}");
        }
    }

    #[test]
    fn tags_are_compared_weakly() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"b\""));
        assert!(has_tag(&headers, |tag| tag == "\"b\""));
        assert!(!has_tag(&headers, |tag| tag == "\"c\""));
    }
}
