//! Whether the database takes writes: from the last write, or from a probe where the last write is some seconds old.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Failure, Store};
use crate::time::now;

/// How long the outcome of a write or a probe is valid.
const PROBE_TTL: Duration = Duration::from_secs(5);
/// The size of a probe after a failed write, in characters. A full disk can still take a few bytes where earlier
/// content is overwritten.
const PROBE_SIZE: usize = 64 << 10;

/// The outcome of the last write.
#[derive(Debug, Default)]
pub struct WriteHealth {
    state: Mutex<State>,
    /// One probe at a time.
    probing: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    last: Option<(Instant, Result<(), Failure>)>,
    failures: BTreeMap<Failure, u64>,
}

impl WriteHealth {
    /// Records the outcome of a write. Waiting writers are no failure of the database.
    pub(super) fn record(&self, error: Option<&sqlx::Error>) {
        let failure = error.map(Failure::of);
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(failure) = failure {
            *state.failures.entry(failure).or_default() += 1;
        }
        match failure {
            // The change was wrong, not the database.
            Some(Failure::Busy | Failure::Other) => {}
            Some(failure) => state.last = Some((Instant::now(), Err(failure))),
            None => state.last = Some((Instant::now(), Ok(()))),
        }
    }

    fn last(&self) -> Option<(Instant, Result<(), Failure>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).last
    }

    /// Returns whether the last write succeeded.
    pub fn is_writable(&self) -> bool {
        self.last().is_none_or(|(_, outcome)| outcome.is_ok())
    }

    /// Returns the number of failed writes of each kind.
    pub fn failures(&self) -> Vec<(&'static str, u64)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |kind: Failure| (kind.as_str(), state.failures.get(&kind).copied().unwrap_or(0));
        Failure::ALL.into_iter().map(count).collect()
    }
}

impl Store {
    /// Returns the outcomes of writes.
    pub fn health(&self) -> &WriteHealth {
        &self.health
    }

    /// Returns why the database does not take writes. Writes something where the last write is some seconds old.
    ///
    /// # Errors
    /// If it does not take writes.
    pub async fn probe_writes(&self) -> Result<(), Failure> {
        let _guard = self.health.probing.lock().await;
        let last = self.health.last();
        if let Some((_, outcome)) = last.filter(|(since, _)| since.elapsed() < PROBE_TTL) {
            return outcome;
        }
        let size = if last.is_some_and(|(_, outcome)| outcome.is_err()) { PROBE_SIZE } else { 1 };
        // Other content than last time: SQLite does not write what is there already.
        let content = (now() % 10).to_string().repeat(size);
        let probe = self.write(async |tx| {
            sqlx::query("UPDATE probe SET content = $1 WHERE id = 1").bind(&content).execute(&mut **tx).await?;
            Ok(())
        });
        match probe.await {
            Ok(()) => Ok(()),
            // Other writers hold the lock, and so write.
            Err(error) if Failure::of(&error) == Failure::Busy => last.map_or(Ok(()), |(_, outcome)| outcome),
            Err(error) => {
                tracing::error!(%error, "the database does not take writes");
                Err(Failure::of(&error))
            }
        }
    }
}
