//! The backend of a connected app: who is signed in, and what changes elsewhere.

mod session;

use std::collections::VecDeque;
use std::time::Duration;

use domain::id::LocationId;
use domain::payee::ProfileKind;
use domain::session::{Change, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Store;
use crate::api::http::{Api, ApiError, Tagged};
use crate::api::{self, Outcome};
use crate::browser::event_stream::{EventStream, StreamEvent};
use crate::browser::{clock, timer};

/// What the backend tells: a change, or that everything may be different.
const CHANGE: &str = "change";
const RESET: &str = "reset";

/// How long to wait before what failed is tried again, at first and at most: to open a stream of changes that was refused,
/// to read what has changed.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The connection. Nothing of it is set where the data come from a file.
#[derive(Debug)]
pub struct Connection {
    /// The backend.
    pub api: RwSignal<Option<&'static Api>>,
    /// Who is signed in.
    pub session: RwSignal<Option<Session>>,
    /// Whether the person has to sign in again; the page stays.
    pub expired: RwSignal<bool>,
    /// Since when the backend cannot be heard, in milliseconds since 1970: what is shown may be out of date.
    pub lost: RwSignal<Option<f64>>,
    /// The profile that is being handed in.
    pub submitting: RwSignal<Option<(LocationId, ProfileKind)>>,
    events: StoredValue<Option<EventStream>, LocalStorage>,
    revision: StoredValue<String>,
    /// What was told and is not dealt with yet: one after the other, so that the newest is what stays.
    told: StoredValue<VecDeque<StreamEvent>>,
    busy: StoredValue<bool>,
    /// Whether something changed that could not be read.
    behind: StoredValue<bool>,
    pause: StoredValue<Duration>,
}

impl Connection {
    /// There is none yet.
    pub fn new() -> Self {
        Self {
            api: RwSignal::new(None),
            session: RwSignal::new(None),
            expired: RwSignal::new(false),
            lost: RwSignal::new(None),
            submitting: RwSignal::new(None),
            events: StoredValue::new_local(None),
            revision: StoredValue::default(),
            told: StoredValue::default(),
            busy: StoredValue::new(false),
            behind: StoredValue::new(false),
            pause: StoredValue::new(FIRST_PAUSE),
        }
    }

    fn is_behind(&self) -> bool {
        self.behind.get_value() && !self.expired.get_untracked()
    }
}

impl Store {
    /// Takes over what was loaded from a backend, and listens to its changes from there on.
    pub(super) fn connect(&'static self, api: &'static Api, session: Session, revision: String) {
        let connection = &self.connection;
        connection.api.set(Some(api));
        connection.session.set(Some(session));
        connection.expired.set(false);
        connection.lost.set(None);
        connection.behind.set_value(false);
        connection.revision.set_value(revision);
        if connection.events.with_value(Option::is_none) {
            self.listen(api);
        }
    }

    fn listen(&'static self, api: &'static Api) {
        let connection = &self.connection;
        let url = connection.revision.with_value(|revision| api.events(revision));
        connection.events.set_value(EventStream::open(&url, &[CHANGE, RESET], move |told| self.hear(told)));
    }

    fn hear(&'static self, told: StreamEvent) {
        self.connection.told.update_value(|all| all.push_back(told));
        if !self.connection.busy.get_value() {
            self.connection.busy.set_value(true);
            spawn_local(async move {
                while let Some(told) = self.connection.told.try_update_value(VecDeque::pop_front).flatten() {
                    self.deal_with(told).await;
                }
                self.connection.busy.set_value(false);
            });
        }
    }

    /// Reads what could not be read when it changed.
    async fn catch_up(&'static self) {
        if let Some(api) = self.connection.api.get_untracked()
            && self.connection.is_behind()
        {
            self.refresh(api).await;
        }
    }

    async fn deal_with(&'static self, told: StreamEvent) {
        let connection = &self.connection;
        let Some(api) = connection.api.get_untracked() else { return };
        match told {
            StreamEvent::Opened => {
                connection.pause.set_value(FIRST_PAUSE);
                if connection.behind.get_value() {
                    self.catch_up().await;
                } else {
                    connection.lost.set(None);
                }
            }
            StreamEvent::Disconnected => self.is_lost(),
            StreamEvent::Rejected => self.refused(api).await,
            StreamEvent::Message(_, data) => match serde_json::from_str::<Change>(&data) {
                Ok(Change { revision, kind: Some(kind), id: Some(id) }) if kind == "location" => {
                    api.hears(revision);
                    self.renew(api, &id.as_str().into()).await;
                }
                Ok(Change { revision, .. }) => {
                    api.begins_anew(revision);
                    self.refresh(api).await;
                }
                Err(_) => self.refresh(api).await,
            },
        }
    }

    /// Reads one location anew.
    async fn renew(&'static self, api: &'static Api, id: &LocationId) {
        match api.location(id).await {
            Ok(Tagged { location, .. }) => {
                if !self.replace(location) {
                    self.refresh(api).await;
                }
            }
            // It is no longer there for this person.
            Err(ApiError::NotFound) => self.refresh(api).await,
            Err(error) => self.trouble(&error),
        }
    }

    /// Reads everything anew; what is shown stays until then.
    async fn refresh(&'static self, api: &'static Api) {
        let mut outcome = api::from_api(api, self.today).await;
        // Something was told while it was on its way: that must not be undone.
        if matches!(&outcome, Outcome::Loaded(loaded) if !loaded.is_newest()) {
            outcome = api::from_api(api, self.today).await;
        }
        match outcome {
            Outcome::Loaded(loaded) => self.take(*loaded),
            Outcome::SignIn(..) => self.trouble(&ApiError::NotSignedIn),
            Outcome::Failed(_) => self.falls_behind(),
        }
    }

    /// The stream was refused: the session has ended, or the backend is not well.
    async fn refused(&'static self, api: &'static Api) {
        self.connection.events.set_value(None);
        match api.sign_in_options().await {
            Ok(ways) if ways.session.is_some() => {}
            Ok(_) => return self.trouble(&ApiError::NotSignedIn),
            Err(_) => self.is_lost(),
        }
        let pause = self.connection.pause.get_value();
        self.connection.pause.set_value((pause * 2).min(LONGEST_PAUSE));
        timer::sleep(pause).await;
        if self.connection.events.with_value(Option::is_none) && self.connection.session.with_untracked(Option::is_some)
        {
            self.listen(api);
        }
    }

    fn trouble(&'static self, error: &ApiError) {
        match error {
            ApiError::NotSignedIn => {
                self.connection.events.set_value(None);
                self.connection.expired.set(true);
            }
            _ => self.falls_behind(),
        }
    }

    /// What is shown is not the newest: it is read as soon as that is possible.
    fn falls_behind(&'static self) {
        self.is_lost();
        if self.connection.behind.try_update_value(|behind| std::mem::replace(behind, true)) == Some(false) {
            spawn_local(async move {
                let mut pause = FIRST_PAUSE;
                while self.connection.behind.get_value() {
                    timer::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                    self.catch_up().await;
                }
            });
        }
    }

    fn is_lost(&'static self) {
        self.connection.lost.update(|lost| *lost = lost.or_else(|| Some(clock::now())));
    }

    /// Tries at once to hear the backend again, and reads everything anew.
    pub fn reconnect(&'static self) {
        let Some(api) = self.connection.api.get_untracked() else { return };
        self.connection.events.set_value(None);
        spawn_local(async move {
            self.refresh(api).await;
            if self.connection.events.with_value(Option::is_none) && !self.connection.expired.get_untracked() {
                self.listen(api);
            }
        });
    }
}
