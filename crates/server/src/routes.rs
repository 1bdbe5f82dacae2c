//! Everything that can be asked, on one screen.

mod claims;
mod customers;
mod dataset;
mod engagements;
mod events;
mod health;
mod locations;
mod oidc;
mod openapi;
mod payee;
mod programme;
mod session;
mod sign_in;

use std::any::Any;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{delete, get, put};
use axum::{Router, extract::Request};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::Shared;
use crate::auth::origin;
use crate::error::Problem;
use crate::http::{body, context};

pub use openapi::document;

/// How long an answer may take to begin; a stream of changes begins at once.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The table of routes, and what is around each.
pub fn router(state: &Shared) -> Router<Shared> {
    let api = Router::new()
        .route("/sign-in", get(sign_in::get))
        .route("/session", get(session::get).post(session::post).delete(session::delete))
        .route("/sessions", delete(session::delete_all))
        .route("/oidc/start", get(oidc::start))
        .route("/oidc/callback", get(oidc::callback))
        .route("/dataset", get(dataset::get))
        .route("/areas", get(programme::areas))
        .route("/roles", get(programme::roles))
        .route("/markets", get(programme::markets))
        .route("/credentials", get(programme::credentials))
        .route("/criteria", get(programme::criteria))
        .route("/engagements", get(engagements::list))
        .route("/engagements/{id}", get(engagements::one))
        .route("/locations", get(locations::list))
        .route("/locations/{id}", get(locations::one))
        .route("/locations/{id}/payee/{profile}", put(payee::submit))
        .route("/customers", get(customers::list))
        .route("/customers/{id}", get(customers::one))
        .route("/claims", get(claims::list))
        .route("/claims/{id}", get(claims::one))
        .route("/events", get(events::get))
        .route("/openapi.json", get(openapi::get))
        .route("/docs", get(openapi::page))
        .route("/docs/{file}", get(openapi::file))
        .fallback(|| async { Problem::not_found() })
        .layer(from_fn_with_state(state.clone(), context::be_as_new))
        .layer(from_fn_with_state(state.clone(), origin::check))
        .layer(from_fn(context::check_version));
    Router::new()
        .nest("/api/v1", api)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(site)
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(body::MOST_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(panicked))
        // Outermost: whatever comes from within is completed here.
        .layer(from_fn_with_state(state.clone(), context::around))
}

/// Whatever is not the API is the app, where it is served.
async fn site(State(app): State<Shared>, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    let Some(site) = app.site.clone().filter(|_| !head.uri.path().starts_with("/api/")) else {
        return Problem::not_found().into_response();
    };
    let answer = tokio::task::spawn_blocking(move || site.answer(&head)).await;
    answer.unwrap_or_else(|error| Problem::internal(error).into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "this is how a panic is handed over")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(message.unwrap_or("panicked")).into_response()
}
