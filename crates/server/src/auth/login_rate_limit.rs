//! Rate limit of failed sign-ins, by username and address.
//!
//! The limit delays attempts and does not lock accounts: a stranger who fails often must not keep the owner out. After
//! many failures an attempt waits before its password is verified. One is rejected only if its client already has as
//! many attempts waiting as the longest delay allows.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rand::Rng;
use sha2::{Digest, Sha256};

use crate::client::{Client, Network};
use crate::limits::ExpiringMap;

/// Failures expire after this time.
const WINDOW: Duration = Duration::from_mins(5);
/// The maximum number of usernames and networks with failures. Hashing is too slow to reach it within the window.
const MAX_KEYS: usize = 50_000;
/// The longest delay before the password of an attempt is verified.
const MAX_DELAY: Duration = Duration::from_secs(10);
/// Failures for one username from one site before its attempts are delayed.
const FREE_FOR_PAIR: u32 = 10;
/// The same while the username is under attack.
const FREE_UNDER_ATTACK: u32 = 3;
/// Failures for one username, from anywhere, that count as an attack.
const ATTACK: u32 = 50;
/// The delay of the first attempts for a username that is under attack.
const ATTACK_DELAY: Duration = Duration::from_secs(2);

/// Counts failed attempts.
pub struct LoginRateLimit {
    /// Makes hashes of usernames unpredictable.
    secret: [u8; 32],
    failed: Mutex<ExpiringMap<Key, Failed>>,
}

/// A keyed hash of a username: of fixed size, whatever a client sends.
type NameHash = [u8; 16];

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    /// A username from one site.
    Pair(NameHash, Network),
    /// A username, from anywhere.
    Name(NameHash),
    /// A network, with any username.
    Network(Network),
}

struct Failed {
    count: u32,
    /// The earliest time of the next delayed attempt.
    next: Instant,
}

/// An attempt that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// How long to wait before the password is verified.
    pub delay: Duration,
    /// Whether the attempt counts towards the pace of its client.
    is_paced: bool,
}

impl LoginRateLimit {
    /// Creates a limit without failures.
    pub fn new() -> Self {
        let mut secret = [0; 32];
        rand::rng().fill_bytes(&mut secret);
        Self { secret, failed: Mutex::new(ExpiringMap::new(WINDOW, MAX_KEYS)) }
    }

    /// Admits an attempt. The error is the time after which another one will be admitted.
    pub fn admit(&self, username: &str, client: Client) -> Result<Admission, Duration> {
        self.admit_at(username, client, Instant::now())
    }

    fn admit_at(&self, username: &str, client: Client, now: Instant) -> Result<Admission, Duration> {
        let name = self.hash(username);
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_attacked = failed.get(&Key::Name(name), now).is_some_and(|known| known.count >= ATTACK);
        let mut delay = if is_attacked { ATTACK_DELAY } else { Duration::ZERO };
        let mut paces = Vec::new();
        for key in keys(name, client) {
            let Some(known) = failed.get(&key, now) else { continue };
            if let Some(interval) = interval(key, known.count, is_attacked) {
                delay = delay.max(known.next.saturating_duration_since(now));
                paces.push((key, interval));
            }
        }
        let excess = delay.saturating_sub(MAX_DELAY);
        if !excess.is_zero() {
            return Err(excess);
        }
        for (key, interval) in &paces {
            if let Some(known) = failed.get_mut(key, now) {
                known.next = known.next.max(now) + *interval;
            }
        }
        Ok(Admission { delay, is_paced: !paces.is_empty() })
    }

    /// Returns whether attempts have failed since an attempt was admitted, so that it must be admitted again.
    pub fn is_outdated(&self, admission: Admission, username: &str, client: Client) -> bool {
        let (name, now) = (self.hash(username), Instant::now());
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = Key::Pair(name, client.site);
        !admission.is_paced && failed.get(&pair, now).is_some_and(|known| interval(pair, known.count, false).is_some())
    }

    /// Records that an attempt has failed.
    pub fn record_failure(&self, username: &str, client: Client) {
        self.record_failure_at(username, client, Instant::now());
    }

    fn record_failure_at(&self, username: &str, client: Client, now: Instant) {
        let name = self.hash(username);
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys(name, client) {
            match failed.get_mut(&key, now) {
                Some(known) => {
                    known.count += 1;
                    // The first delayed attempt waits as well.
                    if let Some(interval) = interval(key, known.count, false) {
                        known.next = known.next.max(now + interval);
                    }
                }
                None => failed.insert(key, Failed { count: 1, next: now }, now),
            }
        }
    }

    /// Records that an attempt has succeeded: the failures of this client for this username no longer count.
    pub fn record_success(&self, username: &str, client: Client) {
        let pair = Key::Pair(self.hash(username), client.site);
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).remove(&pair);
    }

    fn hash(&self, username: &str) -> NameHash {
        let digest = Sha256::new().chain_update(self.secret).chain_update(username).finalize();
        std::array::from_fn(|at| digest[at])
    }
}

fn keys(name: NameHash, client: Client) -> impl Iterator<Item = Key> {
    [Key::Pair(name, client.site), Key::Name(name)].into_iter().chain(client.networks().map(Key::Network))
}

/// Returns the time between two attempts after a number of failures; none while attempts are not delayed.
fn interval(key: Key, failures: u32, is_attacked: bool) -> Option<Duration> {
    match key {
        Key::Pair(..) => {
            let free = if is_attacked { FREE_UNDER_ATTACK } else { FREE_FOR_PAIR };
            let over = failures.checked_sub(free)?;
            Some(Duration::from_secs(1 << over.min(2)))
        }
        // A queue for all that use the username would keep out its owner.
        Key::Name(_) => None,
        Key::Network(Network::V4(_) | Network::V6Subnet(_)) => (failures >= 100).then_some(Duration::from_millis(500)),
        Key::Network(Network::V6Site(_)) => (failures >= 400).then_some(Duration::from_millis(250)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(ip: &str) -> Client {
        Client::new(ip.parse().unwrap())
    }

    const FREE: Admission = Admission { delay: Duration::ZERO, is_paced: false };
    const SECOND: Duration = Duration::from_secs(1);

    fn fail(limit: &LoginRateLimit, username: &str, ip: &str, times: u32, now: Instant) {
        for _ in 0..times {
            limit.record_failure_at(username, client(ip), now);
        }
    }

    #[test]
    fn delays_after_many_failures() {
        let (limit, now) = (LoginRateLimit::new(), Instant::now());
        let admit = |username: &str, ip: &str, now| limit.admit_at(username, client(ip), now);
        fail(&limit, "a", "192.0.2.1", 9, now);
        assert_eq!(admit("a", "192.0.2.1", now), Ok(FREE));
        fail(&limit, "a", "192.0.2.1", 1, now);
        let delays: Vec<_> = (0..12).map(|_| admit("a", "192.0.2.1", now).map(|admission| admission.delay)).collect();
        assert_eq!(delays[..3], [Ok(SECOND), Ok(SECOND * 2), Ok(SECOND * 3)], "one a second");
        assert_eq!(delays[10..], [Err(SECOND), Err(SECOND)], "the time until there is a place");
        assert!(admit("a", "192.0.2.1", now + SECOND).is_ok(), "there is");
        assert_eq!(admit("b", "192.0.2.1", now), Ok(FREE), "another person");
        assert_eq!(admit("a", "192.0.2.2", now), Ok(FREE), "from elsewhere");
        assert_eq!(admit("a", "192.0.2.1", now + WINDOW), Ok(FREE), "later");
    }

    #[test]
    fn an_attack_does_not_lock_the_owner_out() {
        let (limit, now) = (LoginRateLimit::new(), Instant::now());
        for stranger in 0..=255 {
            let ip = format!("198.51.100.{stranger}");
            fail(&limit, "a", &ip, 20, now);
            while limit.admit_at("a", client(&ip), now).is_ok() {}
        }
        let owner = limit.admit_at("a", client("192.0.2.1"), now);
        assert_eq!(owner.map(|admission| admission.delay), Ok(ATTACK_DELAY));
    }

    #[test]
    fn success_resets_only_the_own_failures() {
        let (limit, now) = (LoginRateLimit::new(), Instant::now());
        for _ in 0..99 {
            fail(&limit, "a", "192.0.2.1", 1, now);
            limit.record_success("a", client("192.0.2.1"));
        }
        assert_eq!(limit.admit_at("b", client("192.0.2.1"), now), Ok(FREE));
        fail(&limit, "a", "192.0.2.1", 1, now);
        assert!(limit.admit_at("b", client("192.0.2.1"), now).is_ok_and(|admission| admission.is_paced));
    }

    #[test]
    fn attempts_count_only_when_they_fail() {
        let (limit, now) = (LoginRateLimit::new(), Instant::now());
        for person in 0..1000 {
            assert_eq!(limit.admit_at(&person.to_string(), client("192.0.2.1"), now), Ok(FREE));
        }
        let early = limit.admit_at("a", client("192.0.2.1"), now).unwrap();
        assert!(!limit.is_outdated(early, "a", client("192.0.2.1")));
        fail(&limit, "a", "192.0.2.1", 10, now);
        assert!(limit.is_outdated(early, "a", client("192.0.2.1")), "others have failed meanwhile");
        let late = limit.admit_at("a", client("192.0.2.1"), now).unwrap();
        assert!(!limit.is_outdated(late, "a", client("192.0.2.1")));
    }

    #[test]
    fn ipv6_counts_by_network() {
        let (limit, now) = (LoginRateLimit::new(), Instant::now());
        for host in 0..100 {
            fail(&limit, &format!("name {host}"), &format!("2001:db8::{host:x}"), 1, now);
        }
        assert!(limit.admit_at("a", client("2001:db8::ffff"), now).is_ok_and(|admission| admission.is_paced));
        assert_eq!(limit.admit_at("a", client("2001:db8:0:1::1"), now), Ok(FREE), "the next network");
        for network in 0..300 {
            fail(&limit, &format!("name {network}"), &format!("2001:db8:0:{network:x}::1"), 1, now);
        }
        assert!(limit.admit_at("a", client("2001:db8:0:ffff::1"), now).is_ok_and(|admission| admission.is_paced));
        assert_eq!(limit.admit_at("a", client("2001:db8:1::1"), now), Ok(FREE), "the next site");
    }
}
