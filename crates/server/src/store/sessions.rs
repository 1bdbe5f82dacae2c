//! Sessions: known by the hash of what is in the cookie.

use sqlx::Row;

use super::accounts::tell_account;
use super::{Store, now};

/// How long sessions last, in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without use.
    pub idle: i64,
    /// At all.
    pub absolute: i64,
}

/// A session that has not ended.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub account: i64,
    /// What the person signs in with.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// Whether the account is only for demo instances.
    pub demo: bool,
    /// When it began, in seconds since 1970.
    pub created: i64,
    /// When it was used last, give or take a minute.
    pub seen: i64,
}

impl Session {
    /// Whether it is over at a moment.
    pub const fn is_over(&self, limits: Limits, now: i64) -> bool {
        now >= self.created.saturating_add(limits.absolute) || now >= self.seen.saturating_add(limits.idle)
    }
}

impl Store {
    /// Begins a session; those that have ended are forgotten.
    pub async fn begin_session(&self, hash: &str, account: i64, limits: Limits) -> sqlx::Result<()> {
        let now = now();
        let forget = sqlx::query("DELETE FROM sessions WHERE created <= $1 OR seen <= $2");
        forget.bind(now - limits.absolute).bind(now - limits.idle).execute(&self.pool).await?;
        let insert = sqlx::query("INSERT INTO sessions (hash, account, created, seen) VALUES ($1, $2, $3, $3)");
        insert.bind(hash).bind(account).bind(now).execute(&self.pool).await?;
        Ok(())
    }

    /// The session of a hash, over or not.
    pub async fn session(&self, hash: &str) -> sqlx::Result<Option<Session>> {
        let select = "SELECT s.account, COALESCE(a.shown, a.username), a.name, a.demo, s.created, s.seen \
                      FROM sessions s JOIN accounts a ON a.id = s.account WHERE s.hash = $1";
        let row = sqlx::query(select).bind(hash).fetch_optional(&self.pool).await?;
        row.map(|row| {
            Ok(Session {
                account: row.try_get(0)?,
                username: row.try_get(1)?,
                name: row.try_get(2)?,
                demo: row.try_get::<i64, _>(3)? != 0,
                created: row.try_get(4)?,
                seen: row.try_get(5)?,
            })
        })
        .transpose()
    }

    /// The session is used now.
    pub async fn see_session(&self, hash: &str) -> sqlx::Result<()> {
        sqlx::query("UPDATE sessions SET seen = $1 WHERE hash = $2").bind(now()).bind(hash).execute(&self.pool).await?;
        Ok(())
    }

    /// Ends a session, told to every process.
    pub async fn end_session(&self, hash: &str, account: i64) -> sqlx::Result<()> {
        let (mut tx, seq) = self.change().await?;
        sqlx::query("DELETE FROM sessions WHERE hash = $1").bind(hash).execute(&mut *tx).await?;
        tell_account(&mut tx, seq, account).await?;
        tx.commit().await
    }

    /// Ends every session of an account, told to every process.
    pub async fn end_sessions(&self, account: i64) -> sqlx::Result<()> {
        let (mut tx, seq) = self.change().await?;
        sqlx::query("DELETE FROM sessions WHERE account = $1").bind(account).execute(&mut *tx).await?;
        tell_account(&mut tx, seq, account).await?;
        tx.commit().await
    }
}
