//! Signing in through an identity provider: there and back.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::session;
use crate::app::Shared;
use crate::auth::cookie;
use crate::auth::oidc::{Attempt, Provider};
use crate::error::Problem;
use crate::http::query;
use crate::store::accounts;

/// How long one may take at the provider.
const ATTEMPT_SECONDS: i64 = 600;

/// The cookie of an attempt: lax, as the way back begins at the provider.
const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-mci_oidc" } else { "mci_oidc" }
}

/// Sends the browser to the provider; `to` is where it goes afterwards.
pub async fn start(
    State(app): State<Shared>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let provider = app.oidc.as_ref().ok_or_else(Problem::not_found)?;
    let to = query::value(raw.as_deref(), "to").filter(|to| is_own_path(to)).unwrap_or_else(|| "/".to_owned());
    let (url, attempt) = provider.begin(callback_url(&app, &headers), to).await.map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "the identity provider cannot be used");
        Problem::new(StatusCode::BAD_GATEWAY, "provider-unavailable", "The identity provider does not answer.")
    })?;
    let https = app.is_https(&headers);
    let value = BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(&attempt)?);
    Ok(redirect(&url, [cookie::set_named(cookie_name(https), &value, ATTEMPT_SECONDS, https)]))
}

/// The browser comes back.
pub async fn callback(
    State(app): State<Shared>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let provider = app.oidc.as_ref().ok_or_else(Problem::not_found)?;
    let https = app.is_https(&headers);
    let forget = cookie::set_named(cookie_name(https), "", 0, https);
    match finish(&app, provider, raw.as_deref(), &headers).await {
        Ok((account, to)) => {
            let (_, session) = session::open(&app, &headers, account).await?;
            Ok(redirect(&to, [forget, session]))
        }
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "signing in through the identity provider failed");
            Ok(redirect("/?signInError=oidc", [forget]))
        }
    }
}

async fn finish(
    app: &Shared,
    provider: &Provider,
    query: Option<&str>,
    headers: &HeaderMap,
) -> anyhow::Result<(i64, String)> {
    use anyhow::Context;
    let attempt = cookie::read_named(headers, cookie_name(app.is_https(headers))).context("there is no attempt")?;
    let attempt: Attempt = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(attempt)?)?;
    if let Some(error) = query::value(query, "error") {
        anyhow::bail!("the provider says {error:?}");
    }
    let code = query::value(query, "code").context("there is no code")?;
    let state = query::value(query, "state").context("there is no state")?;
    let person = provider.finish(callback_url(app, headers), &attempt, code, &state).await?;
    let account = accounts::Person {
        username: &person.username,
        shown: &person.shown,
        name: &person.name,
        grants: &person.grants,
    };
    let account = app.store.welcome(&account).await?;
    let to = if is_own_path(&attempt.to) { attempt.to } else { "/".to_owned() };
    Ok((account, to))
}

fn callback_url(app: &Shared, headers: &HeaderMap) -> String {
    let own = app.config.public_url.clone().unwrap_or_else(|| {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        format!("{}://{host}", if app.is_https(headers) { "https" } else { "http" })
    });
    own + "/api/v1/oidc/callback"
}

/// A path of this server: nobody is sent elsewhere.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn redirect(to: &str, cookies: impl IntoIterator<Item = Option<HeaderValue>>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies.into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        assert!(is_own_path("/engagements?q=a%20b#x"));
        for bad in ["", "engagements", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb"] {
            assert!(!is_own_path(bad), "{bad:?}");
        }
    }
}
