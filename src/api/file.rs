//! Loads files beside the app.

use std::cell::Cell;

use gloo_net::http::{Request, Response};

use super::error::LoadError;
use super::request::{RequestError, send};
use super::retry::with_retries;
use crate::browser::http_cache::RequestCache;
use crate::browser::timer::sleep;

/// Loads a file and reads it while it arrives, with retries. After a response that stalled, the next request passes by
/// the HTTP cache: there it would wait for the same bytes, which another request of the browser may still wait for.
///
/// # Errors
/// `missing` makes the error of a file that is not there from the HTTP status.
pub async fn load<T>(
    url: &str,
    cache: RequestCache,
    missing: impl Fn(u16) -> LoadError,
    read: impl AsyncFn(Response) -> Result<T, RequestError>,
) -> Result<T, LoadError> {
    let cache = Cell::new(cache);
    let failed = |error| {
        if error == RequestError::TimedOut {
            cache.set(RequestCache::Reload);
        }
        LoadError::of(error, url)
    };
    let attempt = async || {
        let response = send(Request::get(url).cache(cache.get()), None).await.map_err(failed)?;
        match response.status() {
            200..300 => read(response).await.map_err(failed),
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
