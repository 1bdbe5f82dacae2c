//! The queue for hashing passwords, with the memory for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};

use super::argon::Memory;
use crate::client::Client;
use crate::limits::{FairQueue, QueueFull, Turn};

/// Passwords hashed at the same time. Each takes one processor and 19 MiB: other requests need the rest.
const SLOTS: usize = 1;
/// Clients that wait for it: what takes a few seconds. More are rejected at once.
const MAX_WAITING: usize = 256;
/// How long hashing a password takes, as a first estimate.
const HASH_TIME: Duration = Duration::from_millis(30);

/// Hashes passwords, a few at the same time.
pub struct Hashing {
    queue: FairQueue,
    /// Memory to use again while others wait; freed when nobody does.
    spare: Arc<Mutex<Vec<Memory>>>,
    /// Verified for unknown usernames, so that response times do not reveal which accounts exist.
    dummy: Arc<str>,
}

/// The turn of a client.
pub struct HashingTurn<'a> {
    turn: Turn,
    hashing: &'a Hashing,
}

impl Hashing {
    /// Creates an empty queue.
    pub fn new() -> Result<Self> {
        let dummy = Memory::new().hash("")?.into();
        Ok(Self { queue: FairQueue::new(SLOTS, MAX_WAITING, HASH_TIME), spare: Arc::default(), dummy })
    }

    /// Waits for the turn of a client.
    pub async fn turn(&self, client: Client) -> Result<HashingTurn<'_>, QueueFull> {
        Ok(HashingTurn { turn: self.queue.enter(client).await?, hashing: self })
    }

    /// Returns how many clients wait.
    pub fn waiting(&self) -> usize {
        self.queue.waiting()
    }

    /// Runs a computation in memory. Its turn ends with it, even if nobody waits for the result any more.
    async fn run<T: Send + 'static>(
        &self,
        turn: Turn,
        compute: impl FnOnce(&mut Memory) -> T + Send + 'static,
    ) -> Option<T> {
        let spare = Arc::clone(&self.spare);
        let done = tokio::task::spawn_blocking(move || {
            let lock = || spare.lock().unwrap_or_else(PoisonError::into_inner);
            let reused = lock().pop();
            let mut memory = reused.unwrap_or_else(Memory::new);
            let result = compute(&mut memory);
            if turn.has_successor() {
                lock().push(memory);
            } else {
                lock().clear();
            }
            drop(turn);
            result
        });
        done.await.ok()
    }
}

impl HashingTurn<'_> {
    /// Returns whether a password matches a hash. Without a hash it verifies the dummy hash, in the same time.
    pub async fn verify(self, password: String, hash: Option<String>) -> bool {
        let dummy = Arc::clone(&self.hashing.dummy);
        let verified = self.hashing.run(self.turn, move |memory| {
            let matches = memory.verify(&password, hash.as_deref().unwrap_or(&dummy));
            matches && hash.is_some()
        });
        verified.await.unwrap_or(false)
    }

    /// Hashes a password with a random salt.
    pub async fn hash(self, password: String) -> Result<String> {
        let hashed = self.hashing.run(self.turn, move |memory| memory.hash(&password));
        hashed.await.context("Could not hash the password")?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn unknown_accounts_match_nothing() {
        let hashing = Hashing::new().unwrap();
        let turn = || async { hashing.turn(Client::new([192, 0, 2, 1].into())).await.unwrap() };
        let known = turn().await.hash("correct horse".to_owned()).await.unwrap();
        assert!(turn().await.verify("correct horse".to_owned(), Some(known.clone())).await);
        assert!(!turn().await.verify("wrong horse".to_owned(), Some(known)).await);
        assert!(!turn().await.verify(String::new(), None).await, "not even the password of the dummy hash");
        assert!(hashing.spare.lock().unwrap().is_empty(), "nobody waits: no memory is kept");
    }
}
