//! The table of routes and the middleware around them.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::{Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{delete, get, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::error::ApiError;
use crate::http::api_version::check_version;
use crate::http::csrf::reject_cross_origin;
use crate::http::host::check_host;
use crate::http::pools::limit_running;
use crate::http::receive_body::receive_body;
use crate::http::request_context::request_context;
use crate::routes::{
    claims, customers, dataset, engagements, events, health, locations, oidc, openapi, password, payee, programme,
    session, sign_in,
};
use crate::state::SharedState;

/// Timeout until the response head. Event streams send it immediately.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Creates the router of the server.
pub fn router(state: SharedState) -> Router {
    let api = Router::new()
        .route("/sign-in", get(sign_in::get))
        .route("/session", get(session::get).delete(session::delete))
        .route("/sessions", delete(session::delete_all))
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
        .route("/customer-verdicts", get(customers::verdicts))
        .route("/claims", get(claims::list))
        .route("/claims/{id}", get(claims::one))
        .route("/events", get(events::get))
        .route("/openapi.json", get(openapi::get))
        .route("/docs", get(openapi::page))
        .route("/docs/{file}", get(openapi::file))
        .fallback(|| async { ApiError::not_found() })
        .layer(from_fn_with_state(state.clone(), limit_running))
        // Sign-ins have permits of their own: waiting for hashing or for the provider does not count as running.
        .route("/oidc/start", get(oidc::start))
        .route("/oidc/callback", get(oidc::callback))
        .route("/session", post(session::post))
        .route("/password", put(password::put))
        .layer(from_fn_with_state(state.clone(), receive_body))
        .layer(from_fn_with_state(state.clone(), reject_cross_origin))
        .layer(from_fn(check_version));
    Router::new()
        .nest("/api/v1", api)
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(site.layer(from_fn_with_state(state.clone(), limit_running)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(state.clone(), check_host))
        // Outermost, so that it completes the responses of all other middleware.
        .layer(from_fn_with_state(state.clone(), request_context))
        .with_state(state)
}

/// Serves the built app at every address outside the API.
async fn site(State(app): State<SharedState>, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    if head.uri.path().starts_with("/api/") {
        return ApiError::not_found().into_response();
    }
    let Some(site) = &app.site else {
        let detail = "This server has no app, only the API below /api/v1: name the built app with --dist.";
        return ApiError::new(StatusCode::NOT_FOUND, "no-app", detail).into_response();
    };
    site.respond(&head).await.map(Body::new)
}

#[expect(clippy::needless_pass_by_value, reason = "the signature that CatchPanicLayer expects")]
fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let message = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    ApiError::internal(message.unwrap_or("panicked")).into_response()
}
