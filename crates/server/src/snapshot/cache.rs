//! The current snapshot, kept up to date with the database.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, RwLock, watch};

use super::event_log::EventLog;
use super::{Admins, RevisionKey, Snapshot};
use crate::store::Store;
use crate::store::dataset::ChangeEvent;
use crate::time::today;

/// Poll interval for changes made by other processes.
const POLL: Duration = Duration::from_millis(200);

/// The current snapshot and the log of recent changes.
pub struct SnapshotCache {
    store: Store,
    /// Whether the accounts of the demo count as admins.
    demo: bool,
    key: Arc<RevisionKey>,
    snapshot: watch::Sender<Arc<Snapshot>>,
    events: RwLock<EventLog>,
    /// Serializes refreshes.
    refreshing: Mutex<()>,
}

impl SnapshotCache {
    /// Loads all data.
    pub async fn load(store: Store, demo: bool) -> sqlx::Result<Self> {
        let dataset = store.read_dataset().await?;
        // Read after the dataset, so that the log covers all changes in it; the next refresh loads later ones.
        let events = EventLog::new(store.recent_events().await?, dataset.seq);
        let admins = Arc::new(Admins::new(store.admins(demo).await?));
        let key = Arc::new(RevisionKey::new(store.secret("revisions").await?));
        let snapshot = watch::Sender::new(Arc::new(Snapshot::new(dataset, admins, Arc::clone(&key))));
        Ok(Self { store, demo, key, snapshot, events: RwLock::new(events), refreshing: Mutex::new(()) })
    }

    /// Returns the current snapshot.
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.borrow())
    }

    /// Subscribes to new snapshots.
    pub fn subscribe(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshot.subscribe()
    }

    /// Returns the locations of the newest `count` visible changes of a snapshot since its import, in order; none if
    /// they are not known any more.
    pub async fn newest_changes(
        &self,
        snapshot: &Snapshot,
        count: usize,
        is_visible: impl Fn(&str) -> bool,
    ) -> Option<Vec<Box<str>>> {
        self.events.read().await.newest(snapshot.programme.revision, snapshot.seq, count, is_visible)
    }

    /// Returns the admins as they are now: the same pointer where nothing has changed.
    async fn admins(&self, current: &Snapshot) -> sqlx::Result<Arc<Admins>> {
        let admins = Admins::new(self.store.admins(self.demo).await?);
        Ok(if admins == *current.admins { Arc::clone(&current.admins) } else { Arc::new(admins) })
    }

    async fn begin_day(&self) {
        let _guard = self.refreshing.lock().await;
        let next = self.current().for_today();
        self.snapshot.send_replace(Arc::new(next));
    }

    /// Loads what has changed, here or in another process. `invalidate_accounts` gets the accounts whose sessions or
    /// roles have changed, before anybody sees the new snapshot.
    pub async fn refresh(&self, invalidate_accounts: impl Fn(&[i64])) -> sqlx::Result<()> {
        let _guard = self.refreshing.lock().await;
        let current = self.current();
        let head = self.store.head().await?;
        if head == current.seq {
            return Ok(());
        }
        let changes = self.store.changes_after(current.seq).await?;
        // A smaller number means that the database was restored to an earlier state.
        let reload = head < current.seq || changes.events.iter().any(|event| event.kind == "dataset");
        let accounts: Vec<i64> = changes.events.iter().filter_map(ChangeEvent::account).collect();
        let admins =
            if reload || !accounts.is_empty() { self.admins(&current).await? } else { Arc::clone(&current.admins) };
        let next = if reload {
            Snapshot::new(self.store.read_dataset().await?, admins, Arc::clone(&self.key))
        } else {
            current.with_changes(&changes, admins)
        };
        if reload {
            // More may have changed while the data were read.
            *self.events.write().await = EventLog::new(self.store.recent_events().await?, next.seq);
        } else {
            self.events.write().await.extend(changes.events.into_iter(), next.seq);
        }
        invalidate_accounts(&accounts);
        self.snapshot.send_replace(Arc::new(next));
        Ok(())
    }
}

/// Refreshes the cache periodically and moves dates at midnight, until the process ends.
pub async fn poll_changes(cache: &SnapshotCache, invalidate_accounts: impl Fn(&[i64])) {
    let mut failing = false;
    loop {
        tokio::time::sleep(POLL).await;
        if cache.current().day != today() {
            if let Err(error) = cache.store.move_dates(today()).await {
                tracing::error!(%error, "could not move the dates of the demo");
            }
            cache.begin_day().await;
        }
        match cache.refresh(&invalidate_accounts).await {
            Ok(()) => failing = false,
            // Logged once for each outage.
            Err(error) if !failing => {
                failing = true;
                tracing::error!(%error, "could not check for changes");
            }
            Err(_) => {}
        }
    }
}
