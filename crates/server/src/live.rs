//! What is read, in memory and as it is answered; and what changes, told to those who listen.

mod encoded;
mod feed;
mod rows;
mod view;
mod world;

use std::sync::Arc;
use std::time::Duration;

use domain::Day;
use tokio::sync::{Mutex, RwLock, watch};

use crate::store::{Store, now};

pub use encoded::{Encoded, Encoding};
pub use feed::{Feed, Missed};
pub use view::{Sight, View, sees_claim};
pub use world::World;

/// How often other processes are looked after.
const POLL: Duration = Duration::from_millis(200);

/// The data of this moment, kept up to date.
pub struct Live {
    store: Store,
    world: watch::Sender<Arc<World>>,
    feed: RwLock<Feed>,
    refreshing: Mutex<()>,
}

impl Live {
    /// Reads everything.
    pub async fn start(store: Store) -> sqlx::Result<Self> {
        let everything = store.everything().await?;
        // In this order, so that no change lies between the two: later ones are found by the next look.
        let feed = Feed::new(store.newest_events().await?, everything.seq);
        let world = watch::Sender::new(Arc::new(World::new(everything)));
        Ok(Self { store, world, feed: RwLock::new(feed), refreshing: Mutex::new(()) })
    }

    /// The data of this moment.
    pub fn world(&self) -> Arc<World> {
        Arc::clone(&self.world.borrow())
    }

    /// Told whenever anything has changed.
    pub fn subscribe(&self) -> watch::Receiver<Arc<World>> {
        self.world.subscribe()
    }

    /// What happened after a number.
    pub async fn missed(&self, after: i64) -> Missed {
        self.feed.read().await.after(after)
    }

    /// What is said about yesterday is forgotten.
    async fn begin_day(&self) {
        let _one_at_a_time = self.refreshing.lock().await;
        let next = self.world().today();
        self.world.send_replace(Arc::new(next));
    }

    /// Looks whether anything has changed, here or in another process, and takes it in. Returns the accounts whose
    /// sessions or roles are not what they were.
    pub async fn refresh(&self) -> sqlx::Result<Vec<i64>> {
        let _one_at_a_time = self.refreshing.lock().await;
        let world = self.world();
        let head = self.store.head().await?;
        if head == world.seq {
            return Ok(Vec::new());
        }
        let changes = self.store.changes_after(world.seq).await?;
        let all = head < world.seq || changes.events.iter().any(|event| event.kind == "dataset");
        let next = if all { World::new(self.store.everything().await?) } else { world.with(&changes) };
        let accounts = changes.events.iter().filter(|event| event.kind == "account");
        let accounts = accounts.filter_map(|event| event.id.parse().ok()).collect();
        if all {
            // More may have happened while everything was read, or the database was put back to an earlier state.
            *self.feed.write().await = Feed::new(self.store.newest_events().await?, next.seq);
        } else {
            self.feed.write().await.extend(changes.events.into_iter(), next.seq);
        }
        self.world.send_replace(Arc::new(next));
        Ok(accounts)
    }
}

/// Looks for changes of other processes, and moves dates at midnight, until the process ends.
pub async fn keep_up(live: &Live, forget_accounts: impl Fn(&[i64])) {
    let mut failing = false;
    loop {
        tokio::time::sleep(POLL).await;
        if live.world().day != today() {
            if let Err(error) = live.store.move_dates(today()).await {
                tracing::error!(%error, "could not move the dates of the demo");
            }
            live.begin_day().await;
        }
        match live.refresh().await {
            Ok(accounts) => {
                failing = false;
                forget_accounts(&accounts);
            }
            Err(error) if !failing => {
                failing = true;
                tracing::error!(%error, "could not look for changes");
            }
            Err(_) => {}
        }
    }
}

/// The day it is, in UTC.
pub fn today() -> Day {
    Day::from_epoch(i32::try_from(now() / 86_400).unwrap_or_default())
}
