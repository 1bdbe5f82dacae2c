//! A map whose entries expire, with a maximum size.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::time::{Duration, Instant};

/// A map whose entries expire a fixed time after they were inserted. Above the maximum size it drops the oldest.
pub struct ExpiringMap<K, V> {
    entries: HashMap<K, Entry<V>>,
    /// The keys by age, oldest first; also those of removed entries, until they expire.
    ages: VecDeque<(u64, Instant, K)>,
    ttl: Duration,
    max: usize,
    /// The number of the next insertion.
    next: u64,
}

struct Entry<V> {
    /// The number of its insertion.
    id: u64,
    since: Instant,
    value: V,
}

impl<K: Clone + Eq + Hash, V> ExpiringMap<K, V> {
    /// Creates an empty map.
    pub fn new(ttl: Duration, max: usize) -> Self {
        Self { entries: HashMap::new(), ages: VecDeque::new(), ttl, max, next: 0 }
    }

    /// Returns a value that has not expired.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q, now: Instant) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let entry = self.entries.get(key)?;
        (now.saturating_duration_since(entry.since) < self.ttl).then_some(&entry.value)
    }

    /// Returns a value that has not expired, to change it. Its age stays the same.
    pub fn get_mut(&mut self, key: &K, now: Instant) -> Option<&mut V> {
        let entry = self.entries.get_mut(key)?;
        (now.saturating_duration_since(entry.since) < self.ttl).then_some(&mut entry.value)
    }

    /// Inserts a value, and drops what has expired.
    pub fn insert(&mut self, key: K, value: V, now: Instant) {
        while let Some((_, since, _)) = self.ages.front()
            && (self.ages.len() >= self.max || now.saturating_duration_since(*since) >= self.ttl)
        {
            let Some((id, _, oldest)) = self.ages.pop_front() else { break };
            if self.entries.get(&oldest).is_some_and(|entry| entry.id == id) {
                self.entries.remove(&oldest);
            }
        }
        self.ages.push_back((self.next, now, key.clone()));
        self.entries.insert(key, Entry { id: self.next, since: now, value });
        self.next += 1;
        if self.entries.len() * 4 < self.entries.capacity() {
            self.entries.shrink_to(self.entries.len() * 2);
        }
    }

    /// Removes a value.
    pub fn remove<Q: Eq + Hash + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        self.entries.remove(key);
    }

    /// Removes the values for which the predicate returns false.
    pub fn retain(&mut self, mut predicate: impl FnMut(&V) -> bool) {
        self.entries.retain(|_, entry| predicate(&entry.value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_expire_and_the_oldest_is_dropped() {
        let (start, second) = (Instant::now(), Duration::from_secs(1));
        let mut map = ExpiringMap::new(second * 10, 3);
        map.insert('a', 1, start);
        map.insert('b', 2, start + second);
        *map.get_mut(&'a', start + second).unwrap() += 10;
        assert_eq!(map.get(&'a', start + second * 9), Some(&11));
        assert_eq!(map.get(&'a', start + second * 10), None, "a change does not make it younger");
        map.insert('c', 3, start + second * 2);
        map.insert('d', 4, start + second * 3);
        assert_eq!([&'a', &'b', &'d'].map(|key| map.get(key, start + second * 3)), [None, Some(&2), Some(&4)]);
        map.insert('e', 5, start + second * 20);
        assert_eq!((map.entries.len(), map.ages.len()), (1, 1), "what has expired is gone");
    }

    #[test]
    fn size_is_bounded_however_often_keys_return() {
        let now = Instant::now();
        let mut map = ExpiringMap::new(Duration::from_secs(1), 100);
        for round in 0..10_000 {
            map.insert(round % 7, round, now);
            map.remove(&(round % 7));
            map.insert(1000 + round, round, now);
        }
        assert!(map.ages.len() <= 100 && map.entries.len() <= 100);
        assert!(map.entries.capacity() < 1000);
        map.insert(1, 1, now);
        map.insert(1, 2, now);
        for other in 0..98 {
            map.insert(-other, 0, now);
        }
        assert_eq!(map.get(&1, now), Some(&2), "the younger of two counts");
    }
}
