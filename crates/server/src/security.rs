//! The security log: the tracing target `security`, with pseudonyms for people and addresses.
//!
//! A pseudonym is a keyed hash, equal for all processes on a database: lines about one person or address can be
//! followed without naming them.

use std::net::IpAddr;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::hex;

/// Writes the security log.
#[derive(Debug)]
pub struct SecurityLog {
    key: Vec<u8>,
    /// Whether names and addresses are written as they are.
    plain: bool,
}

/// What happened without a change of data. Changes are logged with their audit entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecurityEvent {
    /// A sign-in was refused; the reason is stable.
    SignInFailed(&'static str),
    /// A rate limit refused a request; names the limit.
    RateLimited(&'static str),
    /// A write from another origin was refused.
    OriginRefused,
}

impl SecurityEvent {
    /// Returns the name of the event in the log, and its reason.
    const fn words(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::SignInFailed(reason) => ("sign-in-failed", Some(reason)),
            Self::RateLimited(limit) => ("rate-limited", Some(limit)),
            Self::OriginRefused => ("origin-refused", None),
        }
    }
}

/// Names and texts of a client are cut here.
const MAX_TEXT: usize = 200;

impl SecurityLog {
    /// Creates the log with the key of the pseudonyms.
    pub const fn new(key: Vec<u8>, plain: bool) -> Self {
        Self { key, plain }
    }

    /// Logs an event of a request, with the username that was given, if any.
    pub fn refused(&self, event: SecurityEvent, user: Option<&str>, address: IpAddr) {
        let (event, reason) = event.words();
        let (user, address) = (user.map(|user| self.user(user)), self.address(address));
        tracing::warn!(target: "security", event, reason, user, address);
    }

    /// Returns a username as it is logged.
    pub fn user(&self, username: &str) -> String {
        self.shown("user", &username.trim().to_lowercase())
    }

    /// Returns an address as it is logged.
    pub fn address(&self, address: IpAddr) -> String {
        self.shown("address", &address.to_canonical().to_string())
    }

    fn shown(&self, kind: &str, text: &str) -> String {
        if self.plain {
            return text.chars().take(MAX_TEXT).collect();
        }
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return kind.to_owned() };
        mac.update(kind.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        format!("{kind}-{}", hex::encode(&mac.finalize().into_bytes()[..8]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudonyms_hide_names_and_stay_equal() {
        let log = SecurityLog::new(vec![1; 64], false);
        let ada = log.user("ada");
        assert!(ada.starts_with("user-") && ada.len() == 21 && !ada.contains("ada"), "{ada}");
        assert_eq!(ada, log.user(" ADA "), "usernames are compared like this");
        assert_ne!(ada, log.user("bob"));
        assert_ne!(ada, SecurityLog::new(vec![2; 64], false).user("ada"), "the key matters");
        let address = |text: &str| log.address(text.parse().unwrap());
        assert_eq!(address("127.0.0.1"), address("::ffff:127.0.0.1"));
        assert_ne!(address("127.0.0.1"), log.user("127.0.0.1").replace("user", "address"));
    }

    #[test]
    fn plain_texts_are_cut() {
        let log = SecurityLog::new(vec![1; 64], true);
        assert_eq!(log.user("Ada"), "ada");
        assert_eq!(log.user(&"x".repeat(100_000)).len(), MAX_TEXT);
    }
}
