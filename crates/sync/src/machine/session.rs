//! Who is signed in, as this tab or others report it.

use super::Sync;
use crate::backoff::Backoff;
use crate::{Effect, Forget, Message, Request, State};

impl Sync {
    pub(super) fn on_message(&mut self, message: Message) {
        match message {
            Message::SignedIn(user) => self.on_signed_in(&user, Forget::OtherPerson),
            Message::SignedOut => self.on_signed_out(Forget::SignedOutElsewhere),
            Message::Ask => self.on_ask(),
            Message::Position { user, after } => self.on_position(&user, after),
            Message::Stream(event) => self.on_passed_on(event),
        }
    }

    /// A person has signed in. The same person continues; for another one everything is forgotten.
    pub(super) fn on_signed_in(&mut self, user: &str, forget: Forget) {
        let is_same = self.user.as_deref() == Some(user);
        match self.state {
            State::File => {}
            State::SignedOut => {
                self.pending = None;
                self.state = State::Loading;
                self.is_due = true;
                self.effects.push(Effect::ShowLoading);
            }
            State::Loading if self.user.is_none() || is_same => self.expected = Some(user.to_owned()),
            State::Expired { since, is_forgotten } if is_same => {
                self.pending = None;
                self.retry = None;
                self.retries = Backoff::default();
                self.forget = None;
                self.is_due = true;
                if is_forgotten {
                    self.state = State::Loading;
                    self.effects.push(Effect::ShowLoading);
                } else {
                    self.state = State::Behind { since };
                }
            }
            State::Live | State::Behind { .. } | State::Offline { .. } if is_same => {
                // The answer may be of before, and say that nobody is signed in.
                self.is_due |= self.pending.take_if(|it| it.1 == Request::Refresh).is_some();
            }
            _ => self.forget_all(forget),
        }
    }

    /// The person has signed out: nothing may be seen any more, and nothing on its way may be shown.
    pub(super) fn on_signed_out(&mut self, forget: Forget) {
        if !matches!(self.state, State::File | State::SignedOut) {
            self.forget_all(forget);
        }
    }

    /// Removes the data of an expired session; what was typed stays.
    pub(super) fn forget_expired(&mut self) {
        if let State::Expired { since, is_forgotten: false } = self.state {
            self.effects.push(Effect::Forget(Forget::Data));
            self.position = 0;
            self.known = 0;
            self.state = State::Expired { since, is_forgotten: true };
        }
    }

    /// Removes everything of a person, and loads for the person who is signed in.
    pub(super) fn forget_all(&mut self, forget: Forget) {
        self.close_stream();
        self.effects.push(Effect::Forget(forget));
        self.user = None;
        self.expected = None;
        self.position = 0;
        self.known = 0;
        self.queue.clear();
        self.pending = None;
        self.retry = None;
        self.retries = Backoff::default();
        self.reconnect = None;
        self.reconnects = Backoff::default();
        self.forget = None;
        self.is_due = true;
        self.state = State::Loading;
    }
}
