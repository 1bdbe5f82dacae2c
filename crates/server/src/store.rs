//! The database: SQLite in a file, or PostgreSQL, with the same statements for both.
//!
//! Every change of data first takes its number, see [`Store::begin_change`]: the row in `head` stays locked until the
//! change is committed, so numbers become visible in order and without gaps.

pub mod accounts;
pub mod audit;
pub mod dataset;
mod import;
pub mod lists;
pub mod payee;
pub mod retention;
mod secrets;
pub mod sessions;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, ConnectOptions, Executor, Transaction};

use crate::config::Place;
use crate::security::SecurityLog;

/// A transaction.
pub type Tx = Transaction<'static, Any>;

/// The database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
    reported_grants: accounts::ReportedGrants,
    security: Arc<SecurityLog>,
}

impl Store {
    fn new(pool: AnyPool, engine: Engine) -> Self {
        let security = Arc::new(SecurityLog::new(Vec::new(), false));
        Self { pool, engine, reported_grants: accounts::ReportedGrants::default(), security }
    }

    /// Returns the security log, whose pseudonyms are those of this database.
    pub fn security(&self) -> &Arc<SecurityLog> {
        &self.security
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// Settings of every SQLite connection. `synchronous=FULL`: an answered change survives a loss of power.
const PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000";

impl Store {
    /// Opens the database, creates the file for SQLite, and migrates the tables.
    pub async fn open(place: &Place) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let mut store = match &place.database_url {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => postgres(url).await?,
            Some(_) => {
                bail!("DATABASE_URL must start with postgres://; without it the database is a file below --data")
            }
            None => sqlite(&place.data).await?,
        };
        if store.migrate().await.is_err() {
            // Another process may be migrating: SQLite allows one migration at a time and fails the other.
            tokio::time::sleep(Duration::from_millis(500)).await;
            store.migrate().await.context("Could not migrate the tables of the database")?;
        }
        let key = store.secret("security-log").await.context("Could not read the key of the security log")?;
        store.security = Arc::new(SecurityLog::new(key, place.security_log_plain));
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self.engine {
            Engine::Sqlite => sqlx::migrate!("migrations/sqlite").run(&self.pool).await,
            Engine::Postgres => sqlx::migrate!("migrations/postgres").run(&self.pool).await,
        }
    }

    /// Returns the number of the newest change.
    pub async fn head(&self) -> sqlx::Result<i64> {
        sqlx::query_scalar("SELECT seq FROM head WHERE id = 1").fetch_one(&self.pool).await
    }

    /// Begins a change of data and returns its number. Blocks other changes until the transaction ends; the number is
    /// used only if it is committed.
    pub async fn begin_change(&self) -> sqlx::Result<(Tx, i64)> {
        let mut tx = self.pool.begin().await?;
        let seq =
            sqlx::query_scalar("UPDATE head SET seq = seq + 1 WHERE id = 1 RETURNING seq").fetch_one(&mut *tx).await?;
        Ok((tx, seq))
    }

    /// Begins a transaction that writes, but changes no data that clients have read.
    async fn begin_write(&self) -> sqlx::Result<Tx> {
        self.pool.begin().await
    }

    /// Begins a transaction in which all reads see the same state.
    async fn begin_read(&self) -> sqlx::Result<Tx> {
        let mut tx = self.pool.begin().await?;
        if self.engine == Engine::Postgres {
            tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
        }
        Ok(tx)
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
        sqlx::query("VACUUM INTO $1").bind(name).execute(&self.pool).await.context("Could not write the backup")?;
        std::fs::File::open(file)?.sync_all()?;
        Ok(())
    }

    /// Closes every connection; SQLite then checkpoints its write-ahead log.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Appends a change to the event log.
pub async fn record_event(tx: &mut Tx, seq: i64, kind: &str, id: &str) -> sqlx::Result<()> {
    let insert = sqlx::query("INSERT INTO events (seq, kind, id) VALUES ($1, $2, $3)");
    insert.bind(seq).bind(kind).bind(id).execute(&mut **tx).await?;
    Ok(())
}

async fn postgres(url: &str) -> Result<Store> {
    let options = options(url)?;
    let pool = AnyPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(10));
    // The URL may contain a password: keep it out of the message.
    let pool = pool.connect_with(options).await.context("Could not connect to the PostgreSQL of DATABASE_URL")?;
    Ok(Store::new(pool, Engine::Postgres))
}

async fn sqlite(data: &Path) -> Result<Store> {
    create_private(data).with_context(|| format!("Could not create the directory {}", data.display()))?;
    let file = std::path::absolute(data.join("mci-engagements.db"))?;
    let url =
        format!("sqlite://{}?mode=rwc", percent_encoded(file.to_str().context("The path of --data is not UTF-8")?));
    let pool = AnyPoolOptions::new().max_connections(4).acquire_timeout(Duration::from_secs(30));
    let pool = pool.after_connect(|connection, _| {
        Box::pin(async move {
            connection.execute(PRAGMAS).await?;
            Ok(())
        })
    });
    let pool = pool.connect_with(options(&url)?).await;
    let pool = pool.with_context(|| format!("Could not open the database {}", file.display()))?;
    Ok(Store::new(pool, Engine::Sqlite))
}

fn options(url: &str) -> Result<AnyConnectOptions> {
    let options: AnyConnectOptions = url.parse().ok().context("DATABASE_URL is not a valid URL")?;
    Ok(options.disable_statement_logging())
}

/// Creates a directory that only its owner can read: the database holds hashes of passwords and sessions.
fn create_private(directory: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

fn percent_encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |all, byte| match byte {
        b'/' | b'-' | b'_' | b'.' | b'~' => all + char::from(byte).encode_utf8(&mut [0; 4]),
        byte if byte.is_ascii_alphanumeric() => all + char::from(byte).encode_utf8(&mut [0; 4]),
        byte => format!("{all}%{byte:02X}"),
    })
}
