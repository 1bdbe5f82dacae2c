//! The file of SQLite: notices that it was deleted, replaced or damaged.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::transaction::not_stored;
use super::{Failure, Store};

/// The file that the connections have open.
#[derive(Debug)]
pub struct DatabaseFile {
    path: PathBuf,
    identity: Option<Identity>,
    /// The write-ahead log, as it was last seen.
    log: Mutex<Option<Identity>>,
    /// The last check of its content in readiness, and its outcome.
    checked: tokio::sync::Mutex<Option<(Instant, Result<(), Failure>)>>,
}

/// Larger files are not checked: the check reads all of them, some hundred megabytes in a second.
const MAX_CHECKED: u64 = 512 << 20;
/// The same in readiness, which is asked every few seconds.
const MAX_CHECKED_OFTEN: u64 = 32 << 20;
/// How long the outcome of a check in readiness is valid.
const CHECK_TTL: Duration = Duration::from_mins(1);

impl DatabaseFile {
    /// Remembers an open file.
    pub fn new(path: PathBuf) -> Self {
        Self { identity: identity(&path), path, log: Mutex::default(), checked: tokio::sync::Mutex::default() }
    }

    /// Returns whether the write-ahead log that this process writes to is still the file at its path. SQLite may
    /// replace it when no connection has it open.
    fn is_log_in_place(&self) -> bool {
        let now = identity(&self.path.with_extension("db-wal"));
        let mut known = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        if *known == now {
            return true;
        }
        if known.is_some_and(is_open) {
            return false;
        }
        *known = now;
        true
    }

    fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len())
    }
}

impl Store {
    /// Returns an error if the connections write to a file that is not there any more: a restart would lose it all.
    pub(super) fn check_file(&self) -> sqlx::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        if identity(&file.path) != file.identity {
            return Err(not_stored("the file of the database was deleted or replaced: restart the server"));
        }
        if !file.is_log_in_place() {
            return Err(not_stored("the -wal file of the database was deleted or replaced: restart the server"));
        }
        Ok(())
    }

    /// Checks the content of the file at start.
    ///
    /// # Errors
    /// If the file is damaged.
    pub async fn check_content(&self) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let size = file.size();
        if size > MAX_CHECKED {
            tracing::info!(size, "the database is too large to be checked at start");
            return Ok(());
        }
        let start = Instant::now();
        let found = self.quick_check().await.with_context(|| damaged(&file.path))?;
        if found != "ok" {
            bail!("{}: {found}", damaged(&file.path));
        }
        tracing::info!(size, seconds = start.elapsed().as_secs_f64(), "the database is sound");
        Ok(())
    }

    /// Returns why the database cannot be read or is damaged, for readiness.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn probe_reads(&self) -> Result<(), Failure> {
        let failure = |error: sqlx::Error| {
            tracing::error!(%error, "the database does not answer");
            Failure::of(&error)
        };
        self.check_file().map_err(failure)?;
        self.head().await.map_err(failure)?;
        let Some(file) = self.file.as_ref().filter(|file| file.size() <= MAX_CHECKED_OFTEN) else { return Ok(()) };
        let mut checked = file.checked.lock().await;
        if let Some((_, outcome)) = checked.filter(|(since, _)| since.elapsed() < CHECK_TTL) {
            return outcome;
        }
        let outcome = match self.quick_check().await {
            Ok(found) if found == "ok" => Ok(()),
            Ok(found) => {
                tracing::error!(found, "the database is damaged");
                Err(Failure::Damaged)
            }
            Err(error) => Err(failure(error)),
        };
        *checked = Some((Instant::now(), outcome));
        outcome
    }

    async fn quick_check(&self) -> sqlx::Result<String> {
        sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&self.readers).await
    }
}

fn damaged(path: &Path) -> String {
    format!("The database {} is damaged: restore a backup, see docs/server.md", path.display())
}

/// Device and inode.
type Identity = (u64, u64);

/// Returns whether this process has a file open. Only known where the system lists open files.
fn is_open(file: Identity) -> bool {
    let open = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    open.into_iter().any(|entry| identity(&entry.path()) == Some(file))
}

/// Returns device and inode; none for a file that is not there.
#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.is_file().then_some((0, 0))
}
