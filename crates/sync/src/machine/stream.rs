//! Events of the stream, of this tab or passed on by another, and silence.

use super::{Lead, Link, MAX_QUEUE, REPLACED_PAUSE, SILENCE, Sync};
use crate::backoff::Backoff;
use crate::{Effect, Forget, Message, Request, State, StreamEvent};

impl Sync {
    /// Takes in an event of the stream of this tab, and passes it on.
    pub(super) fn on_own_stream(&mut self, event: StreamEvent) {
        if !self.has_stream() || self.link == Link::Closed {
            return;
        }
        if self.lead == Lead::Yes {
            let message = match &event {
                StreamEvent::Hello { user } => Message::Position { user: user.clone(), after: self.passed_on },
                StreamEvent::Change { revision, .. } | StreamEvent::Reset { revision } => {
                    self.passed_on = *revision;
                    Message::Stream(event.clone())
                }
                StreamEvent::Heartbeat | StreamEvent::Lost | StreamEvent::Replaced => Message::Stream(event.clone()),
            };
            self.effects.push(Effect::Tell(message));
        }
        match event {
            StreamEvent::Lost => {
                let pause = self.reconnects.next_pause();
                self.reconnect = Some(self.wait(pause));
            }
            // Opened again at once, it would end another one, which would do the same.
            StreamEvent::Replaced => {
                self.close_stream();
                self.reconnect = Some(self.wait(REPLACED_PAUSE));
            }
            _ => {}
        }
        self.on_stream(event);
    }

    /// Takes in an event that another tab has passed on.
    pub(super) fn on_passed_on(&mut self, event: StreamEvent) {
        if !self.has_stream() && self.state.is_connected() {
            self.on_stream(event);
        }
    }

    /// Answers another tab that asks where the stream is.
    pub(super) fn on_ask(&mut self) {
        if let (Lead::Yes, Link::Open, Some(user)) = (self.lead, self.link, self.user.clone()) {
            self.effects.push(Effect::Tell(Message::Position { user, after: self.passed_on }));
        }
    }

    /// Takes in where the stream of another tab is.
    pub(super) fn on_position(&mut self, user: &str, after: i64) {
        if self.has_stream() || !self.state.is_connected() {
            return;
        }
        self.on_hello(user);
        // A smaller number may be newer, of another view; at worst the data are asked for once more than needed.
        if self.state.is_connected() && self.position != after {
            self.is_due = true;
        }
    }

    fn on_stream(&mut self, event: StreamEvent) {
        if event != StreamEvent::Lost {
            self.heard = self.now;
        }
        match event {
            StreamEvent::Hello { user } => self.on_hello(&user),
            StreamEvent::Change { revision, location } => self.on_change(revision, location),
            StreamEvent::Reset { revision } => {
                self.queue.clear();
                self.position = revision;
                self.known = revision;
                self.is_due = true;
                self.retry = None;
            }
            StreamEvent::Heartbeat => {}
            StreamEvent::Lost | StreamEvent::Replaced => {
                self.link = Link::Closed;
                // Whether the backend is out of reach, the session has ended, or only the stream broke.
                self.is_due = true;
            }
        }
    }

    fn on_hello(&mut self, user: &str) {
        if self.user.as_deref() != Some(user) {
            self.forget_all(Forget::OtherPerson);
            return;
        }
        self.heard = self.now;
        self.link = Link::Open;
        self.reconnects = Backoff::default();
        // The backend is there: what could not be read is read now.
        self.retry = None;
        self.retries = Backoff::default();
        let is_reading = matches!(self.pending, Some((_, Request::Refresh)));
        if matches!(self.state, State::Offline { .. }) && !self.is_due && !is_reading {
            self.state = State::Live;
        }
    }

    fn on_change(&mut self, revision: i64, location: String) {
        if revision <= self.position {
            return;
        }
        self.known = self.known.max(revision);
        self.queue.retain(|(_, queued)| *queued != location);
        self.queue.push_back((revision, location));
        if self.queue.len() > MAX_QUEUE {
            self.queue.clear();
            self.is_due = true;
        }
    }

    /// Returns whether nothing was heard for so long that the stream must be dead.
    pub(super) fn is_silent(&self) -> bool {
        self.now - self.heard >= SILENCE
    }

    /// Reads the data where the stream is silent, and opens it again.
    pub(super) fn check_silence(&mut self) {
        if !self.is_silent() || matches!(self.state, State::Offline { .. }) {
            return;
        }
        if self.has_stream() {
            self.close_stream();
            self.is_due = true;
        } else if self.is_visible {
            self.follow();
            self.is_due = true;
        }
    }

    /// Asks the tab with the stream whether it is there, or takes its place.
    pub(super) fn follow(&mut self) {
        if self.is_silent() && self.is_visible && self.lead == Lead::Waiting {
            self.effects.push(Effect::TakeLock);
        } else if self.lead == Lead::Waiting {
            self.effects.push(Effect::Tell(Message::Ask));
        }
    }
}
