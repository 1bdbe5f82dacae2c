//! Outcomes of requests.

use super::{FORGET_AFTER, LOAD_PAUSE, Link, Sync};
use crate::backoff::Backoff;
use crate::{Answer, Effect, Failure, Forget, Message, State, Token};

impl Sync {
    pub(super) fn on_answer(&mut self, token: Token, answer: Answer) {
        // An answer that nobody waits for may be about another person.
        if self.pending.take_if(|(pending, _)| *pending == token).is_none() {
            return;
        }
        match answer {
            Answer::File => {
                self.effects.push(Effect::Apply);
                self.state = State::File;
            }
            Answer::NoSession => self.on_no_session(),
            Answer::Data { user, revision } => self.on_data(user, revision),
            Answer::Location => self.on_location(),
            Answer::Missing => self.is_due = true,
            Answer::Failed(failure) => self.on_failure(failure),
        }
    }

    fn on_no_session(&mut self) {
        if self.state == State::Loading && self.expected.take().is_some() {
            // Someone has signed in since the request was sent.
            self.is_due = true;
            return;
        }
        if !self.state.is_expired() {
            self.expire();
        }
        // Also where the session had expired: the answer says how to sign in.
        self.effects.push(Effect::Apply);
        self.is_due = false;
    }

    fn on_data(&mut self, user: String, revision: i64) {
        let was_loading = matches!(self.state, State::Loading | State::SignedOut);
        if was_loading && self.expected.take().is_some_and(|expected| expected != user) {
            // Someone else has signed in since the request was sent.
            self.is_due = true;
            return;
        }
        let is_other = self.user.as_ref().is_some_and(|shown| *shown != user);
        if is_other {
            self.forget_all(Forget::OtherPerson);
            self.is_due = false;
        }
        if was_loading || is_other {
            self.effects.push(Effect::Tell(Message::SignedIn(user.clone())));
        }
        self.effects.push(Effect::Apply);
        if matches!(self.state, State::Offline { .. }) {
            self.reconnect = None;
        }
        self.user = Some(user);
        // It may be a smaller number: with other roles, after an import or a restore, revisions are of another view.
        // The backend knows the newest revision from the request, and answers with nothing older.
        self.position = revision;
        self.queue.retain(|(announced, _)| *announced > revision);
        self.known = self.queue.iter().map(|(announced, _)| *announced).fold(revision, i64::max);
        // What was due before a load is in it; a reset during a refresh is not.
        self.is_due &= !was_loading;
        self.retry = None;
        self.retries = Backoff::default();
        self.forget = None;
        self.heard = self.now;
        self.state = State::Live;
    }

    fn on_location(&mut self) {
        self.effects.push(Effect::Apply);
        // After a change that could not be read the position stays: that change comes again.
        if self.state == State::Live && !self.is_due {
            self.position = self.position.max(self.reading);
        }
    }

    fn on_failure(&mut self, failure: Failure) {
        if self.state != State::Loading && matches!(failure, Failure::NotSignedIn | Failure::OtherUser) {
            self.on_identity_failure(failure);
            return;
        }
        self.is_due = true;
        let mut pause = self.retries.next_pause();
        match (self.state, failure) {
            // The session has changed during the load, or how to sign in is not known yet.
            (State::Loading, Failure::NotSignedIn | Failure::OtherUser) | (State::Expired { .. }, _) => {}
            (State::Loading, _) => {
                self.effects.push(Effect::Apply);
                // The person can try again sooner.
                pause = LOAD_PAUSE;
                if failure == Failure::Permanent {
                    // A token without a wait: only the person, or a network that is back, ends it.
                    self.retry = Some(self.token());
                    return;
                }
            }
            (State::Live | State::Behind { .. } | State::Offline { .. }, _) => {
                let since = match self.state {
                    State::Behind { since } | State::Offline { since } => since,
                    _ if self.link == Link::Open => self.now,
                    _ => self.heard,
                };
                self.state = if self.link == Link::Open { State::Behind { since } } else { State::Offline { since } };
            }
            // The form is shown already.
            (State::File | State::SignedOut, _) => {
                self.is_due = false;
                return;
            }
        }
        self.retry = Some(self.wait(pause));
    }

    /// Takes in that the session is not that of the person.
    pub(super) fn on_identity_failure(&mut self, failure: Failure) {
        match failure {
            Failure::NotSignedIn if self.state.is_connected() => {
                self.expire();
                // Asks for the ways to sign in, and whether the session has really ended.
                self.is_due = true;
            }
            Failure::OtherUser if self.state.is_connected() || self.state.is_expired() => {
                self.forget_all(Forget::OtherPerson);
            }
            _ => {}
        }
    }

    /// Ends a session that was not ended by signing out. Without data nobody is signed in.
    fn expire(&mut self) {
        self.pending = None;
        self.queue.clear();
        self.retry = None;
        self.is_due = false;
        if self.user.is_none() {
            self.state = State::SignedOut;
        } else {
            let is_forgotten = self.state == State::Loading;
            self.forget = (!is_forgotten).then(|| self.wait(FORGET_AFTER));
            self.state = State::Expired { since: self.now, is_forgotten };
        }
    }
}
