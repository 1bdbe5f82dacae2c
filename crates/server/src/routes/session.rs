//! Signing in and out.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::permissions::Access;
use serde::{Deserialize, Serialize};

use crate::app::Shared;
use crate::auth::sessions::Known;
use crate::auth::{Viewer, cookie, password};
use crate::error::Problem;
use crate::http::body::Json;
use crate::store::accounts::normal;

/// Who is signed in.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session<'a> {
    /// The person.
    user: User<'a>,
    /// The role at each location that the person may see.
    roles: BTreeMap<&'a str, Access>,
    /// The version of the API.
    api_version: u32,
}

/// A person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct User<'a> {
    /// The person's name.
    name: &'a str,
    /// What the person signs in with.
    username: &'a str,
}

/// What one signs in with.
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

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, description = "The person and the role at each location", body = Session)))]
pub async fn get(viewer: Viewer) -> Response {
    answer(&viewer)
}

impl<'a> Session<'a> {
    /// What is told of a viewer.
    pub fn of(viewer: &'a Viewer) -> Self {
        let session = &viewer.known.session;
        let user = User { name: &session.name, username: &session.username };
        Self { user, roles: viewer.roles(), api_version: 1 }
    }
}

fn answer(viewer: &Viewer) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], axum::Json(Session::of(viewer))).into_response()
}

/// Signs in.
#[utoipa::path(post, path = "/session", tag = "session", request_body = Credentials, responses((status = 200, description = "Signed in: the cookie of the answer is the session", body = Session)))]
pub async fn post(
    State(app): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json { value: given, .. }: Json<Credentials>,
) -> Result<Response, Problem> {
    let username = normal(&given.username);
    let client = app.client(&headers, peer);
    app.throttle.check(&username, client).map_err(|wait| {
        let seconds = HeaderValue::from(wait.as_secs().max(1));
        let detail = "Too many attempts: wait before you try again.";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", detail)
            .with_header(header::RETRY_AFTER, seconds)
    })?;
    app.throttle.begun(&username, client);
    // No username or password is as long or holds what a database does not take: nobody is called that.
    let possible = username.len() <= 200 && given.password.len() <= 1000 && !username.contains('\0');
    let account = if possible { app.store.account(&username).await? } else { None };
    let account = account.filter(|account| app.config.demo || !account.demo);
    let hash = account.as_ref().and_then(|account| account.password.clone());
    let right = password::verify(given.password, hash).await;
    let Some(account) = account.filter(|_| right) else {
        let detail = "The username or the password is not right.";
        return Err(Problem::new(StatusCode::UNAUTHORIZED, "invalid-credentials", detail));
    };
    app.throttle.succeeded(&username, client);
    begin(&app, &headers, account.id).await
}

/// Begins a session of an account: the answer says who is signed in, and sets the cookie.
async fn begin(app: &Shared, headers: &HeaderMap, account: i64) -> Result<Response, Problem> {
    let (known, cookie) = open(app, headers, account).await?;
    let mut response = answer(&Viewer::new(known, app.live.world()));
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// Opens a session of an account: it, and the cookie that names it.
pub async fn open(
    app: &Shared,
    headers: &HeaderMap,
    account: i64,
) -> Result<(Arc<Known>, Option<HeaderValue>), Problem> {
    let https = app.is_https(headers);
    // Whoever signs in anew is no longer who they were.
    if let Some(old) = cookie::read(headers, https) {
        let hash = cookie::hash(&old);
        if let Some(session) = app.store.session(&hash).await? {
            app.store.end_session(&hash, session.account).await?;
            app.sessions.forget_hash(&hash);
        }
    }
    let limits = app.sessions.limits();
    let id = cookie::new_id();
    let hash = cookie::hash(&id);
    app.store.begin_session(&hash, account, limits).await?;
    let known = app.sessions.get(&hash).await?.ok_or_else(Problem::not_signed_in)?;
    Ok((known, cookie::set(&id, limits.absolute, https)))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204, description = "Signed out")))]
pub async fn delete(State(app): State<Shared>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    app.store.end_session(&viewer.known.hash, viewer.known.session.account).await?;
    Ok(ended(&app, &headers, &viewer))
}

/// Signs out everywhere.
#[utoipa::path(delete, path = "/sessions", tag = "session", responses((status = 204, description = "Signed out everywhere")))]
pub async fn delete_all(State(app): State<Shared>, headers: HeaderMap, viewer: Viewer) -> Result<Response, Problem> {
    app.store.end_sessions(viewer.known.session.account).await?;
    Ok(ended(&app, &headers, &viewer))
}

fn ended(app: &Shared, headers: &HeaderMap, viewer: &Viewer) -> Response {
    app.sessions.forget_accounts(&[viewer.known.session.account]);
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(value) = cookie::clear(app.is_https(headers)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
