//! Retention: deletes what has served its time, in bounded batches.

use super::Store;
use super::dataset::MAX_EVENTS;
use super::payee::ANSWER_RETENTION;
use super::sessions::Limits;
use crate::time::now;

/// How long things are kept.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// The lifetime of sessions.
    pub sessions: Limits,
    /// How long audit entries are kept, in seconds; at least 30 days, which triggers of the database enforce.
    pub audit: i64,
}

/// Rows deleted in one transaction: other writers wait only for these.
const BATCH: i64 = 1000;

impl Store {
    /// Deletes changes beyond the replay window, expired idempotent responses and sessions, and old audit entries.
    /// Returns the number of rows.
    pub async fn prune(&self, retention: &Retention) -> sqlx::Result<u64> {
        let (now, limits) = (now(), retention.sessions);
        let newest = self.head().await?;
        let events = "DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seq <= $1 ORDER BY seq LIMIT $2)";
        let answers = "DELETE FROM answers WHERE (account, idempotency_key) IN \
                       (SELECT account, idempotency_key FROM answers WHERE created < $1 LIMIT $2)";
        let created = "DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE created <= $1 LIMIT $2)";
        let seen = "DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE seen <= $1 LIMIT $2)";
        let audit = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < $1 ORDER BY at LIMIT $2)";
        let mut deleted = 0;
        for (delete, bound) in [
            (events, newest.saturating_sub(MAX_EVENTS)),
            (answers, now.saturating_sub(ANSWER_RETENTION)),
            (created, now.saturating_sub(limits.absolute)),
            (seen, now.saturating_sub(limits.idle)),
            (audit, now.saturating_sub(retention.audit)),
        ] {
            deleted += self.delete_in_batches(delete, bound).await?;
        }
        Ok(deleted)
    }

    async fn delete_in_batches(&self, delete: &'static str, bound: i64) -> sqlx::Result<u64> {
        let mut all = 0;
        loop {
            let done = self.write(async |tx| sqlx::query(delete).bind(bound).bind(BATCH).execute(&mut **tx).await);
            let deleted = done.await?.rows_affected();
            all += deleted;
            if deleted < BATCH.unsigned_abs() {
                return Ok(all);
            }
        }
    }
}
