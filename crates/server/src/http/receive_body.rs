//! Middleware that receives the whole body of a request before the request runs.
//!
//! A slow client holds only a permit for receiving, not one for running.

use std::time::Duration;

use axum::Extension;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::json_body::interrupted;
use super::pools::RETRY_AFTER;
use crate::client::Client;
use crate::error::ApiError;
use crate::limits::Share;
use crate::state::SharedState;

/// The maximum size of a request body.
pub const MAX_BYTES: usize = 1 << 20;
/// What a body may take without a second permit, of which there are few. The API needs about 2 kB.
const SMALL: usize = 64 << 10;
/// Time limit for receiving a body.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Time at the start of a body in which it may be slow.
const GRACE: Duration = Duration::from_secs(5);
/// The least rate afterwards, in bytes per second.
const MIN_RATE: u32 = 1000;

/// Receives the body of a request, then runs it.
pub async fn receive_body(
    State(app): State<SharedState>,
    Extension(client): Extension<Client>,
    request: Request,
    next: Next,
) -> Result<Response<Body>, ApiError> {
    if request.body().is_end_stream() {
        return Ok(next.run(request).await);
    }
    let Some(permit) = app.capacity.bodies.enter(Some(client)) else {
        return Err(app.overloaded("bodies", client, RETRY_AFTER));
    };
    let (head, body) = request.into_parts();
    let large = || {
        let permit = app.capacity.large_bodies.enter(Some(client));
        permit.ok_or_else(|| app.overloaded("large-bodies", client, RETRY_AFTER))
    };
    let body = received(body, large).await?;
    drop(permit);
    Ok(next.run(Request::from_parts(head, Body::from(body))).await)
}

async fn received(body: Body, permit_large: impl Fn() -> Result<Share, ApiError>) -> Result<Bytes, ApiError> {
    let too_large = || ApiError::from_status(StatusCode::PAYLOAD_TOO_LARGE);
    if body.size_hint().lower() > MAX_BYTES as u64 {
        return Err(too_large());
    }
    let start = Instant::now();
    let mut received = BytesMut::new();
    let mut large = None;
    let mut pieces = body.into_data_stream();
    loop {
        let piece = timeout_at(start + deadline(received.len()), pieces.next()).await;
        match piece.map_err(|_| ApiError::from_status(StatusCode::REQUEST_TIMEOUT))? {
            None => return Ok(received.freeze()),
            Some(Err(_)) => return Err(interrupted()),
            Some(Ok(piece)) if received.len() + piece.len() > MAX_BYTES => return Err(too_large()),
            Some(Ok(piece)) => {
                if large.is_none() && received.len() + piece.len() > SMALL {
                    large = Some(permit_large()?);
                }
                received.extend_from_slice(&piece);
            }
        }
    }
}

/// Returns how long after the start the next piece may arrive.
fn deadline(received: usize) -> Duration {
    let earned = Duration::from_secs(1) * u32::try_from(received).unwrap_or(u32::MAX) / MIN_RATE;
    TIMEOUT.min(GRACE + earned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Capacity, Shares};
    use futures_util::stream;

    fn permit() -> Result<Share, ApiError> {
        let permit = Shares::new(Capacity { total: 1, host: 1, site: 1 }).enter(None);
        permit.ok_or_else(|| ApiError::overloaded(RETRY_AFTER))
    }

    /// Receives pieces, each after a pause.
    async fn receive(pieces: &'static [(u64, usize)]) -> (Result<usize, u16>, Duration) {
        let body = stream::iter(pieces).then(|(pause, size)| async move {
            tokio::time::sleep(Duration::from_millis(*pause)).await;
            Ok::<_, std::io::Error>(vec![b' '; *size])
        });
        let start = Instant::now();
        let received = received(Body::from_stream(body), permit).await;
        (received.map(|body| body.len()).map_err(|error| error.status.as_u16()), start.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn slow_bodies_end() {
        let seconds = Duration::from_secs;
        assert_eq!(receive(&[(4900, 1), (0, 100)]).await.0, Ok(101));
        let (result, time) = receive(&[(0, 1), (60_000, 1)]).await;
        assert!(result == Err(408) && time < seconds(6), "one byte");
        let (result, time) = receive(&[(0, 1), (4000, 1), (4000, 1), (4000, 1)]).await;
        assert!(result == Err(408) && time < seconds(6), "a byte now and then: {time:?}");
        assert_eq!(receive(&[(0, 3000), (4000, 3000), (4000, 3000)]).await.0, Ok(9000), "fast enough");
        let (result, time) = receive(&[(0, 60_000), (9000, 1), (2000, 1)]).await;
        assert!(result == Err(408) && time < seconds(11), "10 seconds in all: {time:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn large_bodies_end() {
        assert_eq!(receive(&[(0, MAX_BYTES)]).await.0, Ok(MAX_BYTES));
        assert_eq!(receive(&[(0, MAX_BYTES), (0, 1), (60_000, 1)]).await.0, Err(413));
        let known = Body::from(vec![0; MAX_BYTES + 1]);
        assert_eq!(received(known, permit).await.unwrap_err().status, StatusCode::PAYLOAD_TOO_LARGE);
        let small = received(Body::from(vec![0; SMALL]), || Err(ApiError::overloaded(RETRY_AFTER))).await;
        assert!(small.is_ok(), "needs no permit");
        let large = received(Body::from(vec![0; SMALL + 1]), || Err(ApiError::overloaded(RETRY_AFTER))).await;
        assert_eq!(large.unwrap_err().code, "overloaded");
    }
}
