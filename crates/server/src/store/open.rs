//! Opens the database and migrates its tables.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyConnection, AnyPool, ConnectOptions, Connection, Executor, Row};

use super::file::DatabaseFile;
use super::{Engine, Failure, Store, accounts, health, private_files};
use crate::config::Place;
use crate::security::SecurityLog;

/// Settings of each SQLite connection. `synchronous=FULL`: an answered change survives a loss of power.
const PRAGMAS: &str = "PRAGMA busy_timeout = 3000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000";
/// Settings of a connection for reads: it refuses to write.
const READ_PRAGMAS: &str = "PRAGMA busy_timeout = 1000; PRAGMA cache_size = -2000; PRAGMA query_only = ON";
/// How long a request waits for a connection. Writers wait for a lock no longer than three seconds.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(4);
/// How long a server that starts waits for a PostgreSQL that starts.
const START_TIMEOUT: Duration = Duration::from_secs(10);

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
            let migrated = store.migrate().await;
            migrated.map_err(|error| {
                let hint = if is_pooled(&error) { POOLER_HINT } else { "" };
                anyhow::Error::from(error).context(format!("Could not migrate the tables of the database{hint}"))
            })?;
        }
        let key = store.secret("security-log").await.context("Could not read the key of the security log")?;
        store.security = Arc::new(SecurityLog::new(key, place.security_log_plain));
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self.engine {
            Engine::Sqlite => sqlx::migrate!("migrations/sqlite").run(&self.writers).await,
            Engine::Postgres => sqlx::migrate!("migrations/postgres").run(&self.writers).await,
        }
    }

    fn new(engine: Engine, readers: AnyPool, writers: AnyPool, file: Option<PathBuf>) -> Self {
        Self {
            readers,
            writers,
            engine,
            file: file.map(|path| Arc::new(DatabaseFile::new(path))),
            health: Arc::new(health::WriteHealth::default()),
            reported_grants: accounts::ReportedGrants::default(),
            security: Arc::new(SecurityLog::new(Vec::new(), false)),
        }
    }
}

/// What to do where a pooler gives each transaction another connection.
const POOLER_HINT: &str = ": a connection pooler gives each transaction another connection. With PgBouncer, use \
                           pool_mode = session, or connect to PostgreSQL itself";

/// Returns whether prepared statements are those of another session.
fn is_pooled(error: &sqlx::migrate::MigrateError) -> bool {
    use sqlx::migrate::MigrateError::{Execute, ExecuteMigration};

    let (Execute(error) | ExecuteMigration(error, _)) = error else { return false };
    let code = error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
    // duplicate_prepared_statement, invalid_sql_statement_name
    code.is_some_and(|code| ["42P05", "26000"].contains(&code.as_str()))
}

async fn postgres(url: &str) -> Result<Store> {
    let options = options(url)?;
    // The URL may contain a password: keep it out of the message.
    let failed = "Could not connect to the PostgreSQL of DATABASE_URL";
    let mut first = connect(&options).await.context(failed)?;
    let mut second = connect(&options).await.context(failed)?;
    if is_shared(&mut first, &mut second).await.context(failed)? {
        bail!("PostgreSQL cannot be used like this{POOLER_HINT}");
    }
    first.close().await?;
    second.close().await?;
    let pool = |size| AnyPoolOptions::new().max_connections(size).acquire_timeout(ACQUIRE_TIMEOUT);
    let (readers, writers) = (pool(12).connect_lazy_with(options.clone()), pool(4).connect_lazy_with(options));
    Ok(Store::new(Engine::Postgres, readers, writers, None))
}

/// Returns whether a pooler gives the transactions of one connection different connections to the database: the one
/// that served `first` is then taken by a transaction of `second`.
async fn is_shared(first: &mut AnyConnection, second: &mut AnyConnection) -> sqlx::Result<bool> {
    // Plain statements: prepared ones are what fails there.
    const PROCESS: &str = "SELECT pg_backend_pid()::text";
    let before: String = first.fetch_one(PROCESS).await?.try_get(0)?;
    second.execute("BEGIN; SELECT 1").await?;
    let after: String = first.fetch_one(PROCESS).await?.try_get(0)?;
    second.execute("ROLLBACK").await?;
    Ok(before != after)
}

/// Connects once, so that the first error is reported: a pool repeats until its timeout and reports that. Waits only
/// for a database that starts.
async fn connect(options: &AnyConnectOptions) -> sqlx::Result<AnyConnection> {
    let start = Instant::now();
    loop {
        let error = match options.connect().await {
            Ok(connection) => return Ok(connection),
            Err(error) => error,
        };
        let starting = match &error {
            sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
            sqlx::Error::Database(error) => error.code().is_some_and(|code| code == "57P03"),
            _ => false,
        };
        if !starting || start.elapsed() >= START_TIMEOUT {
            return Err(error);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn sqlite(data: &Path) -> Result<Store> {
    create_private(data).with_context(|| format!("Could not create the directory {}", data.display()))?;
    let file = std::path::absolute(data.join("mci-engagements.db"))?;
    private_files::make_private(&file);
    create(&file).await?;
    // A file that is deleted later is an error, and not an empty database.
    let options = options(&url(&file, "rw")?)?;
    let pool = |size, pragmas: &'static str| {
        let pool = AnyPoolOptions::new().max_connections(size).acquire_timeout(ACQUIRE_TIMEOUT);
        // Connections with a warm cache, and one file descriptor for each.
        pool.idle_timeout(None).max_lifetime(None).after_connect(move |connection, _| {
            Box::pin(async move {
                connection.execute(pragmas).await?;
                Ok(())
            })
        })
    };
    // SQLite has one writer at a time: others wait in the queue of the pool, which is fair.
    let (readers, writers) = (pool(4, READ_PRAGMAS), pool(1, PRAGMAS));
    let (readers, writers) = (readers.connect_lazy_with(options.clone()), writers.connect_lazy_with(options));
    Ok(Store::new(Engine::Sqlite, readers, writers, Some(file)))
}

/// Opens the file once, creates it if it is missing, and reports the first error.
async fn create(file: &Path) -> Result<()> {
    let log = file.with_extension("db-wal");
    if !file.exists() && log.exists() {
        bail!("{} is missing, but {} is there: restore the database, or remove both", file.display(), log.display());
    }
    let open = async {
        let mut connection = options(&url(file, "rwc")?)?.connect().await?;
        connection.execute(PRAGMAS).await?;
        // Reads the file: PRAGMAS alone do not notice that it is no database.
        connection.execute("SELECT count(*) FROM sqlite_schema").await?;
        connection.close().await?;
        anyhow::Ok(())
    };
    let opened = open.await;
    opened.map_err(|error| {
        let failure = error.downcast_ref::<sqlx::Error>().map(Failure::of);
        let remedy = match failure {
            Some(Failure::Damaged) => ": it is damaged or no database; restore a backup, see docs/server.md",
            Some(Failure::ReadOnly | Failure::Unavailable) => ": may this user read and write it?",
            Some(Failure::Full) => ": is there room on the disk?",
            _ => "",
        };
        error.context(format!("Could not open the database {}{remedy}", file.display()))
    })
}

fn url(file: &Path, mode: &str) -> Result<String> {
    Ok(format!("sqlite://{}?mode={mode}", percent_encoded(file.to_str().context("The path of --data is not UTF-8")?)))
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
