//! Sends HTTP requests with time limits: until the response begins, and between the pieces of its body.

use std::time::Duration;

use gloo_net::http::{RequestBuilder, Response};

use crate::browser::abort::Abort;
use crate::browser::body::{BodyError, Chunks, STALL_LIMIT};
use crate::browser::timer::{Timeout, with_timeout};

/// How long a response may take to begin.
const TIMEOUT: Duration = STALL_LIMIT;

/// Why a request has no complete response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// No response.
    Network,
    /// The response did not begin, or did not continue, in time.
    TimedOut,
    /// The connection broke during the response.
    Interrupted,
}

impl From<BodyError> for RequestError {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::Interrupted => Self::Interrupted,
            BodyError::Stalled => Self::TimedOut,
        }
    }
}

/// Sends a request, with a body of JSON where there is one, and returns the response as soon as it begins, whatever its
/// status.
///
/// # Errors
/// Where no response begins in time.
pub async fn send(request: RequestBuilder, body: Option<String>) -> Result<Response, RequestError> {
    let abort = Abort::default();
    let request = request.abort_signal(abort.signal());
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    };
    let request = request.map_err(|_| RequestError::Network)?;
    match with_timeout(Box::pin(request.send()), TIMEOUT).await {
        Timeout::Done(response) => response.map_err(|_| RequestError::Network),
        Timeout::Pending(_) => {
            abort.abort();
            Err(RequestError::TimedOut)
        }
    }
}

/// Reads the body of a response as UTF-8, without a byte order mark.
///
/// # Errors
/// Where the connection breaks or stalls.
pub async fn text(response: &Response) -> Result<String, RequestError> {
    let mut bytes = Vec::new();
    let chunks = Chunks::of(response.body());
    while let Some(chunk) = chunks.next().await? {
        let start = bytes.len();
        bytes.resize(start + chunk.byte_count(), 0);
        chunk.copy_to(&mut bytes[start..]);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
