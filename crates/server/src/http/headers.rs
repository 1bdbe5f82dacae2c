//! Request headers with lists of values.

use axum::http::{HeaderMap, HeaderName, header};

use crate::snapshot::Encoding;

/// Returns the text of a header; several values become one list.
pub fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let mut values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let first = values.next()?.to_owned();
    Some(values.fold(first, |all, value| all + ", " + value))
}

/// Returns the best encoding that the client accepts.
pub fn encoding(headers: &HeaderMap) -> Encoding {
    let accepted = text(headers, &header::ACCEPT_ENCODING).unwrap_or_default();
    if accepts(&accepted, "br") {
        Encoding::Brotli
    } else if accepts(&accepted, "gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// Returns whether an `Accept-Encoding` contains an encoding.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok());
        name.eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0) > 0.0
    })
}

/// Returns whether `If-None-Match` contains a tag, compared weakly and without regard to the encoding.
pub fn has_tag(headers: &HeaderMap, own: &str) -> bool {
    let known = text(headers, &header::IF_NONE_MATCH).unwrap_or_default();
    known.split(',').any(|item| item.trim() == "*" || opaque_tag(item) == Some(own))
}

/// Returns the opaque part of an entity tag, without what proxies add that compress a response: nginx makes the tag
/// weak (`W/"1"`), others append the encoding (`"1-gzip"`, `"1;br"`).
pub fn opaque_tag(tag: &str) -> Option<&str> {
    let tag = tag.trim();
    let tag = tag.strip_prefix("W/").or_else(|| tag.strip_prefix("w/")).unwrap_or(tag);
    let mut tag = tag.strip_prefix('"')?.strip_suffix('"')?;
    while let Some((rest, suffix)) = tag.rsplit_once(['-', ';', ':', '+']) {
        if !["gzip", "br", "zstd", "deflate", "df"].contains(&suffix) {
            break;
        }
        tag = rest.trim_end_matches('-');
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn chooses_the_best_encoding() {
        for (accepted, expected) in [
            ("gzip, deflate, br", Encoding::Brotli),
            ("gzip, br;q=0", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("BR;q=0.1", Encoding::Brotli),
            ("", Encoding::Identity),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(encoding(&headers), expected, "{accepted}");
        }
    }

    #[test]
    fn compares_tags_weakly() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"a\", W/\"b\""));
        assert!(has_tag(&headers, "b"));
        assert!(!has_tag(&headers, "c"));
    }

    #[test]
    fn tags_changed_by_proxies_name_the_same_version() {
        for tag in
            ["\"1\"", "W/\"1\"", " W/\"1\" ", "\"1-gzip\"", "W/\"1-br\"", "\"1;gzip\"", "\"1--gzip\"", "\"1-br-gzip\""]
        {
            assert_eq!(opaque_tag(tag), Some("1"), "{tag}");
        }
        for (tag, expected) in [("\"12-ab-none\"", Some("12-ab-none")), ("1", None), ("\"1", None), ("", None)] {
            assert_eq!(opaque_tag(tag), expected, "{tag}");
        }
    }
}
