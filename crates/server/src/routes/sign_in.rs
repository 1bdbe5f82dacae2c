//! Ways to sign in.

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::session::Session;
use crate::auth::oidc;
use crate::demo::{ACCOUNTS, DemoAccount};
use crate::error::ApiError;
use crate::http::Viewer;
use crate::state::SharedState;
use crate::store::accounts::Account;

/// The ways to sign in, and the current session.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignIn<'a> {
    /// The version of the API.
    api_version: u32,
    /// Whether accounts with a password are supported.
    local: bool,
    /// The identity provider, if there is one.
    oidc: Option<Provider>,
    /// The public accounts of a demo instance.
    demo_accounts: Vec<DemoAccount>,
    /// The current session, so that a starting page needs only this request.
    session: Option<Session<'a>>,
}

/// An identity provider.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Provider {
    /// The name shown to people.
    name: String,
    /// Where sign-in begins.
    #[schema(example = "/api/v1/oidc/start")]
    url: &'static str,
}

/// Returns the ways to sign in, and the current session.
#[utoipa::path(
    get,
    path = "/sign-in",
    tag = "session",
    responses((status = 200, description = "The ways to sign in", body = SignIn))
)]
pub async fn get(State(app): State<SharedState>, mut request: Parts) -> Result<Response, ApiError> {
    let viewer = match Viewer::from_request_parts(&mut request, &app).await {
        Ok(viewer) => Some(viewer),
        Err(error) if error.status == StatusCode::UNAUTHORIZED => None,
        Err(error) => return Err(error),
    };
    let mut demo_accounts = Vec::new();
    if app.settings.demo {
        let known = app.store.accounts().await?;
        let matches = |known: &Account, account: &DemoAccount| known.demo && known.username == account.username;
        let exists = |account: &DemoAccount| known.iter().any(|known| matches(known, account));
        demo_accounts = ACCOUNTS.into_iter().filter(exists).collect();
    }
    let provider = |provider: &oidc::Provider| Provider { name: provider.name().to_owned(), url: "/api/v1/oidc/start" };
    let session = viewer.as_ref().map(Session::new);
    let body = SignIn {
        api_version: 1,
        local: app.settings.local,
        oidc: app.oidc.as_ref().map(provider),
        demo_accounts,
        session,
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], axum::Json(body)).into_response())
}
