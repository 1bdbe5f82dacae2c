//! Loads files beside the app.

use gloo_net::http::{Request, Response};

use super::error::LoadError;
use super::request::{RequestError, send};
use super::retry::with_retries;
use crate::browser::timer::sleep;

/// Loads a file and reads it while it arrives, with retries.
///
/// # Errors
/// `missing` makes the error of a file that is not there from the HTTP status.
pub async fn load<T>(
    url: &str,
    missing: impl Fn(u16) -> LoadError,
    read: impl AsyncFn(Response) -> Result<T, RequestError>,
) -> Result<T, LoadError> {
    let attempt = async || {
        let response = send(Request::get(url), None).await.map_err(|error| LoadError::of(error, url))?;
        match response.status() {
            200..300 => read(response).await.map_err(|error| LoadError::of(error, url)),
            status if is_server_failure(status) => Err(LoadError::ServerFailed(url.to_owned(), status)),
            status => Err(missing(status)),
        }
    };
    with_retries(attempt, sleep).await
}

/// Returns whether a status reports that the host fails, not that the file is missing.
const fn is_server_failure(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gateway_errors_are_failures_of_the_server() {
        for status in [408, 429, 500, 502, 503, 504] {
            assert!(is_server_failure(status), "{status}");
        }
        for status in [301, 401, 403, 404, 410] {
            assert!(!is_server_failure(status), "{status}");
        }
    }
}
