//! Middleware for read-your-writes consistency and for the API version of clients.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response};
use axum::middleware::Next;

use crate::error::ApiError;
use crate::state::SharedState;

/// The version of the API, in requests and responses.
pub const VERSION_HEADER: HeaderName = HeaderName::from_static("x-api-version");
pub const VERSION: HeaderValue = HeaderValue::from_static("1");
/// The number of the newest change: in a response, contained in it; in a request, known to the client.
pub const REVISION_HEADER: HeaderName = HeaderName::from_static("x-revision");

/// Rejects clients of another version of the API.
pub async fn check_version(request: Request, next: Next) -> Result<Response<Body>, ApiError> {
    let other = request.headers().get_all(VERSION_HEADER).iter().any(|version| *version != VERSION);
    if other {
        let detail = "This server speaks version 1 of the API; the client asks for another. Reload the app.";
        return Err(ApiError::bad_request("unsupported-version", detail));
    }
    Ok(next.run(request).await)
}

/// Read-your-writes: refreshes the snapshot if the client knows a newer change, which another process may have
/// written.
pub async fn read_your_writes(
    State(app): State<SharedState>,
    request: Request,
    next: Next,
) -> Result<Response<Body>, ApiError> {
    let known = request.headers().get(REVISION_HEADER).and_then(|revision| revision.to_str().ok()?.parse().ok());
    if known.is_some_and(|known: i64| known > app.snapshots.current().seq) {
        app.refresh().await?;
    }
    Ok(next.run(request).await)
}
