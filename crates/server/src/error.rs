//! What goes wrong, as RFC 9457 problem documents.
//!
//! A handler answers with a [`Problem`]; [`crate::http::context`] writes it, with the id of the request, and makes one
//! of every other answer that is an error, so that no other text gets out.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;
use serde_json::value::RawValue;

/// An error as it is answered.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// Names the kind of problem; never changes.
    pub code: &'static str,
    /// What happened here, in English.
    pub detail: String,
    /// A JSON pointer to the offending field.
    pub pointer: Option<String>,
    /// The resource as it is now, where that is why.
    pub current: Option<Box<RawValue>>,
    /// Headers that belong to it.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem with its code and what happened.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), pointer: None, current: None, headers: Vec::new() }
    }

    /// The request is not what is expected.
    pub fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// There is nothing here, or nothing that the session may see: both look the same.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
    }

    /// No session, or one that has ended.
    pub fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not-signed-in", "Sign in first: there is no session, or it has ended.")
    }

    /// A field that is not what is expected.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field", detail);
        problem.pointer = Some(pointer.into());
        problem
    }

    /// Something that is not the client's fault. What is told stays in the log.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Something went wrong in the server.")
    }

    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// What an answer without a problem document means by its status.
    pub fn of_status(status: StatusCode) -> Self {
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

    /// The answer.
    pub fn render(self, request_id: &str) -> Response<Body> {
        let document = Document {
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

/// The problem document.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct Document<'a> {
    /// Names the kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// What the status means.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// What happened here, in English.
    detail: &'a str,
    /// Names the kind of problem; never changes.
    code: &'static str,
    /// A JSON pointer to the offending field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    /// Names the request; the log of the server has it too.
    request_id: &'a str,
    /// The resource as it is now, where that is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    current: Option<&'a RawValue>,
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => {
                tracing::error!(%error, "the database does not answer");
                Self::of_status(StatusCode::SERVICE_UNAVAILABLE)
            }
            error => Self::internal(error),
        }
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(error)
    }
}
