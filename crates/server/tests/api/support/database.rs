//! Where a server keeps its data: outlives the server.

use tempfile::TempDir;

use super::postgres;

/// A database of its own for each story.
pub struct Database {
    /// Its directory, also for files of the story.
    pub directory: TempDir,
    /// Its address, where it is PostgreSQL.
    pub url: Option<String>,
}

impl Database {
    /// A file.
    pub fn sqlite() -> Self {
        Self { directory: TempDir::new().unwrap(), url: None }
    }

    /// A database of a PostgreSQL server; none where there is no such server.
    pub fn postgres() -> Option<Self> {
        let url = postgres::new_database()?;
        Some(Self { directory: TempDir::new().unwrap(), url: Some(url) })
    }

    /// A file of the story.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.directory.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}
