//! The outermost middleware: request id and client, log line, problem documents, common headers.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Response, header};
use axum::middleware::Next;
use rand::Rng;
use tracing::Instrument;

use super::api_version::{VERSION, VERSION_HEADER};
use super::security_headers::security_headers;
use crate::error::ApiError;
use crate::hex;
use crate::metrics;
use crate::state::SharedState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Runs a request, logs it, and adds the common headers to its response.
pub async fn request_context(State(app): State<SharedState>, mut request: Request, next: Next) -> Response<Body> {
    let start = Instant::now();
    let id = request_id();
    let https = app.is_https(request.headers()).unwrap_or(false);
    let method = metrics::known_method(request.method().as_str());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    let client = app.client(request.headers(), peer.unwrap_or((Ipv4Addr::UNSPECIFIED, 0).into()));
    request.extensions_mut().insert(client);
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
    // Every line logged while the request runs carries its id, whatever level is chosen.
    let span = tracing::error_span!("request", id);
    let response = next.run(request).instrument(span.clone()).await;
    let mut response = render_problem(response, &id);
    let status = response.status();
    let seconds = start.elapsed().as_secs_f64();
    // Logs the route instead of the address, which can contain ids.
    span.in_scope(|| tracing::info!(method, route, status = status.as_u16(), seconds, "request"));
    app.metrics.observe(method, &route, status.as_u16(), seconds);
    let headers = response.headers_mut();
    headers.insert(VERSION_HEADER, VERSION);
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    security_headers(headers, https);
    response
}

/// Turns every error response into a problem document.
fn render_problem(mut response: Response<Body>, request_id: &str) -> Response<Body> {
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        return error.render(request_id);
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let mut error = ApiError::from_status(status);
    for name in [header::ALLOW, header::CONTENT_RANGE] {
        if let Some(value) = response.headers().get(&name) {
            error = error.with_header(name, value.clone());
        }
    }
    error.render(request_id)
}

/// Returns a new id. An id sent by the client is ignored, so that clients cannot write to the log.
fn request_id() -> String {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(&bytes)
}
