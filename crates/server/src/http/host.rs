//! The host that a request is for: one, and with `--public-url` only the public one.

use axum::extract::{Request, State};
use axum::http::{StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::state::SharedState;

/// Called by load balancers and Prometheus at the address of the process.
const PROBES: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Where people begin and end a sign-in through the identity provider.
const SIGN_IN: &str = "/api/v1/oidc/";

/// Rejects requests for other hosts: a page of another name that resolves to this server (DNS rebinding) must not
/// reach it, and links and cookies are for the public origin.
pub async fn check_host(State(app): State<SharedState>, request: Request, next: Next) -> Result<Response, ApiError> {
    match check(&app, &request) {
        Ok(()) => Ok(next.run(request).await),
        // People open these addresses: they get the page instead of a problem document.
        Err(_) if request.uri().path().starts_with(SIGN_IN) => Ok(to_sign_in_page(&app)),
        Err(error) => Err(error),
    }
}

fn check(app: &SharedState, request: &Request) -> Result<(), ApiError> {
    let is_probe = PROBES.contains(&request.uri().path());
    // Probes of load balancers may speak HTTP/1.0, which has no `Host`.
    let has_no_host = request.version() == Version::HTTP_10 && !request.headers().contains_key(header::HOST);
    if is_probe && has_no_host {
        return Ok(());
    }
    let requested = app.requested_origin(request.headers())?;
    if !requested.is_target(request.uri()) {
        let detail = "The request target names another host than `Host`.";
        return Err(ApiError::bad_request("invalid-host", detail));
    }
    if let Some(public) = app.settings.public_url.as_ref().filter(|public| **public != requested && !is_probe) {
        let detail = format!("This server is at {public}, and answers for no other host.");
        return Err(ApiError::new(StatusCode::MISDIRECTED_REQUEST, "other-host", detail));
    }
    Ok(())
}

/// Redirects to the page of the app, which says that the sign-in has failed.
fn to_sign_in_page(app: &SharedState) -> Response {
    let public = app.settings.public_url.as_ref().map(ToString::to_string).unwrap_or_default();
    (StatusCode::SEE_OTHER, [(header::LOCATION, format!("{public}/?signInError=oidc"))]).into_response()
}
