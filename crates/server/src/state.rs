//! The state shared by all requests.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use site::Site;
use tokio::sync::watch;

use crate::auth::login_rate_limit::LoginRateLimit;
use crate::auth::oidc::Provider;
use crate::auth::password::Hashing;
use crate::auth::sessions::Sessions;
use crate::client::{self, Client};
use crate::error::ApiError;
use crate::limits::{Capacity, Shares, Streams};
use crate::metrics::Metrics;
use crate::origin::Origin;
use crate::security::{SecurityEvent, SecurityLog};
use crate::snapshot::SnapshotCache;
use crate::store::Store;

/// The state as handlers receive it.
pub type SharedState = Arc<AppState>;

/// The configuration that requests depend on.
#[derive(Debug, Default)]
pub struct Settings {
    /// Whether demo accounts may sign in.
    pub demo: bool,
    /// Whether accounts with a password of this server may sign in.
    pub local: bool,
    /// The public origin of the server.
    pub public_url: Option<Origin>,
    /// Whether a proxy sets `X-Forwarded-For` and `X-Forwarded-Proto`.
    pub trust_proxy: bool,
}

/// The state shared by all requests.
pub struct AppState {
    pub settings: Settings,
    pub store: Store,
    pub snapshots: SnapshotCache,
    pub sessions: Sessions,
    /// The identity provider, if one is configured.
    pub oidc: Option<Provider>,
    pub login_rate_limit: LoginRateLimit,
    /// The built app, if it is served.
    pub site: Option<Site>,
    pub metrics: Metrics,
    pub capacity: Pools,
    pub hashing: Hashing,
    /// The open event streams.
    pub streams: Streams,
    /// Becomes true when the server shuts down.
    pub shutdown: watch::Sender<bool>,
}

/// Permits for each kind of work, so that one kind cannot stop another. Health checks and metrics need none.
pub struct Pools {
    /// Open connections.
    pub connections: Shares,
    /// Request bodies that are being received.
    pub bodies: Shares,
    /// Those of them that are large.
    pub large_bodies: Shares,
    /// Sign-ins, most of which wait.
    pub sign_ins: Shares,
    /// Running requests.
    pub requests: Shares,
}

impl Pools {
    /// Creates the pools of a process that can have a number of open connections.
    pub fn new(connections: usize) -> Self {
        let (host, site) = (connections / 4, connections / 2);
        Self {
            connections: Shares::new(Capacity { total: connections, host, site }),
            bodies: Shares::new(Capacity { total: 1024, host: 256, site: 512 }),
            large_bodies: Shares::new(Capacity { total: 16, host: 4, site: 8 }),
            sign_ins: Shares::new(Capacity { total: 1024, host: 256, site: 512 }),
            requests: Shares::new(Capacity { total: 1024, host: 512, site: 768 }),
        }
    }
}

impl AppState {
    /// Returns the security log.
    pub fn security(&self) -> &SecurityLog {
        self.store.security()
    }

    /// Returns the error of a request for which a limit leaves no room, and logs it.
    pub fn overloaded(&self, limit: &'static str, client: Client, after: Duration) -> ApiError {
        self.security().refused(SecurityEvent::RateLimited(limit), None, client.ip);
        ApiError::overloaded(after)
    }

    /// Returns whether the client uses HTTPS; `None` if the header of a trusted proxy is not understood.
    pub fn is_https(&self, headers: &HeaderMap) -> Option<bool> {
        match &self.settings.public_url {
            Some(public) => Some(public.is_https()),
            None if self.settings.trust_proxy => forwarded_https(headers),
            None => Some(false),
        }
    }

    /// Returns the origin that the client has requested.
    pub fn requested_origin(&self, headers: &HeaderMap) -> Result<Origin, ApiError> {
        let https = self.is_https(headers).ok_or_else(|| {
            let detail = "`X-Forwarded-Proto` must be `http` or `https`, from each proxy on the way.";
            ApiError::bad_request("invalid-forwarded-proto", detail)
        })?;
        host(headers).and_then(|host| Origin::of_host(https, host)).ok_or_else(|| {
            let detail =
                "A request needs exactly one `Host`: a name or an address, and a port unless it is the default.";
            ApiError::bad_request("invalid-host", detail)
        })
    }

    /// Returns the origin of the server as the client knows it: the public one, or the requested one.
    pub fn origin(&self, headers: &HeaderMap) -> Result<Origin, ApiError> {
        self.settings.public_url.clone().map_or_else(|| self.requested_origin(headers), Ok)
    }

    /// Loads what has changed, here or in another process.
    pub async fn refresh(&self) -> sqlx::Result<()> {
        self.snapshots.refresh(|accounts| self.sessions.invalidate_accounts(accounts)).await
    }

    /// Returns the client: the last address in the header of a trusted proxy, or the peer address.
    pub fn client(&self, headers: &HeaderMap, peer: SocketAddr) -> Client {
        let forwarded = || client::forwarded(headers.get_all("x-forwarded-for").iter().next_back()?);
        let ip = self.settings.trust_proxy.then(forwarded).flatten();
        Client::new(ip.unwrap_or_else(|| peer.ip()))
    }
}

/// Returns the host of a request; `None` if there is none, or more than one.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    hosts.next().is_none().then_some(host)
}

/// Reads `X-Forwarded-Proto`. Where several proxies have appended to it, the first value is that of the client.
fn forwarded_https(headers: &HeaderMap) -> Option<bool> {
    let mut first = None;
    for line in headers.get_all("x-forwarded-proto") {
        for scheme in line.to_str().ok()?.split(',') {
            let https = match scheme.trim().to_ascii_lowercase().as_str() {
                "https" => true,
                "http" => false,
                _ => return None,
            };
            first = first.or(Some(https));
        }
    }
    Some(first.unwrap_or(false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn reads_the_scheme_that_the_first_proxy_saw() {
        for (lines, expected) in [
            (&["https"][..], Some(true)),
            (&["https, https"], Some(true)),
            (&["https,http"], Some(true)),
            (&["HTTPS"], Some(true)),
            (&["https", "http"], Some(true)),
            (&["http, https"], Some(false)),
            (&[], Some(false)),
            (&["https;x"], None),
            (&["wss"], None),
            (&["https,"], None),
            (&[""], None),
        ] {
            let headers = lines.iter().fold(HeaderMap::new(), |mut headers, line| {
                headers.append("x-forwarded-proto", HeaderValue::from_static(line));
                headers
            });
            assert_eq!(forwarded_https(&headers), expected, "{lines:?}");
        }
    }
}
