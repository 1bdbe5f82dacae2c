//! Sign-in through an identity provider: redirect and callback.
//!
//! People open these addresses in their browser: every response is a redirect, after a failure back to the app, which
//! says in words what has happened.

use std::net::IpAddr;

use anyhow::{Context, anyhow};
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;

use super::session;
use crate::auth::oidc::{Attempt, Names, OidcError, Provider};
use crate::client::Client;
use crate::error::ApiError;
use crate::http::query;
use crate::origin::Origin;
use crate::security::SecurityEvent;
use crate::state::SharedState;
use crate::store::audit::SignInMethod;
use crate::store::sessions::SignedIn;

/// Redirects to the provider; `to` is the path of the app to return to.
pub async fn start(
    State(app): State<SharedState>,
    Extension(from): Extension<Client>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (origin, client) = (app.origin(&headers)?, from.ip);
    let to = query::value(raw.as_deref(), "to").filter(|to| is_own_path(to)).unwrap_or_else(|| "/".to_owned());
    // Waiting for the provider does not count as running.
    let permit = app.capacity.sign_ins.enter(Some(from));
    let begun = match &app.oidc {
        Some(_) if permit.is_none() => Err(OidcError::Throttled),
        Some(_) if !is_navigation(&headers) => Err(anyhow!("the address was not opened as a page").into()),
        Some(provider) => begin(provider, &headers, &origin, &to, client).await,
        None => Err(not_configured()),
    };
    Ok(begun.unwrap_or_else(|error| failed(&app, &error, &to, client, CookieJar::new())))
}

/// Returns whether the browser opens the address as a page. Other sites can embed it as an image or a frame: this must
/// not count as an attempt of the person.
fn is_navigation(headers: &HeaderMap) -> bool {
    let is = |name: &str, expected: &str| headers.get(name).is_none_or(|value| value == expected);
    is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document")
}

async fn begin(
    provider: &Provider,
    headers: &HeaderMap,
    origin: &Origin,
    to: &str,
    client: IpAddr,
) -> Result<Response, OidcError> {
    let (url, attempt) = provider.begin(callback_url(origin), to.to_owned(), client).await?;
    let names = Names::new(origin);
    let cookies = provider.cookies.add(&attempt, headers, &names).context("the attempt is not serialized")?;
    Ok((cookies, redirect(&url)).into_response())
}

/// Handles the redirect back from the provider.
pub async fn callback(
    State(app): State<SharedState>,
    Extension(from): Extension<Client>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (origin, client) = (app.origin(&headers)?, from.ip);
    let Some(provider) = &app.oidc else {
        return Ok(failed(&app, &not_configured(), "/", client, CookieJar::new()));
    };
    let names = Names::new(&origin);
    let state = query::value(raw.as_deref(), "state").unwrap_or_default();
    let Some(_permit) = app.capacity.sign_ins.enter(Some(from)) else {
        return Ok(failed(&app, &OidcError::Throttled, "/", client, CookieJar::new()));
    };
    // Nothing is sent to the provider without an attempt of this browser.
    let Some(attempt) = provider.cookies.find(&headers, &state, &names) else {
        return Ok(failed(&app, &OidcError::NoAttempt, "/", client, CookieJar::new()));
    };
    let cookies = CookieJar::new().add(names.removal(&state));
    let callback = Callback { query: raw.as_deref(), headers: &headers, origin: &origin, client };
    Ok(match callback.finish(&app, provider, &attempt).await {
        Ok(session) => (cookies.add(session), redirect(&attempt.to)).into_response(),
        Err(error) => failed(&app, &error, &attempt.to, client, cookies),
    })
}

/// The request of a browser that returns from the provider.
struct Callback<'a> {
    query: Option<&'a str>,
    headers: &'a HeaderMap,
    origin: &'a Origin,
    client: IpAddr,
}

impl Callback<'_> {
    /// Returns the cookie of the new session.
    async fn finish(
        self,
        app: &SharedState,
        provider: &Provider,
        attempt: &Attempt,
    ) -> Result<Cookie<'static>, OidcError> {
        if let Some(code) = query::value(self.query, "error") {
            return Err(OidcError::Provider(code.chars().take(100).collect()));
        }
        let code = query::value(self.query, "code").context("the provider returned no code")?;
        let person = provider.finish(callback_url(self.origin), attempt, code, self.client).await?;
        let account = app.store.upsert_oidc_account(&person).await.context("the account was not stored")?;
        let by = SignedIn { account, method: SignInMethod::Oidc, address: self.client };
        let opened = session::open(app, self.headers, by).await;
        let (_, cookie) = opened.map_err(|error| match error.code {
            session::ACCOUNT_DISABLED => OidcError::AccountDisabled,
            _ => anyhow!("no session was opened: {}", error.detail).into(),
        })?;
        Ok(cookie)
    }
}

fn not_configured() -> OidcError {
    anyhow!("no identity provider is configured").into()
}

/// Logs a failure and redirects to the page of the app, which shows it.
fn failed(app: &SharedState, error: &OidcError, to: &str, client: IpAddr, cookies: CookieJar) -> Response {
    let reason = match error {
        OidcError::Unavailable(_) => {
            if let Some(provider) = &app.oidc {
                provider.outages.record_failure(&error.to_string());
            }
            "oidc-unavailable"
        }
        OidcError::NoAttempt => "oidc-expired",
        OidcError::Throttled => "oidc-throttled",
        OidcError::Provider(code) => provider_reason(code),
        OidcError::AccountDisabled => "disabled",
        OidcError::CodeRefused(_) | OidcError::Invalid(_) => "oidc",
    };
    if !matches!(error, OidcError::Unavailable(_)) {
        tracing::warn!(error = error.to_string(), "sign-in through the identity provider failed");
    }
    let event = match error {
        OidcError::Throttled => Some(SecurityEvent::RateLimited("oidc")),
        // Logged where the session was refused.
        OidcError::AccountDisabled => None,
        _ => Some(SecurityEvent::SignInFailed(reason)),
    };
    if let Some(event) = event {
        app.security().refused(event, None, client);
    }
    (cookies, redirect(&with_reason(to, reason))).into_response()
}

/// Returns what the app shows for an error of the provider (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
fn provider_reason(code: &str) -> &'static str {
    match code {
        "access_denied"
        | "consent_required"
        | "login_required"
        | "interaction_required"
        | "account_selection_required" => "oidc-denied",
        "server_error" | "temporarily_unavailable" => "oidc-unavailable",
        _ => "oidc",
    }
}

/// Adds the reason of a failure to the path of a page.
fn with_reason(to: &str, reason: &str) -> String {
    let (page, fragment) = to.split_once('#').map_or((to, None), |(page, fragment)| (page, Some(fragment)));
    let separator = if page.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{page}{separator}signInError={reason}{fragment}")
}

fn callback_url(origin: &Origin) -> String {
    format!("{origin}/api/v1/oidc/callback")
}

/// The maximum length of a path to return to: it is part of a cookie.
const MAX_PATH: usize = 700;

/// Returns whether this is a path of a page. Prevents open redirects.
fn is_own_path(path: &str) -> bool {
    let is_plain = path.len() <= MAX_PATH && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    // A person who returns to the API would see JSON.
    path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/api/") && is_plain
}

fn redirect(to: &str) -> impl IntoResponse {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::SEE_OTHER, headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_only_to_own_paths() {
        assert!(is_own_path("/engagements?q=a%20b#x"));
        for bad in [
            "",
            "engagements",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/api/v1/events",
        ] {
            assert!(!is_own_path(bad), "{bad:?}");
        }
        assert!(!is_own_path(&format!("/{}", "x".repeat(MAX_PATH))));
    }

    #[test]
    fn a_failure_returns_to_the_page() {
        assert_eq!(with_reason("/", "oidc"), "/?signInError=oidc");
        assert_eq!(with_reason("/actions?kind=claim#x", "oidc"), "/actions?kind=claim&signInError=oidc#x");
    }
}
