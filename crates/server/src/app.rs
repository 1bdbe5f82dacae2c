//! The state that every request shares, and the router.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderMap;
use tokio::sync::{Semaphore, watch};

use crate::auth::oidc::Provider;
use crate::auth::sessions::Sessions;
use crate::auth::throttle::Throttle;
use crate::live::Live;
use crate::metrics::Metrics;
use crate::routes;
use crate::site::Site;
use crate::store::Store;

/// The state, as handlers get it.
pub type Shared = Arc<App>;

/// What of the configuration requests depend on.
#[derive(Debug, Default)]
pub struct Config {
    /// Whether there are demo accounts.
    pub demo: bool,
    /// How people reach the server.
    pub public_url: Option<String>,
    /// Whether a proxy says who asks, and how.
    pub trust_proxy: bool,
}

/// The state that every request shares.
pub struct App {
    /// What was configured.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// The data in memory.
    pub live: Live,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Where people sign in who have no password here.
    pub oidc: Option<Provider>,
    /// Who tried too often.
    pub throttle: Throttle,
    /// The built app.
    pub site: Option<Site>,
    /// What is counted.
    pub metrics: Metrics,
    /// How many requests may run at once.
    pub slots: Semaphore,
    /// How many may listen to changes at once.
    pub listeners: Arc<Semaphore>,
    /// True once the server is to end.
    pub ending: watch::Sender<bool>,
}

/// Requests that run at once; more are turned away.
pub const SLOTS: usize = 1024;
/// Streams of changes that are open at once.
pub const LISTENERS: usize = 4096;

impl App {
    /// Whether a request came through HTTPS.
    pub fn is_https(&self, headers: &HeaderMap) -> bool {
        let public = self.config.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
        let forwarded = || headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
        public || self.config.trust_proxy && forwarded()
    }

    /// Takes in what has changed, here or in another process.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn catch_up(&self) -> sqlx::Result<()> {
        self.sessions.forget_accounts(&self.live.refresh().await?);
        Ok(())
    }

    /// The address of whoever asks: the last that a trusted proxy adds.
    pub fn client(&self, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
        let forwarded = || {
            let chain = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            chain.rsplit(',').next()?.trim().parse().ok()
        };
        self.config.trust_proxy.then(forwarded).flatten().unwrap_or_else(|| peer.ip())
    }
}

/// Everything that can be asked.
pub fn app(state: Shared) -> Router {
    routes::router(&state).with_state(state)
}
