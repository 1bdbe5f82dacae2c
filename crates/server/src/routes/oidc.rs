//! Sign-in through an identity provider: redirect and callback.

use std::net::SocketAddr;

use anyhow::Context;
use axum::extract::{ConnectInfo, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;

use super::session;
use crate::auth::cookies::CookieName;
use crate::auth::oidc::Provider;
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
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let provider = app.oidc.as_ref().ok_or_else(ApiError::not_found)?;
    let to = query::value(raw.as_deref(), "to").filter(|to| is_own_path(to)).unwrap_or_else(|| "/".to_owned());
    let origin = app.origin(&headers)?;
    let (url, attempt) = provider.begin(callback_url(&origin), to).await.map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "the identity provider cannot be used");
        ApiError::new(StatusCode::BAD_GATEWAY, "provider-unavailable", "The identity provider does not answer.")
    })?;
    let cookie = provider.seal(&attempt, &origin)?;
    Ok((cookie, redirect(&url)).into_response())
}

/// Handles the redirect back from the provider.
pub async fn callback(
    State(app): State<SharedState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let provider = app.oidc.as_ref().ok_or_else(ApiError::not_found)?;
    let origin = app.origin(&headers)?;
    let cookies = CookieJar::new().add(CookieName::OidcAttempt.removal(&origin));
    let address = app.client_address(&headers, peer);
    match finish(&app, provider, raw.as_deref(), &headers, &origin).await {
        Ok((account, to)) => {
            let by = SignedIn { account, method: SignInMethod::Oidc, address };
            match session::open(&app, &headers, by).await {
                Ok((_, session)) => Ok((cookies.add(session), redirect(&to)).into_response()),
                Err(error) if error.code == session::ACCOUNT_DISABLED => {
                    Ok((cookies, redirect("/?signInError=disabled")).into_response())
                }
                Err(error) => Err(error),
            }
        }
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "sign-in through the identity provider failed");
            app.security().refused(SecurityEvent::SignInFailed("oidc"), None, address);
            Ok((cookies, redirect("/?signInError=oidc")).into_response())
        }
    }
}

/// Returns the account and the path to return to.
async fn finish(
    app: &SharedState,
    provider: &Provider,
    query: Option<&str>,
    headers: &HeaderMap,
    origin: &Origin,
) -> anyhow::Result<(i64, String)> {
    let attempt = provider.unseal(headers, origin)?;
    if let Some(error) = query::value(query, "error") {
        anyhow::bail!("the provider returned the error {error:?}");
    }
    let code = query::value(query, "code").context("the provider returned no code")?;
    let state = query::value(query, "state").context("the provider returned no state")?;
    let person = provider.finish(callback_url(origin), &attempt, code, &state).await?;
    let account = app.store.upsert_oidc_account(&person).await?;
    Ok((account, attempt.to))
}

fn callback_url(origin: &Origin) -> String {
    format!("{origin}/api/v1/oidc/callback")
}

/// Returns whether this is a path of this server. Prevents open redirects.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn redirect(to: &str) -> impl IntoResponse {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::SEE_OTHER, headers)
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn redirects_only_to_own_paths() {
        assert!(is_own_path("/engagements?q=a%20b#x"));
        for bad in ["", "engagements", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb"] {
            assert!(!is_own_path(bad), "{bad:?}");
        }
    }
}
