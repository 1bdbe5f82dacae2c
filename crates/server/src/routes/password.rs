//! Changes the password of the person who is signed in.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::auth::password_rules::check_new;
use crate::client::Client;
use crate::error::ApiError;
use crate::http::Viewer;
use crate::http::json_body::JsonBody;
use crate::http::password_attempt::PasswordAttempt;
use crate::state::SharedState;
use crate::store::audit::Actor;

/// Another password.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The present password.
    #[schema(example = "correct horse battery", format = Password)]
    current: String,
    /// 12 to 200 characters that are not easy to guess.
    #[schema(example = "several unrelated words", format = Password)]
    new: String,
}

/// Changes the password, and ends every other session of the account.
#[utoipa::path(
    put,
    path = "/password",
    tag = "session",
    request_body = PasswordChange,
    responses((status = 204, description = "Changed; every other session has ended"))
)]
pub async fn put(
    State(app): State<SharedState>,
    Extension(client): Extension<Client>,
    viewer: Viewer,
    JsonBody(change): JsonBody<PasswordChange>,
) -> Result<StatusCode, ApiError> {
    let session = &viewer.context.session;
    let account = app.store.account_by_id(session.account).await?.ok_or_else(ApiError::not_signed_in)?;
    if account.demo {
        let detail = "The password of a demo account is public and cannot be changed.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "demo-account", detail));
    }
    let Some(hash) = account.password else {
        let detail = "This account signs in through the identity provider and has no password here.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "no-password", detail));
    };
    // A session that was left open must not be a way to guess the password.
    let attempt = PasswordAttempt::begin(&app, &account.username, client).await?;
    let PasswordChange { current, new } = change;
    let hash = (current.len() <= 1000).then_some(hash);
    if !attempt.verify(current.clone(), hash, "password-change").await {
        return Err(invalid("wrong-password", "/current", "The current password is not right."));
    }
    if new == current {
        return Err(invalid("password-unchanged", "/new", "The new password is the current one."));
    }
    check_new(&new, &[&account.username, &account.name, account.email.as_deref().unwrap_or_default()])
        .map_err(|weakness| invalid(weakness.code(), "/new", &weakness.to_string()))?;
    let turn = app.hashing.turn(client).await.map_err(|full| app.overloaded("hashing", client, full.retry_after))?;
    let hash = turn.hash(new).await.map_err(ApiError::internal)?;
    let actor = Actor::Account(account.id);
    app.store.set_password(account.id, &hash, Some(&viewer.context.hash), actor).await?;
    app.sessions.invalidate_accounts(&[account.id]);
    Ok(StatusCode::NO_CONTENT)
}

fn invalid(code: &'static str, pointer: &str, detail: &str) -> ApiError {
    let mut error = ApiError::invalid_field(pointer, detail);
    error.code = code;
    error
}
