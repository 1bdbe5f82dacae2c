//! Fault proxy: stands between a client and an HTTP server on this machine and injects network faults.
//!
//! Faults are chosen by a part of the request's path and query, and can be switched while clients are connected. The
//! rule that was set last and whose part occurs in the path applies; the part `""` occurs in every path.
//!
//! ```no_run
//! use std::time::Duration;
//! use fault_proxy::{Fault, FaultProxy};
//!
//! # fn main() -> std::io::Result<()> {
//! let proxy = FaultProxy::start("127.0.0.1:8080")?;
//! // Clients use proxy.address() instead of the server's.
//! proxy.set("", Fault::Latency(Duration::from_millis(400)));
//! proxy.set("/api/v1/dataset", Fault::StallAfter(20_000));
//! proxy.clear("/api/v1/dataset");
//! proxy.set("/events", Fault::Buffered);
//! proxy.disconnect("/events");
//! proxy.clear_all();
//! # Ok(())
//! # }
//! ```
//!
//! - A fault applies to new requests. `CutAfter`, `EndAfter`, `StallAfter` and `Buffered` also apply to open responses,
//!   from the next bytes that the server sends: that is how an event stream goes silent.
//! - A response that has stalled never goes on, also when its rule is cleared: packets lost by a NAT do not come back.
//! - Counts are bytes of the response body. The request then goes to the server without `Accept-Encoding` and
//!   `If-None-Match`, so that there is a body and they are bytes of its text. A shorter body is passed on whole.
//! - Each request has a connection of its own to client and server. `Host` and all other headers stay as they are; the
//!   server is asked in HTTP/1.0, as nginx does by default.
//! - If the server is not there, the client's connection is closed without a response.

mod fault;
mod message;
mod relay;
#[cfg(test)]
mod tests;

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

pub use fault::{Answer, Fault};

/// A running proxy. When dropped, it closes its connections and its port.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the proxy and its connections share.
#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    stopped: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    /// Part of a path, and its fault; the last rule that matches applies.
    rules: Vec<(String, Fault)>,
    /// Paths of all requests, in order of arrival.
    requests: Vec<String>,
    /// Number and path of each open request, with its client.
    open: Vec<(u64, String, TcpStream)>,
}

impl FaultProxy {
    /// Starts a proxy on a free port of the loopback address, for a server such as `127.0.0.1:8080`.
    ///
    /// # Errors
    ///
    /// Fails if no port can be opened.
    pub fn start(server: impl Into<String>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let (accepting, server) = (Arc::clone(&shared), server.into());
        thread::spawn(move || accept(&listener, &server, &accepting));
        Ok(Self { address, shared })
    }

    /// The address that clients connect to.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Injects a fault into requests whose path and query contain `part`. Replaces an earlier fault for the same part.
    pub fn set(&self, part: &str, fault: Fault) {
        let mut state = self.shared.state();
        state.rules.retain(|(own, _)| own != part);
        state.rules.push((part.to_owned(), fault));
    }

    /// Ends the fault for a part of a path.
    pub fn clear(&self, part: &str) {
        self.shared.state().rules.retain(|(own, _)| own != part);
    }

    /// Ends all faults.
    pub fn clear_all(&self) {
        self.shared.state().rules.clear();
    }

    /// Closes the connections of open requests whose path contains `part`, at once.
    pub fn disconnect(&self, part: &str) {
        for (_, path, client) in &self.shared.state().open {
            if path.contains(part) {
                // It may be closed already.
                let _ = client.shutdown(Shutdown::Both);
            }
        }
    }

    /// The number of requests so far whose path contains `part`, those with a fault included.
    #[must_use]
    pub fn requests(&self, part: &str) -> usize {
        self.shared.state().requests.iter().filter(|path| path.contains(part)).count()
    }

    /// The number of requests whose path contains `part` that are open now.
    #[must_use]
    pub fn open_requests(&self, part: &str) -> usize {
        self.shared.state().open.iter().filter(|(_, path, _)| path.contains(part)).count()
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        self.disconnect("");
        // Wakes the thread that accepts connections.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fault of a path at this moment.
    fn fault(&self, path: &str) -> Option<Fault> {
        let state = self.state();
        state.rules.iter().rev().find(|(part, _)| path.contains(part)).map(|(_, fault)| fault.clone())
    }
}

fn accept(listener: &TcpListener, server: &str, shared: &Arc<Shared>) {
    for (number, client) in (0..).zip(listener.incoming()) {
        if shared.stopped.load(Ordering::Relaxed) {
            return;
        }
        // An error here is a client that is gone already.
        let Ok(client) = client else { continue };
        let (server, shared) = (server.to_owned(), Arc::clone(shared));
        thread::spawn(move || {
            // An error means that the client or the server is gone.
            let _ = relay::serve(number, &client, &server, &shared);
            let _ = client.shutdown(Shutdown::Both);
            shared.state().open.retain(|(own, ..)| *own != number);
        });
    }
}
