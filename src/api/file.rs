//! Loads files beside the app, from the network or from the copies that the service worker keeps.

use std::cell::Cell;
use std::time::Duration;

use gloo_net::http::{Request, Response};

use super::error::LoadError;
use super::request::{RequestError, send};
use super::retry::with_retries;
use crate::browser::http_cache::RequestCache;
use crate::browser::service_worker;
use crate::browser::timer::{Timeout, sleep, with_timeout};

/// How long the network may take to answer before the offline copy is asked for.
const LATE: Duration = Duration::from_secs(2);
/// What asks the service worker for its copy of a file; `public/sw.js` has the same.
const COPY: &str = "offline-copy";

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
        let response = request(url, cache.get()).await.map_err(failed)?;
        match response.status() {
            200..300 => read(response).await.map_err(failed),
            status if is_server_failure(status) => Err(LoadError::ServerFailed(url.to_owned(), status)),
            status => Err(missing(status)),
        }
    };
    with_retries(attempt, sleep).await
}

/// Requests a file. Where the network fails or is late, or a captive portal answers with a page of its own, returns the
/// offline copy, if there is one.
async fn request(url: &str, cache: RequestCache) -> Result<Response, RequestError> {
    let network = Box::pin(send(Request::get(url).cache(cache), None));
    if !service_worker::is_in_control() {
        return network.await;
    }
    match with_timeout(network, LATE).await {
        Timeout::Done(Ok(response))
            if is_usable(response.status(), response.headers().get("content-type").as_deref()) =>
        {
            Ok(response)
        }
        Timeout::Done(result) => offline_copy(url).await.map_or(result, Ok),
        Timeout::Pending(network) => match offline_copy(url).await {
            Some(copy) => Ok(copy),
            None => network.await,
        },
    }
}

/// Returns the copy that the service worker keeps.
async fn offline_copy(url: &str) -> Option<Response> {
    let copy = send(Request::get(&format!("{url}?{COPY}")), None).await.ok()?;
    (copy.status() == 200).then_some(copy)
}

/// Returns whether a response comes from the host itself, and is no failure.
fn is_usable(status: u16, media_type: Option<&str>) -> bool {
    !is_server_failure(status) && !media_type.is_some_and(|media_type| media_type.starts_with("text/html"))
}

/// Returns whether a status reports that the host fails, not that the file is missing.
const fn is_server_failure(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_failures_are_no_data() {
        let [page, json] = ["text/html; charset=utf-8", "application/json"].map(Some);
        assert!(is_usable(200, json) && is_usable(200, None));
        // A missing file is an answer, and no reason to show an old one.
        assert!(is_usable(404, json));
        assert!(!is_usable(200, page) && !is_usable(503, json));
    }

    #[test]
    fn copy_is_asked_for_as_the_service_worker_expects() {
        let worker = include_str!("../../public/sw.js");
        assert!(worker.contains(&format!("const COPY = \"{COPY}\";")));
    }

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
