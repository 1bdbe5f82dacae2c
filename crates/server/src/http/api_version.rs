//! The version of the API, in requests and responses.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response};
use axum::middleware::Next;

use crate::error::ApiError;

pub const VERSION_HEADER: HeaderName = HeaderName::from_static("x-api-version");
pub const VERSION: HeaderValue = HeaderValue::from_static("1");

/// Rejects clients of another version of the API.
pub async fn check_version(request: Request, next: Next) -> Result<Response<Body>, ApiError> {
    let other = request.headers().get_all(VERSION_HEADER).iter().any(|version| *version != VERSION);
    if other {
        let detail = "This server speaks version 1 of the API; the client asks for another. Reload the app.";
        return Err(ApiError::bad_request("unsupported-version", detail));
    }
    Ok(next.run(request).await)
}
