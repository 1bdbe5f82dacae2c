//! The connection to a backend: the session, the event stream, and outages.
//!
//! It only holds state and decides what follows from an event; [`super::sync`] sends the requests. Nothing outside of
//! `state` reaches into it.

mod backoff;
mod event_queue;

use std::sync::Arc;

use domain::session::{Change, Session, User};
use leptos::prelude::*;

use crate::api::http::{Api, ApiError};
use crate::browser::event_stream::{EventStream, StreamEvent};
pub use backoff::Backoff;
use event_queue::EventQueue;

/// The events of the backend: a change, or that all data may be different.
const CHANGE: &str = "change";
const RESET: &str = "reset";

/// The connection. Without a backend nothing of it is set.
#[derive(Clone, Copy, Debug)]
pub struct Connection {
    pub api: RwSignal<Option<Arc<Api>>>,
    pub session: RwSignal<Option<Session>>,
    /// Whether the person has to sign in again; the page stays.
    pub is_expired: RwSignal<bool>,
    /// Since when the backend is out of reach, in milliseconds since 1970: the data may be out of date.
    pub disconnected_since: RwSignal<Option<f64>>,
    /// The revision of the data, after which the stream starts.
    revision: StoredValue<String>,
    stream: StoredValue<Option<EventStream>, LocalStorage>,
    queue: StoredValue<EventQueue<StreamEvent>>,
    /// Whether a change is known that could not be read.
    is_behind: StoredValue<bool>,
    reconnect: StoredValue<Backoff>,
}

/// What follows from an event of the stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Reaction {
    None,
    /// Load what could not be read when it changed.
    CatchUp,
    MarkDisconnected,
    Reconnect,
    RefetchLocation(domain::id::LocationId),
    Refresh,
}

impl Connection {
    /// Not connected.
    pub fn new() -> Self {
        Self {
            api: RwSignal::new(None),
            session: RwSignal::new(None),
            is_expired: RwSignal::new(false),
            disconnected_since: RwSignal::new(None),
            revision: StoredValue::default(),
            stream: StoredValue::new_local(None),
            queue: StoredValue::default(),
            is_behind: StoredValue::new(false),
            reconnect: StoredValue::default(),
        }
    }

    /// Returns the backend, without tracking it.
    pub fn api_untracked(&self) -> Option<Arc<Api>> {
        self.api.get_untracked()
    }

    /// Returns who is signed in, without tracking it.
    pub fn user_untracked(&self) -> Option<User> {
        self.session.with_untracked(|session| session.as_ref().map(|session| session.user.clone()))
    }

    /// Records that the data of a revision were loaded in a session.
    pub fn set_loaded(&self, session: Session, revision: String) {
        self.session.set(Some(session));
        self.is_expired.set(false);
        self.disconnected_since.set(None);
        self.is_behind.set_value(false);
        self.revision.set_value(revision);
    }

    /// Continues the session after the person signed in again.
    pub fn resume(&self, session: Session) {
        self.session.set(Some(session));
        self.is_expired.set(false);
    }

    /// Ends the session. The backend stays known.
    pub fn clear(&self) {
        self.close_stream();
        self.session.set(None);
        self.is_expired.set(false);
        self.disconnected_since.set(None);
        self.is_behind.set_value(false);
    }

    /// Opens the stream after the revision of the data, unless it is open or there is no session. `report` gets its
    /// events.
    pub fn open_stream(&self, report: impl Fn(StreamEvent) + Clone + 'static) {
        let can_open = self.session.with_untracked(Option::is_some) && !self.is_expired.get_untracked();
        if let (true, Some(api)) = (can_open && self.stream.with_value(Option::is_none), self.api_untracked()) {
            let url = self.revision.with_value(|revision| api.events(revision));
            self.stream.set_value(EventStream::open(&url, &[CHANGE, RESET], report));
        }
    }

    /// Closes the stream.
    pub fn close_stream(&self) {
        self.stream.set_value(None);
    }

    /// Queues an event; returns `true` where the caller has to process the queue.
    pub fn enqueue(&self, event: StreamEvent) -> bool {
        self.queue.try_update_value(|queue| queue.push(event)).unwrap_or(false)
    }

    /// Returns the next event to process; `None` ends the processing.
    pub fn next_event(&self) -> Option<StreamEvent> {
        self.queue.try_update_value(EventQueue::next).flatten()
    }

    /// Decides what follows from an event.
    pub fn react(&self, event: &StreamEvent) -> Reaction {
        match event {
            StreamEvent::Opened => {
                self.reconnect.set_value(Backoff::default());
                if self.is_behind.get_value() {
                    return Reaction::CatchUp;
                }
                self.disconnected_since.set(None);
                Reaction::None
            }
            StreamEvent::Disconnected => Reaction::MarkDisconnected,
            StreamEvent::Rejected => Reaction::Reconnect,
            StreamEvent::Message(_, data) => self.react_to_change(data),
        }
    }

    fn react_to_change(&self, data: &str) -> Reaction {
        let (Ok(change), Some(api)) = (serde_json::from_str::<Change>(data), self.api_untracked()) else {
            return Reaction::Refresh;
        };
        match change {
            Change { revision, kind: Some(kind), id: Some(id) } if kind == "location" => {
                api.revisions.raise(revision);
                Reaction::RefetchLocation(id.as_str().into())
            }
            Change { revision, .. } => {
                api.revisions.restart(revision);
                Reaction::Refresh
            }
        }
    }

    /// Marks the backend as out of reach, since the first time that it was.
    pub fn mark_disconnected(&self, now: f64) {
        self.disconnected_since.update(|since| *since = since.or(Some(now)));
    }

    /// Marks the data as behind the backend. Returns `true` where they were not: the caller schedules a refresh.
    pub fn mark_behind(&self) -> bool {
        self.is_behind.try_update_value(|behind| !std::mem::replace(behind, true)).unwrap_or(false)
    }

    /// Returns whether a change is known that could not be read.
    pub fn is_behind(&self) -> bool {
        self.is_behind.get_value()
    }

    /// Returns whether to load what could not be read: an expired session could not.
    pub fn can_catch_up(&self) -> bool {
        self.is_behind() && !self.is_expired.get_untracked()
    }

    /// Takes in the error of a request; returns `true` where the data are behind now.
    pub fn on_error(&self, error: &ApiError) -> bool {
        let is_expired = *error == ApiError::NotSignedIn;
        if is_expired {
            self.close_stream();
            self.is_expired.set(true);
        }
        !is_expired
    }

    /// Returns how long to wait before the stream is opened again.
    pub fn next_reconnect_pause(&self) -> std::time::Duration {
        self.reconnect.try_update_value(Backoff::next_pause).unwrap_or_default()
    }
}
