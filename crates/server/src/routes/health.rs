//! Health checks and metrics for operators.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::error::ApiError;
use crate::metrics::Gauges;
use crate::state::SharedState;
use crate::store::Failure;

/// Responds while the process runs.
pub async fn live() -> &'static str {
    "ok\n"
}

/// Responds with 200 if the database answers and takes writes, and the server is not shutting down.
pub async fn ready(State(app): State<SharedState>) -> Result<&'static str, ApiError> {
    if *app.shutdown.borrow() {
        return Err(ApiError::from_status(axum::http::StatusCode::SERVICE_UNAVAILABLE));
    }
    app.store.probe_reads().await.map_err(not_ready)?;
    app.store.probe_writes().await.map_err(not_ready)?;
    Ok("ok\n")
}

/// Load balancers expect 503, whatever the reason is.
fn not_ready(failure: Failure) -> ApiError {
    let mut error = ApiError::from(failure);
    error.status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
    error
}

/// Returns the metrics.
pub async fn metrics(State(app): State<SharedState>) -> impl IntoResponse {
    let gauges = Gauges {
        revision: app.snapshots.current().seq,
        listeners: app.streams.open_count(),
        connections: app.capacity.connections.used(),
        receiving: app.capacity.bodies.used(),
        sign_ins: app.capacity.sign_ins.used(),
        hashing_queue: app.hashing.waiting(),
        running: app.capacity.requests.used(),
        writable: app.store.health().is_writable(),
        failed_writes: app.store.health().failures(),
    };
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics.render(&gauges))
}
