//! What a person does with the backend: signs in and out, and submits profiles.

use domain::id::LocationId;
use domain::session::SignIn;
use leptos::prelude::*;

use super::AppState;
use crate::api::http::{ApiError, Refusal, Submission, Tagged};
use crate::browser::dom;

impl AppState {
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
        let is_same_person = self
            .connection
            .session
            .with_untracked(|known| known.as_ref().is_some_and(|known| known.user == session.user));
        if is_same_person {
            self.connection.resume(session);
            self.reconnect();
        } else {
            self.clear_session();
            self.reload();
        }
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
                self.clear_session();
                self.reload();
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the ways to sign in.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in_options(&self) -> Result<SignIn, ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Err(ApiError::NotFound) };
        api.sign_in_options().await
    }

    /// Changes the password of the person; every other session ends.
    ///
    /// # Errors
    /// See [`ApiError`]; the form keeps what was typed.
    pub async fn change_password(&'static self, current: &str, new: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Err(ApiError::NotFound) };
        let changed = api.change_password(current, new).await;
        if changed == Err(ApiError::NotSignedIn) {
            self.on_api_error(&ApiError::NotSignedIn);
        }
        changed
    }

    /// Ends the session and removes all that the person saw: the next person may see less.
    fn clear_session(&self) {
        self.connection.clear();
        self.payee_form.set(None);
        self.dataset.clear();
    }

    /// Loads a location as it is now, with the tag that a submission starts from.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn fetch_location(&self, id: &LocationId) -> Result<Tagged, ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Err(ApiError::NotFound) };
        api.location(id).await
    }

    /// Submits a profile. The location in the response replaces the present one, also after a conflict.
    ///
    /// # Errors
    /// See [`ApiError`]; the form keeps what was typed.
    pub async fn submit_profile(&'static self, submission: &Submission, tag: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Ok(()) };
        match api.submit_profile(submission, tag).await {
            Ok(Tagged { location, .. }) => {
                self.dataset.replace_location(location);
                Ok(())
            }
            Err(error) => {
                match &error {
                    ApiError::Stale(Some(current)) => {
                        self.dataset.replace_location(current.location.clone());
                    }
                    ApiError::NotSignedIn => self.on_api_error(&error),
                    _ => {}
                }
                Err(error)
            }
        }
    }
}
