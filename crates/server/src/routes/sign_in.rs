//! How one can sign in.

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::session::Session;
use crate::app::Shared;
use crate::auth::Viewer;
use crate::commands::demo;
use crate::error::Problem;

/// How one can sign in, and who has.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignIn<'a> {
    /// The version of the API.
    api_version: u32,
    /// Whether with a username and a password.
    local: bool,
    /// Whether through an identity provider, and which.
    oidc: Option<Provider>,
    /// On a demo instance: accounts that anybody may use.
    demo_accounts: Vec<demo::Account>,
    /// Who is signed in already, if anybody is: a page that starts asks only this.
    session: Option<Session<'a>>,
}

/// An identity provider.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Provider {
    /// Its name.
    name: String,
    /// Where signing in begins.
    #[schema(example = "/api/v1/oidc/start")]
    url: &'static str,
}

/// How one can sign in, for everybody, and who is signed in.
#[utoipa::path(get, path = "/sign-in", tag = "session", responses((status = 200, description = "How one can sign in", body = SignIn)))]
pub async fn get(State(app): State<Shared>, mut request: Parts) -> Result<Response, Problem> {
    let viewer = match Viewer::from_request_parts(&mut request, &app).await {
        Ok(viewer) => Some(viewer),
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED => None,
        Err(problem) => return Err(problem),
    };
    let mut demo_accounts = Vec::new();
    if app.config.demo {
        let known = app.store.accounts().await?;
        let there =
            |account: &demo::Account| known.iter().any(|known| known.demo && known.username == account.username);
        demo_accounts = demo::ACCOUNTS.into_iter().filter(there).collect();
    }
    let provider = |provider: &crate::auth::oidc::Provider| Provider {
        name: provider.name().to_owned(),
        url: "/api/v1/oidc/start",
    };
    let session = viewer.as_ref().map(Session::of);
    let body = SignIn { api_version: 1, local: true, oidc: app.oidc.as_ref().map(provider), demo_accounts, session };
    Ok(([(header::CACHE_CONTROL, "no-store")], axum::Json(body)).into_response())
}
