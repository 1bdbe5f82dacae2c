//! API errors as RFC 9457 problem documents.
//!
//! A handler returns an [`ApiError`]; the outermost middleware renders it with the id of the request. It renders every
//! other error response the same way, so that no internal text is exposed.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::store::Failure;

/// An error response.
#[derive(Clone, Debug)]
pub struct ApiError {
    pub status: StatusCode,
    /// Identifies the kind of problem; never changes.
    pub code: &'static str,
    /// What happened, in English.
    pub detail: String,
    /// A JSON pointer to the offending field.
    pub pointer: Option<String>,
    /// The current state of the resource, if that is the reason.
    pub current: Option<Box<RawValue>>,
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl ApiError {
    /// Creates an error with a code and a description.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), pointer: None, current: None, headers: Vec::new() }
    }

    /// 400 with a code.
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 404, also for resources that the session may not see: both responses are equal.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
    }

    /// 401: no session, or an expired one.
    pub fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", "Sign in first: there is no session, or it has ended.")
    }

    /// 422 for a field.
    pub fn invalid_field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut error = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field", detail);
        error.pointer = Some(pointer.into());
        error
    }

    /// 503: the server has no capacity left for this client. `after` is when it probably has.
    pub fn overloaded(after: Duration) -> Self {
        let detail = "The server has too much to do for you or for others now: try again in a moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", detail).with_retry_after(after)
    }

    /// 500. The cause is logged and not sent.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong in the server.")
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Adds `Retry-After`, in whole seconds.
    #[must_use]
    pub fn with_retry_after(self, after: Duration) -> Self {
        let seconds = after.as_secs() + u64::from(after.subsec_nanos() > 0);
        self.with_header(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)))
    }

    /// Returns the generic error of a status.
    pub fn from_status(status: StatusCode) -> Self {
        let (code, detail) = match status {
            StatusCode::NOT_FOUND => return Self::not_found(),
            StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", "This address does not take this method."),
            StatusCode::REQUEST_TIMEOUT => ("timeout", "The request took too long."),
            StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "The request is larger than what is taken."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported-media-type", "Expected application/json."),
            StatusCode::SERVICE_UNAVAILABLE => ("unavailable", "The server cannot answer now; try again."),
            status if status.is_server_error() => ("internal", "Something went wrong in the server."),
            _ => ("bad-request", "The request is not what is expected."),
        };
        Self::new(status, code, detail)
    }

    /// Renders the problem document.
    pub fn render(self, request_id: &str) -> Response<Body> {
        let document = ProblemDocument {
            kind: format!("urn:mci-engagements:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Error"),
            status: self.status.as_u16(),
            detail: &self.detail,
            code: self.code,
            pointer: self.pointer.as_deref(),
            request_id,
            current: self.current.as_deref(),
        };
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        let media_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// A problem document (RFC 9457).
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct ProblemDocument<'a> {
    /// Identifies the kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// The meaning of the status.
    title: &'static str,
    /// The status of the response.
    status: u16,
    /// What happened, in English.
    detail: &'a str,
    /// Identifies the kind of problem; never changes.
    code: &'static str,
    /// A JSON pointer to the offending field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    /// The id of the request, which the log of the server contains as well.
    request_id: &'a str,
    /// The current state of the resource, if that is the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    current: Option<&'a RawValue>,
}

impl IntoResponse for ApiError {
    /// Attaches the error to an empty response, which the outermost middleware renders.
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        let failure = Failure::of(&error);
        if failure == Failure::Other {
            return Self::internal(error);
        }
        if failure == Failure::Busy {
            tracing::warn!(%error, "a request waited too long for the database");
        } else {
            tracing::error!(%error, failure = failure.as_str(), "the database failed");
        }
        Self::from(failure)
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        let retry_after = |seconds: u32| (header::RETRY_AFTER, HeaderValue::from(seconds));
        let (status, code, detail, headers) = match failure {
            Failure::Full => {
                let detail = "The server has no room to store this, and nothing was changed. Reading works. Try again \
                              later, or tell the operator.";
                (StatusCode::INSUFFICIENT_STORAGE, "storage-full", detail, vec![retry_after(60)])
            }
            Failure::Busy => {
                let detail = "Others are writing. Nothing was changed; try again in a moment.";
                (StatusCode::SERVICE_UNAVAILABLE, "busy", detail, vec![retry_after(2)])
            }
            Failure::Unavailable => {
                let detail = "The database does not answer. Try again in a moment.";
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail, vec![retry_after(5)])
            }
            Failure::ReadOnly => {
                let detail = "The server cannot write to its database now, and nothing was changed. Reading works.";
                (StatusCode::SERVICE_UNAVAILABLE, "read-only", detail, vec![retry_after(60)])
            }
            Failure::Damaged => {
                let detail = "The stored data are damaged. The operator finds the place in the log.";
                (StatusCode::INTERNAL_SERVER_ERROR, "damaged", detail, vec![])
            }
            Failure::Other => {
                let detail = "Something went wrong in the server.";
                (StatusCode::INTERNAL_SERVER_ERROR, "internal", detail, vec![])
            }
        };
        let mut error = Self::new(status, code, detail);
        error.headers = headers;
        error
    }
}

impl From<serde_json::Error> for ApiError {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
