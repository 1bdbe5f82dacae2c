//! Transactions. Every write of the server goes through [`Store::write`], every read of several statements through
//! [`Store::read`].
//!
//! After an error a database may have ended the transaction by itself, as SQLite does on a full disk. The connection is
//! then in an unknown state, so it is closed and never used again.

use std::ops::{Deref, DerefMut};

use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Executor};

use super::audit::{self, StoredEntry};
use super::{Engine, Store};
use crate::security::SecurityLog;

/// A running transaction.
pub struct Tx {
    connection: PoolConnection<Any>,
    /// Whether the transaction has ended, and the connection may be used again.
    ended: bool,
    cancelled: bool,
    pub(super) security: Arc<SecurityLog>,
    /// Entries of the audit table, for the security log.
    pub(super) audited: Vec<StoredEntry>,
}

impl Tx {
    async fn begin(store: &Store, pool: &AnyPool, statement: &'static str) -> sqlx::Result<Self> {
        let mut connection = pool.acquire().await?;
        // Plain statements: the driver counts transactions, and its count is wrong after one that SQLite has ended.
        connection.execute(statement).await.inspect_err(|_| connection.close_on_drop())?;
        let security = Arc::clone(&store.security);
        Ok(Self { connection, ended: false, cancelled: false, security, audited: Vec::new() })
    }

    async fn end(&mut self, statement: &'static str) -> sqlx::Result<()> {
        self.connection.execute(statement).await?;
        self.ended = true;
        Ok(())
    }

    /// Takes the number of a change of data. Other changes wait until the transaction ends, so numbers become visible
    /// in order and without gaps. Call it once.
    pub async fn change(&mut self) -> sqlx::Result<i64> {
        let update = sqlx::query_scalar("UPDATE head SET seq = seq + 1 WHERE id = 1 RETURNING seq");
        update.fetch_one(&mut **self).await
    }

    /// Ends the transaction without effect, for a change that is refused or not needed.
    pub const fn cancel(&mut self) {
        self.cancelled = true;
    }
}

impl Deref for Tx {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.connection
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.connection
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if !self.ended {
            self.connection.close_on_drop();
        }
    }
}

impl Engine {
    /// Takes the lock of writers at once: a transaction that begins with a read could fail later.
    const fn begin_write(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            // Shorter than the timeout of requests. Not a setting of the session: poolers share those.
            Self::Postgres => "BEGIN; SET LOCAL lock_timeout = '3s'; SET LOCAL statement_timeout = '60s'",
        }
    }

    /// All reads see the same state.
    const fn begin_read(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

impl Store {
    /// Runs a change in a transaction, commits it, and checks in the database that it is there.
    ///
    /// # Errors
    /// If nothing was written, or if it is not certain that it was.
    pub async fn write<T>(&self, change: impl AsyncFnOnce(&mut Tx) -> sqlx::Result<T>) -> sqlx::Result<T> {
        match self.write_and_verify(change).await {
            Ok((value, written)) => {
                if written {
                    self.health.record(None);
                }
                Ok(value)
            }
            Err(error) => {
                self.health.record(Some(&error));
                Err(error)
            }
        }
    }

    /// Returns also whether anything was written.
    async fn write_and_verify<T>(
        &self,
        change: impl AsyncFnOnce(&mut Tx) -> sqlx::Result<T>,
    ) -> sqlx::Result<(T, bool)> {
        self.check_file()?;
        let mut tx = Tx::begin(self, &self.writers, self.engine.begin_write()).await?;
        let count = "UPDATE head SET writes = writes + 1 WHERE id = 1 RETURNING writes";
        let own: i64 = sqlx::query_scalar(count).fetch_one(&mut *tx).await?;
        let value = change(&mut tx).await?;
        if tx.cancelled {
            tx.end("ROLLBACK").await?;
            return Ok((value, false));
        }
        tx.end("COMMIT").await?;
        let audited = std::mem::take(&mut tx.audited);
        drop(tx);
        // Through another connection: this one can see what it has not committed.
        let stored: i64 = sqlx::query_scalar("SELECT writes FROM head WHERE id = 1").fetch_one(&self.readers).await?;
        if stored < own {
            return Err(not_stored("the database has lost a committed change"));
        }
        self.check_file()?;
        for entry in &audited {
            audit::log(entry, &self.security);
        }
        Ok((value, true))
    }

    /// Runs reads that see the same state.
    pub async fn read<T>(&self, read: impl AsyncFnOnce(&mut Tx) -> sqlx::Result<T>) -> sqlx::Result<T> {
        let mut tx = Tx::begin(self, &self.readers, self.engine.begin_read()).await?;
        let value = read(&mut tx).await?;
        tx.end("ROLLBACK").await?;
        Ok(value)
    }
}

/// The error of a change that was committed and is not in the database.
pub(super) fn not_stored(why: &'static str) -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::other(why))
}
