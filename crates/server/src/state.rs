//! The state shared by all requests.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::HeaderMap;
use site::Site;
use tokio::sync::{Semaphore, watch};

use crate::auth::login_rate_limit::LoginRateLimit;
use crate::auth::oidc::Provider;
use crate::auth::sessions::Sessions;
use crate::metrics::Metrics;
use crate::security::SecurityLog;
use crate::snapshot::SnapshotCache;
use crate::store::Store;

/// The state as handlers receive it.
pub type SharedState = Arc<AppState>;

/// The configuration that requests depend on.
#[derive(Debug, Default)]
pub struct Settings {
    /// Whether demo accounts may sign in.
    pub demo: bool,
    /// The public origin of the server.
    pub public_url: Option<String>,
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
    /// Permits for concurrent requests.
    pub request_permits: Semaphore,
    /// Permits for concurrent event streams.
    pub stream_permits: Arc<Semaphore>,
    /// Becomes true when the server shuts down.
    pub shutdown: watch::Sender<bool>,
}

/// Concurrent requests; more are rejected.
pub const MAX_REQUESTS: usize = 1024;
/// Concurrent event streams.
pub const MAX_STREAMS: usize = 4096;

impl AppState {
    /// Returns the security log.
    pub fn security(&self) -> &SecurityLog {
        self.store.security()
    }

    /// Returns whether the client uses HTTPS.
    pub fn is_https(&self, headers: &HeaderMap) -> bool {
        let public = self.settings.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
        let forwarded = || headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
        public || self.settings.trust_proxy && forwarded()
    }

    /// Loads what has changed, here or in another process.
    pub async fn refresh(&self) -> sqlx::Result<()> {
        self.sessions.invalidate_accounts(&self.snapshots.refresh().await?);
        Ok(())
    }

    /// Returns the address of the client: the last one in the header of a trusted proxy, or the peer address.
    pub fn client_address(&self, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
        let forwarded = || {
            let chain = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            chain.rsplit(',').next()?.trim().parse().ok()
        };
        self.settings.trust_proxy.then(forwarded).flatten().unwrap_or_else(|| peer.ip())
    }
}
