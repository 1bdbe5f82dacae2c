//! Passwords, stored as argon2id hashes.

mod argon;
mod hashing;

use anyhow::Result;

use argon::Memory;
pub use hashing::{Hashing, HashingTurn};

/// Hashes a password with a random salt. Not for requests: see [`HashingTurn::hash`].
pub fn hash(password: &str) -> Result<String> {
    Memory::new().hash(password)
}

/// Hashes passwords one after the other, in the same memory.
pub fn hash_each(passwords: &[&str]) -> Result<Vec<String>> {
    let mut memory = Memory::new();
    passwords.iter().map(|password| memory.hash(password)).collect()
}
