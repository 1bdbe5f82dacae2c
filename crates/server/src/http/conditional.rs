//! Conditional responses to reads: `ETag`, and 304 without a body if the client has the current version.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use bytes::Bytes;
use futures_util::stream;

use super::headers;
use crate::snapshot::{EncodedBody, Encoding};

/// Responses are private to a session: a browser must not keep them after it has ended. The app keeps those that it
/// reads again in memory, with their tags.
const CACHE: HeaderValue = HeaderValue::from_static("no-store");

/// Responds with a list. `tag` identifies its content; each encoding has a separate tag.
pub async fn list(request: &HeaderMap, tag: &str, body: &EncodedBody) -> Response<Body> {
    let tag_of = |encoding: Encoding| match encoding.header_value() {
        Some(name) => format!("\"{tag}-{name}\""),
        None => format!("\"{tag}\""),
    };
    let encoding = headers::encoding(request);
    let known = headers::has_tag(request, tag);
    let body = if known { None } else { Some(body.get(encoding).await) };
    let length: usize = body.iter().flatten().map(Bytes::len).sum();
    let stream = |pieces: Vec<Bytes>| Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)));
    let body = body.map(stream);
    let mut response = respond(&tag_of(encoding), body);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Encoding, Cookie"));
    if !known {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    if let (false, Some(name)) = (known, encoding.header_value()) {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// Responds with one resource.
pub fn one(request: &HeaderMap, tag: &str, body: Bytes) -> Response<Body> {
    let known = headers::has_tag(request, tag);
    let mut response = respond(&format!("\"{tag}\""), (!known).then(|| Body::from(body)));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Cookie"));
    response
}

fn respond(tag: &str, body: Option<Body>) -> Response<Body> {
    let known = body.is_none();
    let mut response = Response::new(body.unwrap_or_default());
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
