//! What a person does with the backend: signs in and out, and submits profiles.

use domain::id::LocationId;
use leptos::prelude::*;

use super::AppState;
use crate::api::http::{ApiError, Submission, Tagged};

impl AppState {
    /// Signs in, for the first time or again. The same person finds the page unchanged.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in(&'static self, username: &str, password: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api_untracked() else { return Ok(()) };
        let session = api.sign_in(username, password).await?;
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
