//! For those who run the server.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::app::{LISTENERS, SLOTS, Shared};
use crate::error::Problem;
use crate::metrics::Now;

/// The process runs.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers.
pub async fn ready(State(app): State<Shared>) -> Result<&'static str, Problem> {
    let unavailable = || Problem::of_status(axum::http::StatusCode::SERVICE_UNAVAILABLE);
    if *app.ending.borrow() {
        return Err(unavailable());
    }
    app.store.head().await.map_err(|error| {
        tracing::error!(%error, "the database does not answer");
        unavailable()
    })?;
    Ok("ok\n")
}

/// Counts and times.
pub async fn metrics(State(app): State<Shared>) -> impl IntoResponse {
    let now = Now {
        revision: app.live.world().seq,
        listeners: LISTENERS - app.listeners.available_permits(),
        running: SLOTS - app.slots.available_permits(),
    };
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics.render(&now))
}
