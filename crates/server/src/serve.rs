//! Sockets: accepts connections until shutdown, then lets running responses finish.

mod listener;
pub mod open_files;
mod progress;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use axum::extract::{ConnectInfo, Request};
use axum::{Router, body::Body};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::client::Client;
use crate::limits::Share;
use crate::security::SecurityEvent;
use crate::state::SharedState;
pub use listener::listen;
use progress::Progress;

/// Timeout for the request head.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// Timeout for running responses after shutdown.
const GRACE: Duration = Duration::from_secs(10);
/// Pause after a failure to accept a connection: possibly some are closed meanwhile.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// Failures to accept connections are logged at most once in this time.
const LOG_INTERVAL: Duration = Duration::from_secs(10);
/// Memory of a connection for data that are received or wait to be sent.
const BUFFER: usize = 64 << 10;

/// Serves until the state shuts down.
pub async fn run(listener: TcpListener, app: Router, state: &SharedState) -> Result<()> {
    let graceful = GracefulShutdown::new();
    let mut shutdown = state.shutdown.subscribe();
    let mut failures = OverloadLog::default();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = shutdown.wait_for(|shutdown| *shutdown) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Behind a proxy all connections come from one address.
                let client = (!state.settings.trust_proxy).then(|| Client::new(peer.ip()));
                let Some(permit) = state.capacity.connections.enter(client) else {
                    state.metrics.connections_rejected.increment();
                    // Not for each: they come in large numbers.
                    if failures.record("connections are rejected: too many are open in all, or from one address", "") {
                        state.security().refused(SecurityEvent::RateLimited("connections"), None, peer.ip());
                    }
                    continue;
                };
                connection(stream, peer, app.clone(), state, permit, &graceful);
            }
            Err(error) => {
                state.metrics.accept_errors.increment();
                failures.record("connections cannot be accepted", &error.to_string());
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    tracing::info!("shutting down");
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some responses did not finish in time");
    }
    Ok(())
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    state: &SharedState,
    permit: Share,
    graceful: &GracefulShutdown,
) {
    // The last packet of a response must not wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let app = app.clone();
        async move {
            let response = app.oneshot(request.map(Body::new)).await;
            Ok::<_, Infallible>(response.unwrap_or_else(|never| match never {}))
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(BUFFER);
    let connection = graceful.watch(builder.serve_connection(TokioIo::new(Progress::new(stream)), service));
    let state = SharedState::clone(state);
    tokio::spawn(async move {
        // Other errors are clients that have disconnected.
        if let Err(error) = connection.await
            && progress::is_stalled(&error)
        {
            state.metrics.connections_stalled.increment();
        }
        drop(permit);
    });
}

/// Logs failures that come in large numbers, at most one line at a time.
#[derive(Default)]
struct OverloadLog {
    last: Option<Instant>,
    unreported: u64,
}

impl OverloadLog {
    /// Returns whether a line was logged.
    fn record(&mut self, message: &'static str, error: &str) -> bool {
        self.unreported += 1;
        let is_due = self.last.is_none_or(|last| last.elapsed() >= LOG_INTERVAL);
        if is_due {
            tracing::warn!(count = self.unreported, error, "{message}");
            (self.last, self.unreported) = (Some(Instant::now()), 0);
        }
        is_due
    }
}

/// Returns a future that ends at SIGTERM or Ctrl+C. Both are handled from now on: a server that is stopped right after
/// its start must end in order.
#[cfg(unix)]
pub fn shutdown_signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let wait = |kind| {
        let signal = signal(kind);
        async move {
            match signal {
                Ok(mut signal) => drop(signal.recv().await),
                Err(_) => std::future::pending().await,
            }
        }
    };
    let (terminated, interrupted) = (wait(SignalKind::terminate()), wait(SignalKind::interrupt()));
    async move {
        tokio::select! {
            () = terminated => {}
            () = interrupted => {}
        }
    }
}

/// Waits for Ctrl+C.
#[cfg(not(unix))]
pub async fn shutdown_signal() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
