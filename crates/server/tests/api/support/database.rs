//! The database of a test, which outlives its servers.

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

    /// Writes a file of the test and returns its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
