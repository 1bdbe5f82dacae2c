//! The metadata and the keys of the identity provider: cached, requested by one task for all who wait, and not
//! requested again for some seconds after a failure.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use openidconnect::{AuthUrl, IssuerUrl, JsonWebKeySet, JsonWebKeySetUrl, TokenUrl, http};
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;

use super::http::ProviderHttp;
use super::{OidcError, Unavailable};

/// What is known about the provider.
#[derive(Debug)]
pub struct Metadata {
    /// When it was requested.
    pub requested: Instant,
    pub authorization_endpoint: AuthUrl,
    pub token_endpoint: TokenUrl,
    /// The algorithms that may sign ID tokens.
    pub algorithms: Vec<CoreJwsSigningAlgorithm>,
    pub keys: JsonWebKeySet<CoreJsonWebKey>,
}

/// The metadata of a provider, cached.
#[derive(Debug)]
pub struct MetadataCache {
    issuer: IssuerUrl,
    http: ProviderHttp,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    known: Option<Arc<Metadata>>,
    /// Closed when the running request ends.
    running: Option<watch::Receiver<()>>,
    failed: Option<(Instant, String)>,
    /// When a token with an unknown key last caused a request.
    unknown_key: Option<Instant>,
}

/// Cache TTL.
const TTL: Duration = Duration::from_mins(10);
/// The minimum time between two requests because of unknown keys.
const MIN_PAUSE: Duration = Duration::from_secs(5);
/// After a failure the provider is not asked again for this long.
const FAILURE_TTL: Duration = Duration::from_secs(5);
/// How long a sign-in waits for a running request.
const MAX_WAIT: Duration = Duration::from_secs(5);
/// Time limit of a request of metadata and keys.
const TIMEOUT: Duration = Duration::from_secs(12);

impl MetadataCache {
    /// Creates an empty cache.
    pub fn new(issuer: IssuerUrl, http: ProviderHttp) -> Self {
        Self { issuer, http, state: Arc::default() }
    }

    /// Returns the metadata, requested at most [`TTL`] ago.
    pub async fn get(&self) -> Result<Arc<Metadata>, OidcError> {
        self.requested_after(None).await
    }

    /// Returns metadata that were requested later, because a token is signed with a key that these do not contain.
    /// Returns the same ones if this happened less than [`MIN_PAUSE`] ago.
    pub async fn newer_than(&self, known: Arc<Metadata>) -> Result<Arc<Metadata>, OidcError> {
        {
            let mut state = lock(&self.state);
            let is_newest = state.known.as_ref().is_some_and(|newest| newest.requested <= known.requested);
            if is_newest {
                if state.unknown_key.is_some_and(|since| since.elapsed() < MIN_PAUSE) {
                    return Ok(known);
                }
                state.unknown_key = Some(Instant::now());
            }
        }
        self.requested_after(Some(known.requested)).await
    }

    /// Records that the provider does not answer.
    pub fn record_failure(&self, reason: String) {
        lock(&self.state).failed = Some((Instant::now(), reason));
    }

    async fn requested_after(&self, before: Option<Instant>) -> Result<Arc<Metadata>, OidcError> {
        let mut waited = false;
        loop {
            let mut running = {
                let mut state = lock(&self.state);
                if let Some((_, reason)) = state.failed.as_ref().filter(|(since, _)| since.elapsed() < FAILURE_TTL) {
                    return Err(Unavailable(reason.clone()).into());
                }
                let is_fresh = |known: &&Arc<Metadata>| {
                    known.requested.elapsed() < TTL && before.is_none_or(|before| known.requested > before)
                };
                if let Some(known) = state.known.as_ref().filter(is_fresh) {
                    return Ok(Arc::clone(known));
                }
                // A closed channel without a result is that of a task that panicked.
                match state.running.clone().filter(|running| running.has_changed().is_ok()) {
                    Some(running) => running,
                    None if waited => return Err(Unavailable("the request did not end".to_owned()).into()),
                    None => self.request(&mut state),
                }
            };
            waited = true;
            // The request goes on: the next sign-in may find its result.
            if tokio::time::timeout(MAX_WAIT, running.changed()).await.is_err() {
                return Err(Unavailable(format!("no metadata within {} s", MAX_WAIT.as_secs())).into());
            }
        }
    }

    /// Starts a request. It does not end with the client that caused it, because others wait for it.
    fn request(&self, state: &mut State) -> watch::Receiver<()> {
        let (sender, receiver) = watch::channel(());
        state.running = Some(receiver.clone());
        let (issuer, http, state) = (self.issuer.clone(), self.http.clone(), Arc::clone(&self.state));
        tokio::spawn(async move {
            let found = tokio::time::timeout(TIMEOUT, discover(&issuer, &http)).await;
            let found = found.unwrap_or_else(|_| Err(anyhow::anyhow!("no metadata within {} s", TIMEOUT.as_secs())));
            let mut state = lock(&state);
            match found {
                Ok(metadata) => (state.known, state.failed) = (Some(Arc::new(metadata)), None),
                Err(error) => state.failed = Some((Instant::now(), format!("{error:#}"))),
            }
            state.running = None;
            drop(sender);
        });
        receiver
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The part of the metadata that is used. Anything else may have any type.
#[derive(Deserialize)]
struct Discovery {
    issuer: IssuerUrl,
    authorization_endpoint: AuthUrl,
    token_endpoint: TokenUrl,
    jwks_uri: JsonWebKeySetUrl,
    #[serde(default)]
    id_token_signing_alg_values_supported: Vec<Value>,
}

async fn discover(issuer: &IssuerUrl, http: &ProviderHttp) -> Result<Metadata> {
    let requested = Instant::now();
    let url = issuer.join(".well-known/openid-configuration")?;
    let request = http::Request::get(url.as_str()).header(http::header::ACCEPT, "application/json").body(Vec::new())?;
    let response = http.send(request).await.with_context(|| format!("no metadata at {url}"))?;
    ensure!(response.status() == http::StatusCode::OK, "{url} responds with the status {}", response.status());
    let found: Discovery =
        serde_json::from_slice(response.body()).with_context(|| format!("no metadata of a provider at {url}"))?;
    ensure!(found.issuer == *issuer, "{url} describes the issuer {}", found.issuer.as_str());
    let keys = JsonWebKeySet::fetch_async(&found.jwks_uri, http).await;
    let keys = keys.with_context(|| format!("no keys at {}", found.jwks_uri.as_str()))?;
    let supported = found.id_token_signing_alg_values_supported.into_iter();
    Ok(Metadata {
        requested,
        authorization_endpoint: found.authorization_endpoint,
        token_endpoint: found.token_endpoint,
        // Ignores algorithms that this version does not know.
        algorithms: supported.filter_map(|algorithm| serde_json::from_value(algorithm).ok()).collect(),
        keys,
    })
}
