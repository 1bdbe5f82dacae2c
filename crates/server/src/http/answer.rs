//! Answers to reads: a tag, and the body only for those who do not have it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;

use super::headers;
use crate::live::{Encoded, Encoding};

/// Every answer of the API is for one session, and asked for again each time.
const CACHE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// A list: `tag` names its content, and each encoding has a tag of its own.
pub async fn list(request: &HeaderMap, tag: &str, body: &Encoded) -> Response<Body> {
    let own = |encoding: Encoding| match encoding.name() {
        Some(name) => format!("\"{tag}-{name}\""),
        None => format!("\"{tag}\""),
    };
    let encodings = [Encoding::Plain, Encoding::Brotli, Encoding::Gzip];
    let encoding = headers::encoding(request);
    let known = headers::has_tag(request, |known| encodings.iter().any(|encoding| own(*encoding) == known));
    let body = if known { None } else { Some(body.get(encoding).await) };
    let mut response = answer(&own(encoding), body);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
    if let (false, Some(name)) = (known, encoding.name()) {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// One resource: its revision is its tag.
pub fn one(request: &HeaderMap, revision: i64, body: Bytes) -> Response<Body> {
    let tag = format!("\"{revision}\"");
    let known = headers::has_tag(request, |known| known == tag);
    let mut response = answer(&tag, (!known).then_some(body));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

fn answer(tag: &str, body: Option<Bytes>) -> Response<Body> {
    let known = body.is_none();
    let mut response = Response::new(body.map_or_else(Body::empty, Body::from));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, CACHE);
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}
