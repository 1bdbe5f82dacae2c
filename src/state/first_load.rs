//! The load that begins before the app is mounted, and the first rows that it shows early.

use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::connection::{First, answer};
use super::effects::Payload;
use super::{AppState, LazyFunctions};
use crate::api::{self, Backend, Failure, LoadError, Outcome, Progress};
use crate::browser::timer::{Timeout, sleep, with_timeout_or};
use crate::browser::{clock, dom};

/// The first load: how far it is, and its outcome.
pub struct FirstLoad {
    pub progress: Progress,
    pub outcome: Timeout<Outcome>,
}

/// Loads the lazy chunk; `None` where that fails.
pub type LoadLazy = fn() -> Pin<Box<dyn Future<Output = Option<&'static LazyFunctions>>>>;

/// Loads the data for at most `limit`, or until the first rows of the list can be shown.
pub async fn first_load(limit: Duration, with_first_rows: bool, load_lazy: LoadLazy) -> FirstLoad {
    let progress = Progress::default();
    let watched = progress.clone();
    let loading = Box::pin(async move {
        let incomplete = || Outcome::Failed(Failure::from(LoadError::AppIncomplete), None);
        // The lazy chunk reads a file of the person: it loads again as soon as it is there.
        if api::own_file::persisted_name().is_some() {
            return incomplete();
        }
        let outcome = api::load(None, clock::today(), Some(&watched)).await;
        // Changes of earlier visits are read and applied by the lazy chunk.
        if has_changes(&outcome) && load_lazy().await.is_none() {
            return incomplete();
        }
        outcome
    });
    let outcome = with_timeout_or(loading, limit, || with_first_rows && progress.has_first_rows()).await;
    FirstLoad { progress, outcome }
}

fn has_changes(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Loaded(loaded) => matches!(&loaded.backend, Backend::Local { changes: Some(_), .. }),
        _ => false,
    }
}

impl AppState {
    /// Takes in the load that began before the app was mounted.
    pub(super) fn follow_first_load(&'static self, first: FirstLoad) {
        let FirstLoad { progress, outcome } = first;
        match outcome {
            Timeout::Done(outcome) => self.on_first_outcome(outcome),
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
                    self.on_first_outcome(outcome);
                });
            }
        }
    }

    /// Shows the outcome. The machine, where it is not loaded yet, would not decide otherwise: nothing of another
    /// person is there, and nobody else waits for an answer. How to sign in is shown by the lazy chunk in any case.
    fn on_first_outcome(&'static self, outcome: Outcome) {
        let answer = answer(&outcome);
        let is_listening = self.connection.first.with_value(|first| matches!(first, First::Listening));
        if let Some(functions) = self.lazy.get_untracked().filter(|_| is_listening) {
            (functions.take_in_first)(self, answer, Payload::Outcome(Box::new(outcome)));
        } else {
            let payload = if matches!(outcome, Outcome::SignIn(..)) {
                Payload::Outcome(Box::new(outcome))
            } else {
                self.show_outcome(outcome);
                Payload::None
            };
            self.connection.first.set_value(First::Answered(answer, payload));
        }
        dom::dispatch_event("mci:ready");
    }
}
