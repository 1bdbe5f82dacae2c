//! Begins what is due: derives lock, stream, request and watch from what the machine knows.

use super::{Lead, Link, SILENCE, Sync};
use crate::{Effect, Message, Request, State};

impl Sync {
    /// Returns whether the stream of this browser is that of this tab.
    pub(super) fn has_stream(&self) -> bool {
        matches!(self.lead, Lead::Yes | Lead::Alone)
    }

    pub(super) fn close_stream(&mut self) {
        if self.has_stream() && self.link != Link::Closed {
            self.effects.push(Effect::CloseStream);
        }
        self.link = Link::Closed;
    }

    pub(super) fn settle(&mut self) {
        let follows = self.state.is_connected() && !self.is_suspended;
        self.settle_lock(follows);
        let is_followed = follows && (self.lead != Lead::Alone || self.is_visible);
        self.settle_stream(is_followed);
        self.settle_request();
        match self.watch {
            None if is_followed => self.watch = Some(self.wait((self.heard + SILENCE - self.now).max(SILENCE / 3.0))),
            Some(_) if !is_followed => self.watch = None,
            _ => {}
        }
    }

    fn settle_lock(&mut self, follows: bool) {
        if follows && self.lead == Lead::No {
            self.lead = Lead::Waiting;
            self.link = Link::Closed;
            self.effects.extend([Effect::AskForLock, Effect::Tell(Message::Ask)]);
        } else if !follows && matches!(self.lead, Lead::Waiting | Lead::Yes) {
            self.close_stream();
            self.lead = Lead::No;
            self.effects.push(Effect::ReleaseLock);
        }
    }

    fn settle_stream(&mut self, is_followed: bool) {
        if !self.has_stream() {
            return;
        }
        if !is_followed {
            self.close_stream();
        } else if self.link == Link::Closed && self.reconnect.is_none() && !matches!(self.state, State::Offline { .. })
        {
            // While the backend is out of reach, requests find out when it is back.
            self.link = Link::Opening;
            self.passed_on = self.position;
            self.effects.push(Effect::OpenStream(self.position));
        }
    }

    fn settle_request(&mut self) {
        if self.pending.is_some() || self.is_suspended {
            return;
        }
        let is_due = self.is_due && self.retry.is_none();
        let request = match self.state {
            State::SignedOut | State::Loading if is_due => Request::Load,
            State::Expired { .. } | State::Live | State::Behind { .. } | State::Offline { .. } if is_due => {
                Request::Refresh
            }
            State::File | State::SignedOut | State::Loading | State::Expired { .. } => return,
            // A change is read at once, whatever else waits.
            State::Live | State::Behind { .. } | State::Offline { .. } => {
                let Some((revision, location)) = self.queue.pop_front() else { return };
                self.reading = revision;
                Request::Location(location)
            }
        };
        self.is_due &= !is_due;
        let token = self.token();
        self.pending = Some((token, request.clone()));
        self.effects.push(Effect::Request(token, request));
    }
}
