//! Around every request: an id, a place among those that run at once, what every answer says, and problems written out.

use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::middleware::Next;
use rand::RngCore;

use crate::app::Shared;
use crate::error::Problem;
use crate::store::hex;

/// The version of the API, in requests and answers.
pub const VERSION_HEADER: HeaderName = HeaderName::from_static("x-api-version");
const VERSION: HeaderValue = HeaderValue::from_static("1");
/// In an answer: the newest change that is in it. In a request: the newest that the client has heard of.
pub const REVISION: HeaderName = HeaderName::from_static("x-revision");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What API answers may do in a browser: nothing. Pages bring their own policy.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Runs a request and completes its answer.
pub async fn around(State(app): State<Shared>, request: Request, next: Next) -> Response<Body> {
    let start = Instant::now();
    let id = new_id();
    let https = app.is_https(request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
    let response = match app.slots.try_acquire() {
        Ok(_slot) => next.run(request).await,
        Err(_) => Response::builder().status(StatusCode::SERVICE_UNAVAILABLE).body(Body::empty()).unwrap_or_default(),
    };
    let mut response = complete(response, &id);
    let status = response.status();
    let seconds = start.elapsed().as_secs_f64();
    // The route, not the address: addresses name things.
    tracing::info!(request_id = id, %method, route, status = status.as_u16(), seconds, "request");
    app.metrics.observe(method.as_str(), &route, status.as_u16(), seconds);
    let headers = response.headers_mut();
    headers.insert(VERSION_HEADER, VERSION);
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    safety(headers, https);
    response
}

/// Refuses what speaks another version of the API.
pub async fn check_version(request: Request, next: Next) -> Result<Response<Body>, Problem> {
    let other = request.headers().get_all(VERSION_HEADER).iter().any(|version| *version != VERSION);
    if other {
        let detail = "This server speaks version 1 of the API; the client asks for another. Reload the app.";
        return Err(Problem::bad_request("unsupported-version", detail));
    }
    Ok(next.run(request).await)
}

/// Answers with what is at least as new as what the client has heard of, maybe from another process of this server.
pub async fn be_as_new(State(app): State<Shared>, request: Request, next: Next) -> Result<Response<Body>, Problem> {
    let known = request.headers().get(REVISION).and_then(|revision| revision.to_str().ok()?.parse().ok());
    if known.is_some_and(|known: i64| known > app.live.world().seq) {
        app.catch_up().await?;
    }
    Ok(next.run(request).await)
}

/// An error becomes a problem document, whoever made it.
fn complete(mut response: Response<Body>, request_id: &str) -> Response<Body> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return problem.render(request_id);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let mut problem = Problem::of_status(status);
    if let Some(allow) = response.headers().get(header::ALLOW) {
        problem = problem.with_header(header::ALLOW, allow.clone());
    }
    problem.render(request_id)
}

fn safety(headers: &mut HeaderMap, https: bool) {
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(POLICY);
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

fn new_id() -> String {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    hex(&bytes)
}
