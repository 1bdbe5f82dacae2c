//! How often one may try to sign in.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Counts the attempts that failed.
#[derive(Default)]
pub struct Throttle {
    failed: Mutex<HashMap<Key, Failed>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A username from an address: nobody can lock others out from elsewhere.
    Pair(String, IpAddr),
    /// A username, from anywhere.
    Name(String),
    /// An address, whatever the username.
    Address(IpAddr),
}

impl Key {
    const fn most(&self) -> u32 {
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

/// After this long attempts are forgotten.
const WINDOW: Duration = Duration::from_mins(5);
/// More than this many names and addresses are not remembered.
const MOST_KEYS: usize = 100_000;

impl Throttle {
    /// How long this person has to wait before another attempt.
    ///
    /// # Errors
    /// With the time to wait, where there were too many.
    pub fn check(&self, username: &str, address: IpAddr) -> Result<(), Duration> {
        self.check_at(username, address, Instant::now())
    }

    fn check_at(&self, username: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = keys(username, address).into_iter().filter_map(|key| {
            let known = failed.get(&key).filter(|known| known.count >= key.most())?;
            WINDOW.checked_sub(now.saturating_duration_since(known.since)).filter(|wait| !wait.is_zero())
        });
        waits.max().map_or(Ok(()), Err)
    }

    /// An attempt begins: counted as failed until [`Throttle::succeeded`] says otherwise, so that attempts at the
    /// same time count as well.
    pub fn begun(&self, username: &str, address: IpAddr) {
        self.begun_at(username, address, Instant::now());
    }

    fn begun_at(&self, username: &str, address: IpAddr, now: Instant) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= MOST_KEYS {
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

    /// An attempt succeeded.
    pub fn succeeded(&self, username: &str, address: IpAddr) {
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
    fn too_many_attempts_have_to_wait() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        let here = IpAddr::from([127, 0, 0, 1]);
        let there = IpAddr::from([10, 0, 0, 1]);
        for _ in 0..10 {
            assert_eq!(throttle.check_at("a", here, start), Ok(()));
            throttle.begun_at("a", here, start);
        }
        assert_eq!(throttle.check_at("a", here, start), Err(WINDOW));
        assert_eq!(throttle.check_at("b", here, start), Ok(()), "another person");
        assert_eq!(throttle.check_at("a", there, start), Ok(()), "from elsewhere");
        assert_eq!(throttle.check_at("a", here, start + WINDOW), Ok(()), "later");
    }

    #[test]
    fn a_right_password_starts_anew() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let here = IpAddr::from([127, 0, 0, 1]);
        for _ in 0..40 {
            throttle.begun_at("a", here, now);
            throttle.succeeded("a", here);
        }
        assert_eq!(throttle.check_at("a", here, now), Ok(()));
    }
}
