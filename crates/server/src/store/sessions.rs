//! Sessions, stored under the hash of the id in the cookie.

use std::net::IpAddr;

use sqlx::Row;

use super::Store;
use super::accounts::{OIDC_PREFIX, record_account_event};
use super::audit::{Action, Actor, Entry, SignInMethod};
use crate::time::now;

/// The lifetime of sessions, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Since the last use.
    pub idle: i64,
    /// Since the start.
    pub absolute: i64,
}

/// A stored session and its account.
#[derive(Clone, Debug)]
pub struct Session {
    pub account: i64,
    pub username: String,
    pub name: String,
    /// Whether the account belongs to the demo.
    pub demo: bool,
    /// Whether the account signs in with a password of this server.
    pub local: bool,
    /// In seconds since 1970.
    pub created: i64,
    /// The last use, to the minute.
    pub seen: i64,
}

impl Session {
    /// Returns whether the session has expired at a time.
    pub const fn is_expired(&self, limits: Limits, now: i64) -> bool {
        now >= self.created.saturating_add(limits.absolute) || now >= self.seen.saturating_add(limits.idle)
    }
}

/// A successful sign-in.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    pub account: i64,
    pub method: SignInMethod,
    /// The address of the client.
    pub address: IpAddr,
}

impl Store {
    /// Creates a session.
    pub async fn create_session(&self, hash: &str, by: SignedIn) -> sqlx::Result<()> {
        let action = Action::SignedIn { method: by.method, address: by.address };
        self.write(async |tx| {
            let insert = sqlx::query("INSERT INTO sessions (hash, account, created, seen) VALUES ($1, $2, $3, $3)");
            insert.bind(hash).bind(by.account).bind(now()).execute(&mut **tx).await?;
            tx.audit(&Entry::own(by.account, action)).await
        })
        .await
    }

    /// Finds the session of a hash, expired or not. A disabled account has none.
    pub async fn session(&self, hash: &str) -> sqlx::Result<Option<Session>> {
        let select = "SELECT s.account, COALESCE(a.shown, a.username), a.name, a.demo, s.created, s.seen, a.username \
                      FROM sessions s JOIN accounts a ON a.id = s.account WHERE s.hash = $1 AND a.disabled = 0";
        let row = sqlx::query(select).bind(hash).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(Session {
                account: row.try_get(0)?,
                username: row.try_get(1)?,
                name: row.try_get(2)?,
                demo: row.try_get::<i64, _>(3)? != 0,
                created: row.try_get(4)?,
                seen: row.try_get(5)?,
                local: !row.try_get::<String, _>(6)?.starts_with(OIDC_PREFIX),
            })
        })
        .transpose()
    }

    /// Records that a session is in use.
    pub async fn touch_session(&self, hash: &str) -> sqlx::Result<()> {
        self.write(async |tx| {
            let update = sqlx::query("UPDATE sessions SET seen = $1 WHERE hash = $2");
            update.bind(now()).bind(hash).execute(&mut **tx).await?;
            Ok(())
        })
        .await
    }

    /// Ends a session in every process.
    pub async fn end_session(&self, hash: &str, account: i64) -> sqlx::Result<()> {
        self.write(async |tx| {
            sqlx::query("DELETE FROM sessions WHERE hash = $1").bind(hash).execute(&mut **tx).await?;
            record_account_event(tx, account).await?;
            tx.audit(&Entry::own(account, Action::SignedOut)).await
        })
        .await
    }

    /// Ends every session of an account in every process.
    pub async fn end_sessions(&self, account: i64, actor: Actor) -> sqlx::Result<()> {
        self.write(async |tx| {
            sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account).execute(&mut **tx).await?;
            record_account_event(tx, account).await?;
            tx.audit(&Entry { actor, action: Action::SessionsEnded, account: Some(account) }).await
        })
        .await
    }
}
