//! The database: SQLite in a file, or PostgreSQL, with the same statements for both.
//!
//! Writers have a pool of connections of their own, so that blocked writers leave reads untouched. Nothing outside of
//! this module reaches it: every write goes through [`Store::write`], and connections for reads refuse to write.
//!
//! Every change of data takes a number, see [`Tx::change`]: the row in `head` stays locked until the change is
//! committed, so numbers become visible in order and without gaps.

mod account_state;
pub mod accounts;
pub mod audit;
pub mod dataset;
mod failure;
mod file;
mod health;
mod import;
mod import_report;
pub mod lists;
mod open;
pub mod payee;
pub mod private_files;
pub mod retention;
mod secrets;
pub mod sessions;
mod transaction;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use sqlx::AnyPool;

use crate::security::SecurityLog;

pub use failure::Failure;
pub use transaction::Tx;

/// The database.
#[derive(Clone, Debug)]
pub struct Store {
    readers: AnyPool,
    /// Only for [`Store::write`], migrations and backups.
    writers: AnyPool,
    engine: Engine,
    /// The file of SQLite.
    file: Option<Arc<file::DatabaseFile>>,
    health: Arc<health::WriteHealth>,
    reported_grants: accounts::ReportedGrants,
    security: Arc<SecurityLog>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

impl Store {
    /// Returns the security log, whose pseudonyms are those of this database.
    pub fn security(&self) -> &Arc<SecurityLog> {
        &self.security
    }

    /// Returns the number of the newest change.
    pub async fn head(&self) -> sqlx::Result<i64> {
        sqlx::query_scalar("SELECT seq FROM head WHERE id = 1").fetch_one(&self.readers).await
    }

    /// Writes a copy of the SQLite database to a new file.
    pub async fn backup(&self, file: &Path) -> Result<()> {
        if self.engine == Engine::Postgres {
            bail!("The database is PostgreSQL: back it up with pg_dump");
        }
        let name = file.to_str().context("The name of the file is not UTF-8")?;
        if file.exists() {
            bail!("{name} exists already");
        }
        sqlx::query("VACUUM INTO $1").bind(name).execute(&self.writers).await.context("Could not write the backup")?;
        std::fs::File::open(file)?.sync_all()?;
        Ok(())
    }

    /// Closes every connection; SQLite then checkpoints its write-ahead log.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

/// Appends a change to the event log.
pub async fn record_event(tx: &mut Tx, seq: i64, kind: &str, id: &str) -> sqlx::Result<()> {
    let insert = sqlx::query("INSERT INTO events (seq, kind, id) VALUES ($1, $2, $3)");
    insert.bind(seq).bind(kind).bind(id).execute(&mut **tx).await?;
    Ok(())
}
