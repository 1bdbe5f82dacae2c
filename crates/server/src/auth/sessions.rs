//! Sessions, looked up in the database and remembered for a moment.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::store::accounts::Grants;
use crate::store::sessions::{Limits, Session};
use crate::store::{Store, now};

/// A session and its roles.
#[derive(Clone, Debug)]
pub struct Known {
    /// The hash of its id.
    pub hash: String,
    /// The session.
    pub session: Session,
    /// The roles of its account.
    pub grants: Grants,
}

/// The sessions that were asked about lately.
pub struct Sessions {
    store: Store,
    limits: Limits,
    /// Whether demo accounts may be used.
    demo: bool,
    known: Mutex<HashMap<String, (Arc<Known>, Instant)>>,
}

/// Another process may have ended a session without this one having heard: believed no longer than this.
const BELIEVED: Duration = Duration::from_secs(2);
/// Use is written down once in this many seconds.
const SEEN_EVERY: i64 = 60;
/// More than this many are not remembered.
const MOST: usize = 10_000;

impl Sessions {
    /// None yet.
    pub fn new(store: Store, limits: Limits, demo: bool) -> Self {
        Self { store, limits, demo, known: Mutex::default() }
    }

    /// How long sessions last.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// The session of an id that a request brings; it is used now.
    pub async fn used(&self, hash: &str) -> sqlx::Result<Option<Arc<Known>>> {
        let Some(known) = self.get(hash).await? else { return Ok(None) };
        // Seldom, but often enough for a short limit.
        let every = SEEN_EVERY.min(self.limits.idle / 4);
        if now() - known.session.seen >= every.max(1) {
            self.store.see_session(hash).await?;
            self.forget_hash(hash);
        }
        Ok(Some(known))
    }

    /// The session of a hash, which is not used by looking at it.
    pub async fn get(&self, hash: &str) -> sqlx::Result<Option<Arc<Known>>> {
        if let Some(known) = self.remembered(hash) {
            return Ok(self.current(known));
        }
        let Some(session) = self.store.session(hash).await? else { return Ok(None) };
        let grants = self.store.grants(session.account).await?;
        let known = Arc::new(Known { hash: hash.to_owned(), session, grants });
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(hash.to_owned(), (Arc::clone(&known), Instant::now()));
        drop(all);
        Ok(self.current(known))
    }

    fn remembered(&self, hash: &str) -> Option<Arc<Known>> {
        let all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(hash).filter(|(_, since)| since.elapsed() < BELIEVED).map(|(known, _)| Arc::clone(known))
    }

    fn current(&self, known: Arc<Known>) -> Option<Arc<Known>> {
        let allowed = self.demo || !known.session.demo;
        (allowed && !known.session.is_over(self.limits, now())).then_some(known)
    }

    /// The next request looks into the database.
    pub fn forget_hash(&self, hash: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(hash);
    }

    /// The same for every session of these accounts.
    pub fn forget_accounts(&self, accounts: &[i64]) {
        if !accounts.is_empty() {
            let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|_, (known, _)| !accounts.contains(&known.session.account));
        }
    }
}
