//! The database of a test, which outlives its servers.

use sqlx::Connection;
use tempfile::TempDir;

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

    /// Runs a statement, as an operator may do by hand.
    pub fn execute(&self, statement: &str) {
        self.try_execute(statement).unwrap();
    }

    /// The same where the database may refuse: why.
    pub fn try_execute(&self, statement: &str) -> Result<(), String> {
        let done = self.connected(async |connection| {
            sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(connection).await
        });
        done.map(drop).map_err(|error| error.to_string())
    }

    /// The number that a query returns.
    pub fn number(&self, query: &str) -> i64 {
        let number = self.connected(async |connection| {
            sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_one(connection).await
        });
        number.unwrap()
    }

    fn connected<T>(&self, run: impl AsyncFnOnce(&mut sqlx::AnyConnection) -> T) -> T {
        sqlx::any::install_default_drivers();
        let file = self.directory.path().join("data/mci-engagements.db");
        let url = self.url.clone().unwrap_or_else(|| format!("sqlite://{}", file.display()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = sqlx::AnyConnection::connect(&url).await.unwrap();
            run(&mut connection).await
        })
    }

    /// Writes a file of the test and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
