//! Limits of sign-ins through the identity provider: for each network of clients, and once for each attempt.

use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::attempt::ATTEMPT_SECONDS;
use crate::client::{Client, Network};
use crate::limits::ExpiringMap;

/// Counts attempts and failures. Each process counts for itself.
pub struct Throttle {
    begun: Mutex<Counts<Network>>,
    /// Codes that the provider did not accept. Attempts under way do not count: many people may share an address.
    refused: Mutex<Counts<Network>>,
    /// Hashes of the states of finished attempts: each attempt is good for one request to the provider.
    used: Mutex<Counts<[u8; 32]>>,
}

/// Attempts and failures expire after this time.
const WINDOW: Duration = Duration::from_mins(5);
/// Attempts from one network within the window. They cost little, and an office may be one network.
const MAX_BEGUN: u32 = 300;
/// Refused codes from one network within the window.
const MAX_REFUSED: u32 = 20;
/// Networks and attempts that are remembered.
const MAX_KEYS: usize = 10_000;

/// Counts that expire. Above the maximum the oldest are dropped: nobody else is let off.
type Counts<K> = ExpiringMap<K, u32>;

fn add<K: Clone + Eq + Hash>(counts: &mut Counts<K>, key: K, now: Instant) {
    match counts.get_mut(&key, now) {
        Some(count) => *count += 1,
        None => counts.insert(key, 1, now),
    }
}

impl Default for Throttle {
    fn default() -> Self {
        let attempt = Duration::from_secs(ATTEMPT_SECONDS.unsigned_abs());
        Self {
            begun: Mutex::new(Counts::new(WINDOW, MAX_KEYS)),
            refused: Mutex::new(Counts::new(WINDOW, MAX_KEYS)),
            used: Mutex::new(Counts::new(attempt, MAX_KEYS)),
        }
    }
}

impl Throttle {
    /// Counts a new attempt. Returns whether it is allowed.
    pub fn begin(&self, client: IpAddr) -> bool {
        self.begin_at(client, Instant::now())
    }

    fn begin_at(&self, client: IpAddr, now: Instant) -> bool {
        let (mut begun, network) = (lock(&self.begun), network(client));
        let is_allowed = begun.get(&network, now).is_none_or(|count| *count < MAX_BEGUN);
        if is_allowed {
            add(&mut begun, network, now);
        }
        is_allowed
    }

    /// Returns whether refused codes forbid the client another request to the provider.
    pub fn is_blocked(&self, client: IpAddr) -> bool {
        self.is_blocked_at(client, Instant::now())
    }

    fn is_blocked_at(&self, client: IpAddr, now: Instant) -> bool {
        lock(&self.refused).get(&network(client), now).is_some_and(|count| *count >= MAX_REFUSED)
    }

    /// Records that the provider did not accept a code.
    pub fn record_refusal(&self, client: IpAddr) {
        add(&mut lock(&self.refused), network(client), Instant::now());
    }

    /// Uses an attempt up. Returns false if it was used before.
    pub fn use_up(&self, state: &str) -> bool {
        let (key, now) = (Sha256::digest(state).into(), Instant::now());
        let mut used = lock(&self.used);
        let is_new = used.get(&key, now).is_none();
        add(&mut used, key, now);
        is_new
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn network(client: IpAddr) -> Network {
    Client::new(client).host
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: &str) -> IpAddr {
        address.parse().unwrap()
    }

    #[test]
    fn limits_each_network() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        let here = client("127.0.0.1");
        for _ in 0..MAX_BEGUN {
            assert!(throttle.begin_at(here, start));
        }
        assert!(!throttle.begin_at(here, start));
        assert!(throttle.begin_at(client("127.0.0.2"), start), "another network");
        assert!(throttle.begin_at(here, start + WINDOW), "later");
        let here = client("2001:db8::1");
        for _ in 0..MAX_REFUSED {
            assert!(!throttle.is_blocked(here));
            throttle.record_refusal(here);
        }
        assert!(throttle.is_blocked(client("2001:db8::ffff")), "the same network");
        assert!(!throttle.is_blocked(client("2001:db8:0:1::1")));
        assert!(!throttle.is_blocked_at(here, Instant::now() + WINDOW));
    }

    #[test]
    fn an_attempt_is_used_once() {
        let throttle = Throttle::default();
        assert!(throttle.use_up("a") && throttle.use_up("b"));
        assert!(!throttle.use_up("a"));
    }

    #[test]
    fn many_networks_drop_only_the_oldest() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let address = |number: usize| IpAddr::from(u32::try_from(number).unwrap().to_be_bytes());
        for _ in 0..MAX_BEGUN {
            throttle.begin_at(address(MAX_KEYS), now);
        }
        for number in 0..MAX_KEYS - 1 {
            throttle.begin_at(address(number), now);
        }
        assert!(!throttle.begin_at(address(MAX_KEYS), now), "room for others does not let it off");
        throttle.begin_at(address(MAX_KEYS + 1), now);
        assert!(throttle.begin_at(address(MAX_KEYS), now), "the oldest");
    }
}
