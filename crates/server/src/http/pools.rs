//! Middleware that limits how many requests run.

use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::middleware::Next;

use crate::client::Client;
use crate::error::ApiError;
use crate::state::SharedState;

/// When a rejected client should try again: most requests take milliseconds.
pub const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Runs a request with a permit, or rejects it at once.
pub async fn limit_running(
    State(app): State<SharedState>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Result<Response<Body>, ApiError> {
    let Some(_permit) = app.capacity.requests.enter(Some(client)) else {
        return Err(app.overloaded("requests", client, RETRY_AFTER));
    };
    Ok(next.run(request).await)
}
