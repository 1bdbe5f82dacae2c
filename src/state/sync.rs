//! Keeps the data in step with their source: loads them, follows the events of the backend, catches up after outages.

use std::pin::Pin;
use std::sync::Arc;

use domain::id::LocationId;
use leptos::prelude::{Set, untrack};
use leptos::task::spawn_local;

use super::connection::{Backoff, Reaction};
use super::{AppState, Status};
use crate::api::http::{Api, ApiError, Tagged};
use crate::api::{self, Backend, Loaded, Outcome};
use crate::browser::event_stream::StreamEvent;
use crate::browser::timer::Timeout;
use crate::browser::{clock, dom, page_cache, timer};

/// Starts to load the data, before the app is mounted.
pub fn first_load() -> Pin<Box<dyn Future<Output = Outcome>>> {
    Box::pin(api::load(None, clock::today()))
}

impl AppState {
    /// Takes in what loading led to.
    pub(super) fn finish_load(&self, outcome: Outcome) {
        match outcome {
            Outcome::Loaded(loaded) => self.replace_data(*loaded),
            Outcome::Failed(failure, api) => {
                self.connection.api.set(api);
                self.dataset.status.set(Status::Failed(failure));
            }
            Outcome::SignIn(options, api) => {
                self.connection.api.set(Some(api));
                self.dataset.status.set(Status::SignIn(options));
            }
        }
    }

    fn replace_data(&self, loaded: Loaded) {
        let Loaded { data, problems, backend } = loaded;
        match backend {
            Backend::Local { changes, database } => {
                self.dataset.replace(data, problems, &changes.commands);
                self.demo.restore(changes, database);
            }
            Backend::Http { api, session, revision } => {
                self.connection.api.set(Some(api));
                self.connection.set_loaded(session, revision);
                self.dataset.replace(data, problems, &[]);
                // The form is about a location that a person without a role does not see.
                if untrack(|| !self.has_role()) {
                    self.payee_form.set(None);
                }
            }
        }
    }

    /// Takes in the load that began before the app was mounted.
    pub(super) fn start(&'static self, first: Timeout<Outcome>) {
        page_cache::on_leave_and_back(|| self.connection.close_stream(), || self.open_stream());
        match first {
            Timeout::Done(outcome) => self.on_loaded(outcome),
            Timeout::Pending(loading) => spawn_local(async move { self.on_loaded(loading.await) }),
        }
    }

    /// Loads the data again: after a failure, or for another person.
    pub fn reload(&'static self) {
        self.dataset.status.set(Status::Loading);
        let api = self.connection.api_untracked();
        spawn_local(async move { self.on_loaded(api::load(api, self.today).await) });
    }

    fn on_loaded(&'static self, outcome: Outcome) {
        self.finish_load(outcome);
        self.open_stream();
        dom::dispatch_event("mci:ready");
    }

    /// Removes every change of the demo and loads the dataset again.
    pub fn reset_demo(&'static self) {
        self.demo.clear();
        let saved = self.save_demo();
        spawn_local(async move {
            saved.await;
            self.reload();
        });
    }

    fn open_stream(&'static self) {
        self.connection.open_stream(move |event| self.on_event(event));
    }

    fn on_event(&'static self, event: StreamEvent) {
        if self.connection.enqueue(event) {
            spawn_local(async move {
                while let Some(event) = self.connection.next_event() {
                    self.process(&event).await;
                }
            });
        }
    }

    async fn process(&'static self, event: &StreamEvent) {
        let Some(api) = self.connection.api_untracked() else { return };
        match self.connection.react(event) {
            Reaction::None => {}
            Reaction::CatchUp => self.catch_up().await,
            Reaction::MarkDisconnected => self.mark_disconnected(),
            Reaction::Reconnect => self.on_stream_rejected(&api).await,
            Reaction::RefetchLocation(id) => self.refetch_location(&api, &id).await,
            Reaction::Refresh => self.refresh(&api).await,
        }
    }

    /// Loads what could not be read when it changed.
    async fn catch_up(&'static self) {
        if let (true, Some(api)) = (self.connection.can_catch_up(), self.connection.api_untracked()) {
            self.refresh(&api).await;
        }
    }

    async fn refetch_location(&'static self, api: &Arc<Api>, id: &LocationId) {
        let user = self.connection.user_untracked();
        let response = api.location(id).await;
        if self.connection.user_untracked() != user {
            return;
        }
        match response {
            Ok(Tagged { location, .. }) => {
                if !self.dataset.replace_location(location) {
                    self.refresh(api).await;
                }
            }
            // The person may no longer see it.
            Err(ApiError::NotFound) => self.refresh(api).await,
            Err(error) => self.on_api_error(&error),
        }
    }

    /// Loads all data; the present ones are shown until then.
    async fn refresh(&'static self, api: &Arc<Api>) {
        let user = self.connection.user_untracked();
        let outcome = load_newest(async || api::load(Some(Arc::clone(api)), self.today).await).await;
        // What the former person saw must not come back after signing out.
        if self.connection.user_untracked() != user {
            return;
        }
        match outcome {
            Outcome::Loaded(loaded) => {
                self.replace_data(*loaded);
                self.open_stream();
            }
            Outcome::SignIn(..) => self.on_api_error(&ApiError::NotSignedIn),
            Outcome::Failed(..) => self.schedule_refresh(),
        }
    }

    /// The session has ended, or the backend is out of order.
    async fn on_stream_rejected(&'static self, api: &Arc<Api>) {
        self.connection.close_stream();
        match api.sign_in_options().await {
            Ok(options) if options.session.is_some() => {}
            Ok(_) => return self.on_api_error(&ApiError::NotSignedIn),
            Err(_) => self.mark_disconnected(),
        }
        timer::sleep(self.connection.next_reconnect_pause()).await;
        self.open_stream();
    }

    pub(super) fn on_api_error(&'static self, error: &ApiError) {
        if self.connection.on_error(error) {
            self.schedule_refresh();
        }
    }

    /// Loads the data as soon as that is possible.
    fn schedule_refresh(&'static self) {
        self.mark_disconnected();
        if self.connection.mark_behind() {
            spawn_local(async move {
                let mut backoff = Backoff::default();
                while self.connection.is_behind() {
                    timer::sleep(backoff.next_pause()).await;
                    self.catch_up().await;
                }
            });
        }
    }

    fn mark_disconnected(&self) {
        self.connection.mark_disconnected(clock::now());
    }

    /// Connects again without waiting, and loads all data.
    pub fn reconnect(&'static self) {
        let Some(api) = self.connection.api_untracked() else { return };
        self.connection.close_stream();
        spawn_local(async move {
            self.refresh(&api).await;
            self.open_stream();
        });
    }
}

/// Loads the data, and once more where a change was announced meanwhile: an older state must not undo it.
pub(super) async fn load_newest(load: impl AsyncFn() -> Outcome) -> Outcome {
    let outcome = load().await;
    if outcome.is_superseded() { load().await } else { outcome }
}
