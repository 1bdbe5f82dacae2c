//! Sign-in and sign-out.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::permissions::AccessRole;
use serde::{Deserialize, Serialize};

use crate::auth::cookies::{self, CookieName};
use crate::auth::sessions::SessionContext;
use crate::client::Client;
use crate::error::ApiError;
use crate::http::Viewer;
use crate::http::json_body::JsonBody;
use crate::http::password_attempt::PasswordAttempt;
use crate::security::SecurityEvent;
use crate::state::SharedState;
use crate::store::accounts::normalize_username;
use crate::store::audit::{Actor, SignInMethod};
use crate::store::sessions::SignedIn;

/// The current session.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session<'a> {
    user: User<'a>,
    /// The role at each visible location.
    roles: BTreeMap<&'a str, AccessRole>,
    /// Whether the person has a password of this server that can be changed here.
    can_change_password: bool,
    /// The version of the API.
    api_version: u32,
}

/// The person who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
pub struct User<'a> {
    name: &'a str,
    /// The name used to sign in.
    username: &'a str,
}

/// Username and password.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Case does not matter.
    #[schema(example = "ada")]
    username: String,
    /// Case matters.
    #[schema(example = "correct horse battery", format = Password)]
    password: String,
}

/// Returns the current session.
#[utoipa::path(
    get,
    path = "/session",
    tag = "session",
    responses((status = 200, description = "The person and the role at each location", body = Session))
)]
pub async fn get(viewer: Viewer) -> Response {
    respond(&viewer)
}

impl<'a> Session<'a> {
    /// Describes the session of a viewer.
    pub fn new(viewer: &'a Viewer) -> Self {
        let session = &viewer.context.session;
        let user = User { name: &session.name, username: &session.username };
        let can_change_password = session.local && !session.demo;
        Self { user, roles: viewer.roles(), can_change_password, api_version: 1 }
    }
}

fn respond(viewer: &Viewer) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], axum::Json(Session::new(viewer))).into_response()
}

/// Signs in.
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = Credentials,
    responses((status = 200, description = "Signed in: the cookie of the response is the session", body = Session))
)]
pub async fn post(
    State(app): State<SharedState>,
    Extension(client): Extension<Client>,
    headers: HeaderMap,
    JsonBody(credentials): JsonBody<Credentials>,
) -> Result<Response, ApiError> {
    if !app.settings.local {
        let detail = "This server signs in through its identity provider only.";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "local-sign-in-off", detail));
    }
    let Credentials { username, password } = credentials.possible();
    let attempt = PasswordAttempt::begin(&app, &username, client).await?;
    let account = if username.is_empty() { None } else { app.store.account(&username).await? };
    let account = account.filter(|account| app.settings.demo || !account.demo);
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let right = attempt.verify(password, hash, "credentials").await;
    let Some(account) = account.filter(|_| right) else {
        let detail = "The username or the password is not right.";
        return Err(ApiError::new(StatusCode::UNAUTHORIZED, "invalid-credentials", detail));
    };
    let by = SignedIn { account: account.id, method: SignInMethod::Password, address: client.ip };
    let (context, cookie) = open(&app, &headers, by).await?;
    let viewer = Viewer::new(context, app.snapshots.current());
    Ok((CookieJar::new().add(cookie), respond(&viewer)).into_response())
}

impl Credentials {
    /// Returns the credentials with the username in its stored form; empty ones where no account can have them, so
    /// that nothing of excessive size is kept. Databases reject NUL.
    fn possible(self) -> Self {
        let is_possible = self.username.len() <= 1000 && self.password.len() <= 1000 && !self.username.contains('\0');
        let username = if is_possible { normalize_username(&self.username) } else { String::new() };
        Self { username, password: if is_possible { self.password } else { String::new() } }
    }
}

/// The code of the problem of an account that may not sign in.
pub const ACCOUNT_DISABLED: &str = "account-disabled";

/// Opens a session of an account and returns it with its cookie.
pub async fn open(
    app: &SharedState,
    headers: &HeaderMap,
    by: SignedIn,
) -> Result<(Arc<SessionContext>, Cookie<'static>), ApiError> {
    let origin = app.origin(headers)?;
    // Only those who have proved who they are learn that the account is disabled.
    let disabled = || ApiError::new(StatusCode::FORBIDDEN, ACCOUNT_DISABLED, "This account is disabled.");
    let account = app.store.account_by_id(by.account).await?;
    if account.is_none_or(|account| account.disabled) {
        app.security().refused(SecurityEvent::SignInFailed("disabled"), None, by.address);
        return Err(disabled());
    }
    // A new sign-in ends the previous session of the browser.
    if let Some(old) = CookieName::Session.read(headers, &origin) {
        let hash = cookies::hash_session_id(&old);
        if let Some(session) = app.store.session(&hash).await? {
            app.store.end_session(&hash, session.account).await?;
            app.sessions.invalidate(&hash);
        }
    }
    let limits = app.sessions.limits();
    let id = cookies::new_session_id();
    let hash = cookies::hash_session_id(&id);
    app.store.create_session(&hash, by).await?;
    // The account may have been disabled meanwhile.
    let context = app.sessions.find(&hash).await?.ok_or_else(disabled)?;
    Ok((context, CookieName::Session.cookie(id, limits.absolute, &origin)))
}

/// Signs out.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    responses((status = 204, description = "Signed out"))
)]
pub async fn delete(State(app): State<SharedState>, headers: HeaderMap, viewer: Viewer) -> Result<Response, ApiError> {
    app.store.end_session(&viewer.context.hash, viewer.context.session.account).await?;
    signed_out(&app, &headers, &viewer)
}

/// Signs out everywhere.
#[utoipa::path(
    delete,
    path = "/sessions",
    tag = "session",
    responses((status = 204, description = "Signed out everywhere"))
)]
pub async fn delete_all(
    State(app): State<SharedState>,
    headers: HeaderMap,
    viewer: Viewer,
) -> Result<Response, ApiError> {
    let account = viewer.context.session.account;
    app.store.end_sessions(account, Actor::Account(account)).await?;
    signed_out(&app, &headers, &viewer)
}

fn signed_out(app: &SharedState, headers: &HeaderMap, viewer: &Viewer) -> Result<Response, ApiError> {
    app.sessions.invalidate_accounts(&[viewer.context.session.account]);
    let cookie = CookieName::Session.removal(&app.origin(headers)?);
    // Removes what a browser may have kept of an earlier version, whose answers it could store. Not "storage": that
    // would also remove the preferences and the service worker, which hold nothing of a session.
    let clear = [(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""))];
    Ok((StatusCode::NO_CONTENT, clear, CookieJar::new().add(cookie)).into_response())
}
