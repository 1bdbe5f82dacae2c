//! Passwords: kept as argon2id hashes only.

use std::sync::LazyLock;

use anyhow::{Result, anyhow, ensure};
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

/// Hashing takes 19 MiB for a moment: not for everybody at once.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The hash of no password, to take as long for a username that does not exist.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("").unwrap_or_default());

/// The least and the most characters of a new password.
const LENGTH: std::ops::RangeInclusive<usize> = 10..=200;

/// The hash of a password.
pub fn hash(password: &str) -> Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|error| anyhow!("Could not hash the password: {error}"))?.to_string())
}

/// Whether a person may choose it.
pub fn check_new(password: &str) -> Result<()> {
    let (least, most) = (LENGTH.start(), LENGTH.end());
    ensure!(LENGTH.contains(&password.chars().count()), "A password has {least} to {most} characters");
    Ok(())
}

/// Whether the password is the one of the hash; takes as long where there is none.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    let Ok(_permit) = AT_ONCE.acquire().await else { return false };
    let verified = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed = PasswordHash::new(&hash);
        let same = parsed.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        same && known
    });
    verified.await.unwrap_or(false)
}

/// Makes the hash of nobody, so that the first unknown username takes no longer.
pub fn prepare() {
    LazyLock::force(&NOBODY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let known = hash("correct horse").unwrap();
        assert!(known.starts_with("$argon2id$"));
        assert!(verify("correct horse".to_owned(), Some(known.clone())).await);
        assert!(!verify("wrong horse".to_owned(), Some(known)).await);
        assert!(!verify(String::new(), None).await, "the hash of nobody opens nothing");
        assert!(!verify("x".to_owned(), Some("broken".to_owned())).await);
    }
}
