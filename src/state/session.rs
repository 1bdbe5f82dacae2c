//! What a person does with the backend: signs in and out, and submits profiles.

use domain::id::LocationId;
use domain::session::{Session, SignIn};
use leptos::prelude::*;
use sync::{Input, State};

use super::connection::{SessionNotice, failure};
use super::{AppSignal, AppState};
use crate::api::http::{ApiError, Refusal, Submission, Tagged};
use crate::browser::dom;

impl AppState {
    /// Returns the session; `None` while nobody is signed in.
    pub fn session(&self) -> AppSignal<Option<Session>> {
        self.connection.session
    }

    /// Returns the state of the connection; tracked.
    pub fn connection_state(&self) -> State {
        self.connection.state.get()
    }

    /// Returns how to sign in again after the session has expired, once that is known; tracked.
    pub fn sign_in_options(&self) -> Option<SignIn> {
        self.connection.options.get()
    }

    /// Returns what happened to the session in another tab.
    pub fn session_notice(&self) -> AppSignal<Option<SessionNotice>> {
        self.connection.notice
    }

    /// Signs in, for the first time or again. The same person finds the page unchanged.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in(&'static self, username: &str, password: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Ok(()) };
        let session = api.sign_in(username, password).await?;
        // A browser drops a cookie of a page that was opened by http://, or all cookies: without a word, the sign-in
        // page would come again.
        if api.sign_in_options().await.is_ok_and(|options| options.session.is_none()) {
            return Err(ApiError::Refused(Refusal::CookieNotKept { https: dom::is_https() }));
        }
        self.connection.notice.set(None);
        self.take_in(Input::SignedIn(session.user.username));
        Ok(())
    }

    /// Signs out, in this browser or everywhere.
    ///
    /// # Errors
    /// See [`ApiError`]; the person is still signed in then.
    pub async fn sign_out(&'static self, everywhere: bool) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Ok(()) };
        match api.sign_out(everywhere).await {
            Ok(()) | Err(ApiError::NotSignedIn) => {
                self.take_in(Input::SignedOut);
                Ok(())
            }
            Err(error) => {
                self.take_in(Input::Failed(failure(&error)));
                Err(error)
            }
        }
    }

    /// Changes the password of the person; every other session ends.
    ///
    /// # Errors
    /// See [`ApiError`]; the form keeps what was typed.
    pub async fn change_password(&'static self, current: &str, new: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Err(ApiError::NotFound) };
        let changed = api.change_password(current, new).await;
        if let Err(error) = &changed {
            self.take_in(Input::Failed(failure(error)));
        }
        changed
    }

    /// Loads a location as it is now, with the tag that a submission starts from.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn fetch_location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Err(ApiError::NotFound) };
        api.location(id).await
    }

    /// Returns who types now, to be sent with what is typed.
    pub fn typist(&self) -> Option<String> {
        self.connection.user_untracked()
    }

    /// Submits a profile. The location in the response replaces the present one, also after a conflict.
    ///
    /// # Errors
    /// See [`ApiError`]; the form keeps what was typed.
    pub async fn submit_profile(&'static self, submission: &Submission, tag: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Ok(()) };
        let result = api.submit_profile(submission, tag).await;
        // The response is about a location that the next person may not see.
        if self.connection.user_untracked() != submission.user {
            return Err(ApiError::OtherUser);
        }
        match result {
            Ok(Tagged { location, .. }) => {
                self.replace_location(location);
                Ok(())
            }
            Err(error) => {
                if let ApiError::Stale(Some(current)) = &error {
                    self.replace_location(current.location.clone());
                }
                self.take_in(Input::Failed(failure(&error)));
                Err(error)
            }
        }
    }
}
