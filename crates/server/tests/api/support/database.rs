//! The database of a test, which outlives its servers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, Connection, Executor};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::postgres;

/// A database used by one test only.
pub struct Database {
    /// The directory of the database and of other files of the test.
    pub directory: TempDir,
    /// The URL of a PostgreSQL database.
    pub url: Option<String>,
}

impl Database {
    /// Creates a SQLite database.
    pub fn sqlite() -> Self {
        Self { directory: TempDir::new().unwrap(), url: None }
    }

    /// Creates a PostgreSQL database.
    pub fn postgres() -> Self {
        Self { directory: TempDir::new().unwrap(), url: Some(postgres::new_database()) }
    }

    /// Returns the file of SQLite.
    pub fn sqlite_file(&self) -> PathBuf {
        self.directory.path().join("data/mci-engagements.db")
    }

    /// Runs a statement, as an operator may do by hand.
    pub fn execute(&self, statement: &str) {
        self.try_execute(statement).unwrap();
    }

    /// The same where the database may refuse: why.
    pub fn try_execute(&self, statement: &str) -> Result<(), String> {
        let (runtime, mut connection) = self.connect();
        let statement = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        runtime.block_on(statement.execute(&mut connection)).map(drop).map_err(|error| error.to_string())
    }

    /// The number that a query returns.
    pub fn number(&self, query: &str) -> i64 {
        let (runtime, mut connection) = self.connect();
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned()));
        runtime.block_on(query.fetch_one(&mut connection)).unwrap()
    }

    /// Makes every submission of a profile fail inside its transaction. SQLite then ends the transaction by itself, as
    /// it does on a full disk.
    pub fn break_submissions(&self) {
        if self.url.is_some() {
            self.execute(
                "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS \
                 'BEGIN RAISE EXCEPTION ''broken''; END'",
            );
            self.execute("CREATE TRIGGER broken BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION broken()");
        } else {
            self.execute("CREATE TRIGGER broken BEFORE INSERT ON answers BEGIN SELECT RAISE(ROLLBACK, 'broken'); END");
        }
    }

    /// Undoes [`Self::break_submissions`].
    pub fn mend_submissions(&self) {
        self.execute(if self.url.is_some() { "DROP TRIGGER broken ON answers" } else { "DROP TRIGGER broken" });
    }

    /// Returns how often each location has changed.
    pub fn location_changes(&self) -> BTreeMap<String, i64> {
        Self::location_changes_of(self.connect())
    }

    /// The same of a file of SQLite on a disk that only its server has.
    pub fn location_changes_in(file: &Path) -> BTreeMap<String, i64> {
        let directory = TempDir::new().unwrap();
        let copy = directory.path().join("copy.db");
        std::fs::copy(file, &copy).unwrap();
        // What is not in the file yet; SQLite creates the index of it again.
        std::fs::copy(file.with_extension("db-wal"), copy.with_extension("db-wal")).unwrap();
        Self::location_changes_of(Self::connect_to(&format!("sqlite://{}", copy.display())))
    }

    fn location_changes_of((runtime, mut connection): (Runtime, AnyConnection)) -> BTreeMap<String, i64> {
        let rows = sqlx::query_as("SELECT id, changes FROM resources WHERE kind = 'location'");
        let rows: Vec<(String, i64)> = runtime.block_on(rows.fetch_all(&mut connection)).unwrap();
        rows.into_iter().collect()
    }

    /// Holds the lock that writers need until the result is dropped.
    pub fn block_writers(&self) -> impl Drop + use<> {
        struct Lock(Option<AnyConnection>, Runtime);
        impl Drop for Lock {
            fn drop(&mut self) {
                if let Some(connection) = self.0.take() {
                    self.1.block_on(connection.close()).unwrap();
                }
            }
        }
        let (runtime, mut connection) = self.connect();
        let begin = if self.url.is_some() { "BEGIN; UPDATE head SET seq = seq" } else { "BEGIN IMMEDIATE" };
        runtime.block_on(connection.execute(begin)).unwrap();
        Lock(Some(connection), runtime)
    }

    fn connect(&self) -> (Runtime, AnyConnection) {
        Self::connect_to(&self.url.clone().unwrap_or_else(|| format!("sqlite://{}", self.sqlite_file().display())))
    }

    fn connect_to(url: &str) -> (Runtime, AnyConnection) {
        sqlx::any::install_default_drivers();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let connection = runtime.block_on(AnyConnection::connect(url)).unwrap();
        (runtime, connection)
    }

    /// Writes a file of the test and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
