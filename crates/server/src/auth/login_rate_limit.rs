//! Rate limit of failed sign-ins, by username and address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Counts failed attempts.
#[derive(Default)]
pub struct LoginRateLimit {
    failed: Mutex<HashMap<Key, Failed>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A username from one address: failures at other addresses do not lock this client out.
    Pair(String, IpAddr),
    /// A username, from anywhere.
    Name(String),
    /// An address, with any username.
    Address(IpAddr),
}

impl Key {
    const fn max_attempts(&self) -> u32 {
        match self {
            Self::Pair(..) => 10,
            Self::Name(_) => 50,
            Self::Address(_) => 100,
        }
    }
}

struct Failed {
    since: Instant,
    count: u32,
}

/// Attempts expire after this time.
const WINDOW: Duration = Duration::from_mins(5);
/// Expired entries are pruned above this number of names and addresses.
const MAX_KEYS: usize = 100_000;

impl LoginRateLimit {
    /// Checks whether an attempt is allowed; the error is the time to wait.
    pub fn check(&self, username: &str, address: IpAddr) -> Result<(), Duration> {
        self.check_at(username, address, Instant::now())
    }

    fn check_at(&self, username: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = keys(username, address).into_iter().filter_map(|key| {
            let known = failed.get(&key).filter(|known| known.count >= key.max_attempts())?;
            WINDOW.checked_sub(now.saturating_duration_since(known.since)).filter(|wait| !wait.is_zero())
        });
        waits.max().map_or(Ok(()), Err)
    }

    /// Records an attempt as failed until [`LoginRateLimit::record_success`], so that concurrent attempts count too.
    pub fn record_attempt(&self, username: &str, address: IpAddr) {
        self.record_attempt_at(username, address, Instant::now());
    }

    fn record_attempt_at(&self, username: &str, address: IpAddr, now: Instant) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= MAX_KEYS {
            failed.retain(|_, known| now.saturating_duration_since(known.since) < WINDOW);
        }
        for key in keys(username, address) {
            let entry = failed.entry(key).or_insert(Failed { since: now, count: 0 });
            if now.saturating_duration_since(entry.since) >= WINDOW {
                *entry = Failed { since: now, count: 0 };
            }
            entry.count += 1;
        }
    }

    /// Records that an attempt succeeded.
    pub fn record_success(&self, username: &str, address: IpAddr) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.remove(&Key::Pair(username.to_owned(), address));
        for key in [Key::Name(username.to_owned()), Key::Address(address)] {
            if let Some(known) = failed.get_mut(&key) {
                known.count = known.count.saturating_sub(1);
            }
        }
    }
}

fn keys(username: &str, address: IpAddr) -> [Key; 3] {
    [Key::Pair(username.to_owned(), address), Key::Name(username.to_owned()), Key::Address(address)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_after_too_many_attempts() {
        let (limit, start) = (LoginRateLimit::default(), Instant::now());
        let here = IpAddr::from([127, 0, 0, 1]);
        let there = IpAddr::from([10, 0, 0, 1]);
        for _ in 0..10 {
            assert_eq!(limit.check_at("a", here, start), Ok(()));
            limit.record_attempt_at("a", here, start);
        }
        assert_eq!(limit.check_at("a", here, start), Err(WINDOW));
        assert_eq!(limit.check_at("b", here, start), Ok(()), "another person");
        assert_eq!(limit.check_at("a", there, start), Ok(()), "from elsewhere");
        assert_eq!(limit.check_at("a", here, start + WINDOW), Ok(()), "later");
    }

    #[test]
    fn success_resets_the_count() {
        let (limit, now) = (LoginRateLimit::default(), Instant::now());
        let here = IpAddr::from([127, 0, 0, 1]);
        for _ in 0..40 {
            limit.record_attempt_at("a", here, now);
            limit.record_success("a", here);
        }
        assert_eq!(limit.check_at("a", here, now), Ok(()));
    }
}
