//! Sessions, cached for a moment.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::limits::ExpiringMap;
use crate::store::Store;
use crate::store::accounts::Grants;
use crate::store::sessions::{Limits, Session};
use crate::time::now;

/// A valid session with its roles.
#[derive(Clone, Debug)]
pub struct SessionContext {
    /// The hash of the session id.
    pub hash: String,
    pub session: Session,
    /// The roles of the account.
    pub grants: Grants,
}

/// Contexts by hash, each with the time at which it was read.
type Cache = ExpiringMap<String, Arc<SessionContext>>;

/// The sessions of the database, with a cache.
pub struct Sessions {
    store: Store,
    limits: Limits,
    /// Whether demo accounts may sign in.
    demo: bool,
    /// Whether accounts with a password of this server may sign in.
    local: bool,
    cache: Arc<Mutex<Cache>>,
    /// Sessions whose use is being recorded.
    touching: Arc<Mutex<HashSet<String>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Cache TTL: bounds how long a session revoked by another process stays valid here.
const SESSION_CACHE_TTL: Duration = Duration::from_secs(2);
/// Use of a session is recorded at most once in this many seconds.
const TOUCH_SECONDS: i64 = 60;
/// The maximum number of cached sessions.
const MAX_CACHED: usize = 10_000;

impl Sessions {
    /// Creates an empty cache.
    pub fn new(store: Store, limits: Limits, demo: bool, local: bool) -> Self {
        let cache = Arc::new(Mutex::new(Cache::new(SESSION_CACHE_TTL, MAX_CACHED)));
        Self { store, limits, demo, local, cache, touching: Arc::default() }
    }

    /// Returns how long sessions last.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// Finds the session of a request, and records that it is in use.
    pub async fn authenticate(&self, hash: &str) -> sqlx::Result<Option<Arc<SessionContext>>> {
        let Some(context) = self.find(hash).await? else { return Ok(None) };
        // A short idle limit needs more frequent updates.
        let every = TOUCH_SECONDS.min(self.limits.idle / 4);
        if now() - context.session.seen >= every.max(1) {
            self.touch(hash);
        }
        Ok(Some(context))
    }

    /// Records a use in the background: a request that only reads does not wait for a write, nor fail with it.
    fn touch(&self, hash: &str) {
        let hash = hash.to_owned();
        if !lock(&self.touching).insert(hash.clone()) {
            return;
        }
        let (store, cache, touching) = (self.store.clone(), Arc::clone(&self.cache), Arc::clone(&self.touching));
        tokio::spawn(async move {
            match store.touch_session(&hash).await {
                Ok(()) => lock(&cache).remove(&hash),
                // Metrics and readiness report it; the next request tries again.
                Err(error) => tracing::debug!(%error, "the use of a session was not recorded"),
            }
            lock(&touching).remove(&hash);
        });
    }

    /// Finds a session without recording a use.
    pub async fn find(&self, hash: &str) -> sqlx::Result<Option<Arc<SessionContext>>> {
        if let Some(context) = self.cached(hash) {
            return Ok(self.if_valid(context));
        }
        let Some(session) = self.store.session(hash).await? else { return Ok(None) };
        let grants = self.store.grants(session.account).await?;
        let context = Arc::new(SessionContext { hash: hash.to_owned(), session, grants });
        let mut cache = lock(&self.cache);
        cache.insert(hash.to_owned(), Arc::clone(&context), Instant::now());
        drop(cache);
        Ok(self.if_valid(context))
    }

    fn cached(&self, hash: &str) -> Option<Arc<SessionContext>> {
        lock(&self.cache).get(hash, Instant::now()).map(Arc::clone)
    }

    fn if_valid(&self, context: Arc<SessionContext>) -> Option<Arc<SessionContext>> {
        let allowed = (self.demo || !context.session.demo) && (self.local || !context.session.local);
        (allowed && !context.session.is_expired(self.limits, now())).then_some(context)
    }

    /// Removes a session from the cache.
    pub fn invalidate(&self, hash: &str) {
        lock(&self.cache).remove(hash);
    }

    /// Removes the sessions of some accounts from the cache.
    pub fn invalidate_accounts(&self, accounts: &[i64]) {
        if !accounts.is_empty() {
            lock(&self.cache).retain(|context| !accounts.contains(&context.session.account));
        }
    }
}
