//! Executes the effects of the state machine of the connection. It decides nothing.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::{Answer, Effect, Input, Leadership, Message, Request, Sync, Token};

use super::connection::{EVENTS, First, answer, failure, stream_event};
use super::{AppState, State, Status, own_file};
use crate::api::http::{ApiError, Tagged};
use crate::api::{LoadError, Outcome};
use crate::browser::channel::Channel;
use crate::browser::event_stream::EventStream;
use crate::browser::lifecycle::{Lifecycle, is_visible, on_lifecycle};
use crate::browser::lock::{Lock, LockEvent};
use crate::browser::{clock, idle};

/// The name of the channel and of the lock that the tabs share.
const TABS: &str = "mci";

/// What came with an input; it is shown only if the machine says so.
pub(super) enum Payload {
    None,
    Outcome(Box<Outcome>),
    Location(Box<domain::model::Location>),
}

/// Starts the machine, and the work that can wait for an idle page.
pub(super) fn start(state: State) {
    state.start();
    let is_incomplete = |status: &Status| matches!(status, Status::Failed(it) if it.error == LoadError::AppIncomplete);
    if state.dataset.status.with_untracked(is_incomplete) {
        // What was missing is this chunk.
        state.retry();
    }
    leptos::prelude::Effect::new(move |_| {
        if state.dataset.status.get() == Status::Ready {
            idle::run_in_slices(state.dataset.idle_work(state.preferences.lang.get()));
        }
    });
}

impl AppState {
    /// Listens to the browser, and takes in the answer of the first load where it came before.
    fn start(&'static self) {
        self.connection.channel.set_value(Channel::open(TABS, move |text| {
            if let Some(message) = Message::decode(&text) {
                self.take_in(Input::Tab(message));
            }
        }));
        on_lifecycle(move |change| {
            self.take_in(match change {
                Lifecycle::Visible(is_visible) => Input::Visible(is_visible),
                Lifecycle::Suspended => Input::Suspended,
                Lifecycle::Resumed => Input::Resumed,
                Lifecycle::Online(is_online) => Input::Online(is_online),
            });
        });
        self.take_in(Input::Visible(is_visible()));
        let first = self.connection.first.try_update_value(|first| std::mem::replace(first, First::Listening));
        if let Some(First::Answered(answer, payload)) = first {
            self.take_in_first(answer, payload);
        }
    }

    /// Takes in the answer of the first load.
    pub(super) fn take_in_first(&'static self, answer: Answer, payload: Payload) {
        self.take_in_with(Input::Answer(Sync::FIRST_LOAD, answer), payload);
    }

    /// Loads or connects again, now: after a failure, or without waiting for the next attempt.
    pub fn retry(&'static self) {
        self.take_in(Input::Retry);
    }

    /// Removes every change of the demo and loads the dataset again.
    pub fn reset_demo(&'static self) {
        self.demo.clear();
        let saved = self.save_demo();
        spawn_local(async move {
            saved.await;
            self.retry();
        });
    }

    /// Takes in an input of the connection, and does what follows from it.
    pub(super) fn take_in(&'static self, input: Input) {
        self.take_in_with(input, Payload::None);
    }

    fn take_in_with(&'static self, input: Input, payload: Payload) {
        for effect in self.apply(clock::now(), input, payload) {
            self.perform(effect);
        }
    }

    /// Executes what concerns the state; returns the effects that need the browser.
    pub(super) fn apply(&self, now: f64, input: Input, mut payload: Payload) -> Vec<Effect> {
        let mut effects = self.connection.update(now, input);
        effects.retain(|effect| {
            match effect {
                Effect::Forget(what) => self.forget(*what),
                Effect::Apply => self.show(std::mem::replace(&mut payload, Payload::None)),
                Effect::ShowLoading => {
                    self.dataset.end_first_rows();
                    self.dataset.status.set(Status::Loading);
                }
                Effect::Render(state) => self.connection.state.set(*state),
                Effect::SetDay(day) => self.today.set(domain::Day::from_epoch(*day)),
                _ => return true,
            }
            false
        });
        effects
    }

    fn perform(&'static self, effect: Effect) {
        let connection = &self.connection;
        match effect {
            Effect::Request(token, request) => spawn_local(self.request(token, request)),
            Effect::OpenStream(after) => self.open_stream(after),
            Effect::CloseStream => connection.stream.set_value(None),
            Effect::Wait(token, time) => {
                let time = Duration::from_secs_f64(time.max(0.0) / 1000.0);
                set_timeout(move || self.take_in(Input::Elapsed(token)), time);
            }
            Effect::Tell(message) => connection.channel.with_value(|channel| {
                if let Some(channel) = channel {
                    channel.send(&message.encode());
                }
            }),
            Effect::AskForLock => self.request_lock(false),
            Effect::TakeLock => self.request_lock(true),
            Effect::ReleaseLock => connection.lock.set_value(None),
            Effect::ReadClock => {
                self.take_in(Input::Clock { day: clock::today().epoch(), rest: clock::rest_of_day() });
            }
            // Executed already.
            Effect::Forget(_) | Effect::Apply | Effect::ShowLoading | Effect::Render(_) | Effect::SetDay(_) => {}
        }
    }

    async fn request(&'static self, token: Token, request: Request) {
        let api = self.connection.api_untracked();
        let id = match request {
            Request::Load | Request::Refresh => {
                let outcome = own_file::load(api, self.today.get_untracked()).await;
                let answer = Input::Answer(token, answer(&outcome));
                return self.take_in_with(answer, Payload::Outcome(Box::new(outcome)));
            }
            Request::Location(id) => id.as_str().into(),
        };
        let Some(api) = api else { return };
        let (answer, payload) = match api.location(&id).await {
            Ok(Tagged { location, .. }) if self.dataset.has_location(&id) => {
                (Answer::Location, Payload::Location(Box::new(location)))
            }
            // The person may no longer see it, or see it only now.
            Ok(_) | Err(ApiError::NotFound) => (Answer::Missing, Payload::None),
            Err(error) => (Answer::Failed(failure(&error)), Payload::None),
        };
        self.take_in_with(Input::Answer(token, answer), payload);
    }

    fn open_stream(&'static self, after: i64) {
        let Some(api) = self.connection.api_untracked() else { return };
        // The listener must not run while what follows from its event closes the stream.
        let report = move |event| {
            let event = stream_event(&event);
            spawn_local(async move { self.take_in(Input::Stream(event)) });
        };
        let stream = EventStream::open(&api.events(after), EVENTS, report);
        if stream.is_none() {
            report(crate::browser::event_stream::StreamEvent::Lost);
        }
        self.connection.stream.set_value(stream);
    }

    fn request_lock(&'static self, steal: bool) {
        let report = move |event| {
            let leadership = match event {
                LockEvent::Granted => Leadership::Granted,
                LockEvent::Lost => Leadership::Lost,
                LockEvent::Refused => Leadership::Unavailable,
            };
            spawn_local(async move { self.take_in(Input::Leads(leadership)) });
        };
        self.connection.lock.set_value(None);
        // Without a channel the tabs cannot follow each other.
        let has_channel = self.connection.channel.with_value(Option::is_some);
        let lock = has_channel.then(|| Lock::request(TABS, steal, report)).flatten();
        if lock.is_none() {
            report(LockEvent::Refused);
        }
        self.connection.lock.set_value(lock);
    }
}
