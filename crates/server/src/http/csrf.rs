//! CSRF protection: writes need proof that they come from a page of this server.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::error::ApiError;
use crate::security::SecurityEvent;
use crate::state::SharedState;

/// Rejects writes from other origins.
pub async fn reject_cross_origin(
    State(app): State<SharedState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && !is_same_origin(request.headers(), app.settings.public_url.as_deref()) {
        let client = app.client_address(request.headers(), peer);
        app.security().refused(SecurityEvent::OriginRefused, None, client);
        let detail = "A change must come from a page of this server: with `Sec-Fetch-Site: same-origin`, or an \
                      `Origin` that is this host.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "cross-origin", detail));
    }
    Ok(next.run(request).await)
}

fn is_same_origin(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    // Browsers set this header; scripts cannot.
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()) else { return false };
    let origin = origin.to_ascii_lowercase();
    if public_url.is_some_and(|own| own == origin) {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase);
    let of_origin = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    of_origin.is_some() && of_origin == host.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn accepts_only_pages_of_this_server() {
        for (headers, expected) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-site"), ("origin", "http://h:1"), ("host", "h:1")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "http://H:1"), ("host", "h:1")], true),
            (&[("origin", "https://public"), ("host", "inner:1")], true),
            (&[("origin", "http://other"), ("host", "h:1")], false),
            (&[("origin", "null"), ("host", "null")], false),
            (&[("host", "h:1")], false),
            (&[], false),
        ] {
            let pairs =
                headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            let map: HeaderMap = pairs.collect();
            assert_eq!(is_same_origin(&map, Some("https://public")), expected, "{headers:?}");
        }
    }
}
