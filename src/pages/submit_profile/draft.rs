//! The input of the payee form, and its request.

use domain::id::LocationId;
use domain::payee::ProfileKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::http::{ApiError, Submission};
use crate::browser::request_id::request_id;
use crate::state::state;

/// The state of the form.
#[derive(Clone, PartialEq)]
pub enum Step {
    Editing,
    Sending,
    Failed(ApiError),
    Done,
}

/// The input, and the revision of the location that it is about.
#[derive(Clone, Copy)]
pub struct Draft {
    pub name: RwSignal<String>,
    pub email: RwSignal<String>,
    pub step: RwSignal<Step>,
    /// Who types: in the session of another person the backend refuses the request.
    user: StoredValue<Option<String>>,
    /// The entity tag of the location that the user saw.
    tag: StoredValue<Option<String>>,
    /// The last request: sent again with the same idempotency key, it is executed once.
    last: StoredValue<Option<Submission>>,
}

impl Draft {
    pub fn new(location: &LocationId) -> Self {
        let draft = Self {
            name: RwSignal::default(),
            email: RwSignal::default(),
            step: RwSignal::new(Step::Editing),
            user: StoredValue::new(state().typist()),
            tag: StoredValue::new(None),
            last: StoredValue::new(None),
        };
        let (state, location) = (state(), location.clone());
        spawn_local(async move {
            if let Ok(seen) = state.fetch_location(&location).await {
                draft.tag.try_set_value(Some(seen.tag));
            }
        });
        draft
    }

    /// Returns the request; with the key of the last one, where the input is the same.
    fn submission(self, location: LocationId, profile: ProfileKind) -> Submission {
        let (name, email) = (self.name.get_untracked(), self.email.get_untracked());
        let last = self.last.get_value().filter(|last| (&last.name, &last.email) == (&name, &email));
        let key = last.map_or_else(request_id, |last| last.key);
        let submission = Submission { location, profile, name, email, key, user: self.user.get_value() };
        self.last.set_value(Some(submission.clone()));
        submission
    }

    pub fn send(self, location: LocationId, profile: ProfileKind) {
        if self.step.get_untracked() == Step::Sending {
            return;
        }
        self.step.set(Step::Sending);
        let state = state();
        let submission = self.submission(location, profile);
        let tag = self.tag.get_value();
        spawn_local(async move {
            let tag = match tag {
                Some(tag) => Ok(tag),
                None => state.fetch_location(&submission.location).await.map(|seen| seen.tag),
            };
            let done = match tag {
                Ok(tag) => state.submit_profile(&submission, &tag).await,
                Err(error) => Err(error),
            };
            if let Err(ApiError::Stale(now)) = &done {
                // The next attempt is about the location as it is shown now: another request.
                self.tag.try_set_value(now.as_ref().map(|now| now.tag.clone()));
                self.last.try_set_value(None);
            }
            self.step.try_set(done.map_or_else(Step::Failed, |()| Step::Done));
        });
    }
}
