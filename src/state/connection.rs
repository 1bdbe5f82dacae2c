//! The connection to a backend: the state machine of the `sync` crate, and what its effects hold.
//!
//! It decides nothing: what follows from an event is in `sync`, and [`super::effects`] executes it. Nothing outside of
//! `state` reaches into it.

use std::sync::Arc;

use domain::session::{Change, Hello, Session, SignIn};
use leptos::prelude::*;
use sync::{Answer, Effect, Failure, Input, State, StreamEvent, Sync};

use super::app_signal::AppSignal;
use super::effects::Payload;
use crate::api::http::{Api, ApiError};
use crate::api::{LoadError, Outcome};
use crate::browser::channel::Channel;
use crate::browser::event_stream::{self, EventStream};
use crate::browser::lock::Lock;

/// The names of the events of the backend.
pub const EVENTS: &[&str] = &["hello", "change", "reset", "heartbeat", "replaced"];

/// The connection. Without a backend nothing of it is set.
#[derive(Clone, Copy, Debug)]
pub struct Connection {
    pub api: AppSignal<Option<Arc<Api>>>,
    pub session: AppSignal<Option<Session>>,
    /// The state of the machine.
    pub state: AppSignal<State>,
    /// How to sign in again after the session has expired.
    pub options: AppSignal<Option<SignIn>>,
    /// What happened to the session in another tab.
    pub notice: AppSignal<Option<SessionNotice>>,
    /// The answer of the first load, which the machine gets when its chunk is loaded.
    pub first: StoredValue<First, LocalStorage>,
    machine: StoredValue<Sync>,
    pub stream: StoredValue<Option<EventStream>, LocalStorage>,
    pub lock: StoredValue<Option<Lock>, LocalStorage>,
    pub channel: StoredValue<Option<Channel>, LocalStorage>,
}

/// Why the page shows something else, without the person having done anything in this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionNotice {
    SignedOutElsewhere,
    OtherPerson,
}

/// How far the first load is, for the machine.
pub enum First {
    Pending,
    /// It ended before the machine was loaded. The payload is what is not shown yet.
    Answered(Answer, Payload),
    /// The machine is loaded, and takes in the answer itself.
    Listening,
}

impl Connection {
    /// Not connected.
    pub fn new() -> Self {
        Self {
            api: AppSignal::new(None),
            session: AppSignal::new(None),
            state: AppSignal::new(State::Loading),
            options: AppSignal::new(None),
            notice: AppSignal::new(None),
            first: StoredValue::new_local(First::Pending),
            machine: StoredValue::new(Sync::default()),
            stream: StoredValue::new_local(None),
            lock: StoredValue::new_local(None),
            channel: StoredValue::new_local(None),
        }
    }

    /// Returns the backend, without tracking it.
    pub fn api_untracked(&self) -> Option<Arc<Api>> {
        self.api.get_untracked()
    }

    /// Returns the username of the session, without tracking it.
    pub fn user_untracked(&self) -> Option<String> {
        self.session.with_untracked(|session| session.as_ref().map(|session| session.user.username.clone()))
    }

    /// Lets the machine decide what follows from an input at a time.
    pub fn update(&self, now: f64, input: Input) -> Vec<Effect> {
        let effects = self.machine.try_update_value(|machine| machine.update(now, input)).unwrap_or_default();
        if let Some(api) = self.api_untracked() {
            api.revisions.set(self.machine.with_value(Sync::known_revision));
        }
        effects
    }
}

/// Reads an event of the stream. Where it is not understood, anything may have changed.
pub fn stream_event(event: &event_stream::StreamEvent) -> StreamEvent {
    let (name, data) = match event {
        event_stream::StreamEvent::Lost => return StreamEvent::Lost,
        event_stream::StreamEvent::Message(name, data) => (*name, data),
    };
    match name {
        "heartbeat" => return StreamEvent::Heartbeat,
        "replaced" => return StreamEvent::Replaced,
        _ => {}
    }
    if let (true, Ok(Hello { user, .. })) = (name == "hello", serde_json::from_str(data)) {
        return StreamEvent::Hello { user };
    }
    match serde_json::from_str(data) {
        Ok(Change { revision, kind: Some(kind), id: Some(location) }) if kind == "location" => {
            StreamEvent::Change { revision, location }
        }
        Ok(Change { revision, .. }) => StreamEvent::Reset { revision },
        Err(_) => StreamEvent::Reset { revision: 0 },
    }
}

/// Returns what a failed request means for the connection.
pub fn failure(error: &ApiError) -> Failure {
    match error {
        ApiError::NotSignedIn => Failure::NotSignedIn,
        ApiError::OtherUser => Failure::OtherUser,
        ApiError::OtherVersion => Failure::Permanent,
        _ => Failure::Transient,
    }
}

/// Returns what the outcome of loading means for the connection.
pub fn answer(outcome: &Outcome) -> Answer {
    use crate::api::Backend;

    let data = |session: &Session, revision: i64| Answer::Data { user: session.user.username.clone(), revision };
    match outcome {
        Outcome::Loaded(loaded) => match &loaded.backend {
            Backend::Local { .. } => Answer::File,
            Backend::Http { session, version, .. } => data(session, version.revision),
        },
        Outcome::Unchanged(session, version) => data(session, version.revision),
        Outcome::SignIn(..) => Answer::NoSession,
        Outcome::Failed(failed, _) => Answer::Failed(match &failed.error {
            LoadError::Api(error) => failure(error),
            error if error.is_transient() => Failure::Transient,
            _ => Failure::Permanent,
        }),
    }
}
