//! Sessions, cached for a moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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

/// The sessions of the database, with a cache.
pub struct Sessions {
    store: Store,
    limits: Limits,
    /// Whether demo accounts may sign in.
    demo: bool,
    cache: Mutex<HashMap<String, (Arc<SessionContext>, Instant)>>,
}

/// Cache TTL: bounds how long a session revoked by another process stays valid here.
const SESSION_CACHE_TTL: Duration = Duration::from_secs(2);
/// Use of a session is recorded at most once in this many seconds.
const TOUCH_SECONDS: i64 = 60;
/// The cache is cleared above this number of sessions.
const MAX_CACHED: usize = 10_000;

impl Sessions {
    /// Creates an empty cache.
    pub fn new(store: Store, limits: Limits, demo: bool) -> Self {
        Self { store, limits, demo, cache: Mutex::default() }
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
            self.store.touch_session(hash).await?;
            self.invalidate(hash);
        }
        Ok(Some(context))
    }

    /// Finds a session without recording a use.
    pub async fn find(&self, hash: &str) -> sqlx::Result<Option<Arc<SessionContext>>> {
        if let Some(context) = self.cached(hash) {
            return Ok(self.if_valid(context));
        }
        let Some(session) = self.store.session(hash).await? else { return Ok(None) };
        let grants = self.store.grants(session.account).await?;
        let context = Arc::new(SessionContext { hash: hash.to_owned(), session, grants });
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= MAX_CACHED {
            cache.clear();
        }
        cache.insert(hash.to_owned(), (Arc::clone(&context), Instant::now()));
        drop(cache);
        Ok(self.if_valid(context))
    }

    fn cached(&self, hash: &str) -> Option<Arc<SessionContext>> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = cache.get(hash).filter(|(_, since)| since.elapsed() < SESSION_CACHE_TTL);
        fresh.map(|(context, _)| Arc::clone(context))
    }

    fn if_valid(&self, context: Arc<SessionContext>) -> Option<Arc<SessionContext>> {
        let allowed = self.demo || !context.session.demo;
        (allowed && !context.session.is_expired(self.limits, now())).then_some(context)
    }

    /// Removes a session from the cache.
    pub fn invalidate(&self, hash: &str) {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).remove(hash);
    }

    /// Removes the sessions of some accounts from the cache.
    pub fn invalidate_accounts(&self, accounts: &[i64]) {
        if !accounts.is_empty() {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            cache.retain(|_, (context, _)| !accounts.contains(&context.session.account));
        }
    }
}
