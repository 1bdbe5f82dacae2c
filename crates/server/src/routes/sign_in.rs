//! How one can sign in.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::app::Shared;
use crate::commands::demo;
use crate::error::Problem;

/// How one can sign in.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// The version of the API.
    api_version: u32,
    /// Whether with a username and a password.
    local: bool,
    /// Whether through an identity provider, and which.
    oidc: Option<Provider>,
    /// On a demo instance: accounts that anybody may use.
    demo_accounts: Vec<demo::Account>,
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

/// How one can sign in, for everybody.
#[utoipa::path(get, path = "/sign-in", tag = "session", responses((status = 200, description = "How one can sign in", body = SignIn)))]
pub async fn get(State(app): State<Shared>) -> Result<Json<SignIn>, Problem> {
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
    Ok(Json(SignIn { api_version: 1, local: true, oidc: app.oidc.as_ref().map(provider), demo_accounts }))
}
