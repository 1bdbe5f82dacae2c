//! The execution of effects, as the app and the browser do it.

use sync::{Answer, Effect, Failure, Forget, Input, Leadership, Request, Token};

use super::{LOCATIONS, Payload, Response, Stream, World};

impl World {
    /// Answers as the backend does now; the answer may arrive much later.
    pub(super) fn respond(&self, at: usize, token: Token, request: &Request) -> Response {
        let believed = self.tabs[at].shown.as_ref().map(|it| it.0);
        let (answer, payload) = match (request, self.session) {
            _ if !self.is_up => (Answer::Failed(Failure::Transient), Payload::None),
            (Request::Load | Request::Refresh, None) => (Answer::NoSession, Payload::None),
            (Request::Load | Request::Refresh, Some(user)) => {
                (Answer::Data { user: user.to_owned(), revision: self.revision }, Payload::All(self.data.clone()))
            }
            (Request::Location(_), None) => (Answer::Failed(Failure::NotSignedIn), Payload::None),
            (Request::Location(_), user) if user != believed => (Answer::Failed(Failure::OtherUser), Payload::None),
            (Request::Location(id), _) => {
                let Some(location) = LOCATIONS.into_iter().find(|location| location == id) else { panic!("{id}") };
                (Answer::Location, Payload::One(location, self.data[location]))
            }
        };
        Response { token, answer, user: self.session, payload }
    }

    pub(super) fn execute(&mut self, at: usize, effect: Effect, user: Option<&'static str>, payload: &mut Payload) {
        let tab = &mut self.tabs[at];
        match effect {
            Effect::Forget(Forget::Data) => tab.shown = None,
            Effect::Forget(_) => (tab.shown, tab.typed) = (None, None),
            Effect::Apply => match (std::mem::replace(payload, Payload::None), user) {
                (Payload::All(data), Some(user)) => {
                    assert!(tab.shown.as_ref().is_none_or(|(shown, _)| *shown == user), "data over those of another");
                    assert!(tab.typed.is_none_or(|typed| typed == user), "the form of another person stays");
                    tab.shown = Some((user, data));
                }
                (Payload::One(location, revision), Some(user)) => {
                    let Some((shown, data)) = tab.shown.as_mut() else { panic!("a location of no data") };
                    assert_eq!(*shown, user);
                    data.insert(location, revision);
                }
                _ => {}
            },
            Effect::Request(token, request) => {
                let response = self.respond(at, token, &request);
                self.tabs[at].responses.push(response);
            }
            Effect::OpenStream(after) => {
                let stream = Stream { after, said_hello: false, is_dead: false };
                assert!(tab.stream.replace(stream).is_none(), "one stream at a time");
                assert!(!self.has_locks || self.lock == Some(at), "a stream without the lock");
            }
            Effect::CloseStream => tab.stream = None,
            Effect::Wait(token, time) => tab.waits.push((token, self.now + time)),
            Effect::Tell(message) => {
                for (other, tab) in self.tabs.iter_mut().enumerate() {
                    if other != at && !tab.is_suspended {
                        tab.messages.push_back(message.clone());
                    }
                }
            }
            Effect::AskForLock if !self.has_locks => {
                self.reports.push_back((at, Input::Leads(Leadership::Unavailable)));
            }
            Effect::AskForLock => tab.is_waiting_for_lock = true,
            Effect::TakeLock => {
                tab.is_waiting_for_lock = false;
                if let Some(holder) = self.lock.replace(at).filter(|holder| *holder != at) {
                    // A suspended tab has released the lock already.
                    self.reports.push_back((holder, Input::Leads(Leadership::Lost)));
                }
                self.reports.push_back((at, Input::Leads(Leadership::Granted)));
            }
            Effect::ReleaseLock => {
                tab.is_waiting_for_lock = false;
                self.lock = self.lock.filter(|holder| *holder != at);
            }
            Effect::ShowLoading | Effect::ReadClock | Effect::SetDay(_) | Effect::Render(_) => {}
        }
    }
}
