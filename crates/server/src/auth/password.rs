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
