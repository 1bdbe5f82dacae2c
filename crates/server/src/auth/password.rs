//! Passwords, stored as argon2id hashes.

use std::sync::LazyLock;

use anyhow::{Result, anyhow};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Limits concurrent hashing: each hash takes 19 MiB of memory.
static HASH_PERMITS: Semaphore = Semaphore::const_new(2);

/// A dummy hash, verified for unknown usernames so that response times do not reveal which accounts exist.
static DUMMY_HASH: LazyLock<String> = LazyLock::new(|| hash("").unwrap_or_default());

/// Hashes a password with a random salt.
pub fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash.map_err(|error| anyhow!("Could not hash the password: {error}"))?.to_string())
}

/// Returns whether a password matches a hash. Without a hash it verifies the dummy hash, in the same time.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    let Ok(_permit) = HASH_PERMITS.acquire().await else { return false };
    let verified = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| DUMMY_HASH.clone());
        let same = Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok();
        same && known
    });
    verified.await.unwrap_or(false)
}

/// Computes the dummy hash, so that the first unknown username takes no longer than others.
pub fn init_dummy_hash() {
    LazyLock::force(&DUMMY_HASH);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn verifies_only_the_right_password() {
        let known = hash("correct horse").unwrap();
        assert!(known.starts_with("$argon2id$"));
        assert!(verify("correct horse".to_owned(), Some(known.clone())).await);
        assert!(!verify("wrong horse".to_owned(), Some(known)).await);
        assert!(!verify(String::new(), None).await, "the dummy hash matches nothing");
        assert!(!verify("x".to_owned(), Some("broken".to_owned())).await);
        // Stored by version 0.1.0.
        let earlier = "$argon2id$v=19$m=19456,t=2,p=1$KU1dtlfnpLsqqbasCBgddA\
                       $RbjnZcQdGrEhkXWXj67VPXwygY50LWVS3YZFxx+Qve4";
        assert!(verify("a good password".to_owned(), Some(earlier.to_owned())).await);
    }
}
