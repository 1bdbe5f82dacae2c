//! CSRF protection: writes need proof that they come from a page of this server.

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::client::Client;
use crate::error::ApiError;
use crate::origin::Origin;
use crate::security::SecurityEvent;
use crate::state::SharedState;

/// Rejects writes from other origins.
pub async fn reject_cross_origin(
    State(app): State<SharedState>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let own = app.origin(request.headers())?;
    if !reads && !is_same_origin(request.headers(), &own) {
        app.security().refused(SecurityEvent::OriginRefused, None, client.ip);
        let detail = format!(
            "A change must come from a page of this server: with `Sec-Fetch-Site: same-origin`, or with the `Origin` \
             {own}."
        );
        return Err(ApiError::new(StatusCode::FORBIDDEN, "cross-origin", detail));
    }
    Ok(next.run(request).await)
}

fn is_same_origin(headers: &HeaderMap, own: &Origin) -> bool {
    // Browsers set this header; scripts cannot.
    if headers.contains_key(SEC_FETCH_SITE) {
        return only(headers, &SEC_FETCH_SITE) == Some("same-origin");
    }
    only(headers, &header::ORIGIN).and_then(Origin::parse).as_ref() == Some(own)
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Returns the value of a header that occurs once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn accepts_only_pages_of_this_server() {
        for (headers, expected) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://public")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "https://Public:443")], true),
            (&[("origin", "https://public"), ("origin", "https://public")], false),
            (&[("origin", "http://public")], false),
            (&[("origin", "https://public:8443")], false),
            (&[("origin", "http://inner:1"), ("host", "inner:1")], false),
            (&[("origin", "https://public/x")], false),
            (&[("origin", "null"), ("host", "null")], false),
            (&[("host", "public")], false),
            (&[], false),
        ] {
            let headers = headers.iter().fold(HeaderMap::new(), |mut map, (name, value)| {
                map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
                map
            });
            let own = Origin::parse("https://public").unwrap();
            assert_eq!(is_same_origin(&headers, &own), expected, "{headers:?}");
        }
    }
}
