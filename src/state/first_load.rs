//! The load that begins before the app is mounted, and the first rows that it shows early.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::Sync;

use super::AppState;
use crate::api::{self, Outcome, Progress};
use crate::browser::clock;
use crate::browser::timer::{Timeout, sleep, with_timeout_or};

/// The first load: how far it is, and its outcome.
pub struct FirstLoad {
    pub progress: Progress,
    pub outcome: Timeout<Outcome>,
}

/// Loads the data for at most `limit`, or until the first rows of the list can be shown.
pub async fn first_load(limit: Duration, with_first_rows: bool) -> FirstLoad {
    let progress = Progress::default();
    let watched = progress.clone();
    let loading = Box::pin(async move { api::load(None, clock::today(), Some(&watched)).await });
    let outcome = with_timeout_or(loading, limit, || with_first_rows && progress.has_first_rows()).await;
    FirstLoad { progress, outcome }
}

impl AppState {
    /// Takes in the load that began before the app was mounted.
    pub(super) fn follow_first_load(&'static self, first: FirstLoad) {
        let FirstLoad { progress, outcome } = first;
        match outcome {
            Timeout::Done(outcome) => self.on_outcome(Sync::FIRST_LOAD, outcome),
            Timeout::Pending(loading) => {
                let followed = progress.clone();
                progress.follow(move || {
                    self.dataset.engagements_read.set(followed.engagements());
                    if let Some(data) = followed.take_first_rows() {
                        self.dataset.show_first_rows(data);
                    }
                });
                spawn_local(async move {
                    let outcome = loading.await;
                    // A task of its own, beside that of the last piece of the data.
                    sleep(Duration::ZERO).await;
                    self.on_outcome(Sync::FIRST_LOAD, outcome);
                });
            }
        }
    }
}
