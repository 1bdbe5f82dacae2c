//! Health checks and metrics for operators.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::error::ApiError;
use crate::metrics::Gauges;
use crate::state::{MAX_REQUESTS, MAX_STREAMS, SharedState};

/// Responds while the process runs.
pub async fn live() -> &'static str {
    "ok\n"
}

/// Responds with 200 if the database answers and the server is not shutting down.
pub async fn ready(State(app): State<SharedState>) -> Result<&'static str, ApiError> {
    let unavailable = || ApiError::from_status(axum::http::StatusCode::SERVICE_UNAVAILABLE);
    if *app.shutdown.borrow() {
        return Err(unavailable());
    }
    app.store.head().await.map_err(|error| {
        tracing::error!(%error, "the database does not answer");
        unavailable()
    })?;
    Ok("ok\n")
}

/// Returns the metrics.
pub async fn metrics(State(app): State<SharedState>) -> impl IntoResponse {
    let gauges = Gauges {
        revision: app.snapshots.current().seq,
        listeners: MAX_STREAMS - app.stream_permits.available_permits(),
        running: MAX_REQUESTS - app.request_permits.available_permits(),
    };
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics.render(&gauges))
}
