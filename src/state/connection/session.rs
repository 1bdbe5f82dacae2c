//! What a person does with the backend: signs in and out, and hands in profiles.

use leptos::prelude::*;

use crate::api::http::{Api, ApiError, Submission, Tagged};
use crate::state::Store;

impl Store {
    /// Signs in, for the first time or again. Who comes back finds the page as it was.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn sign_in(&'static self, api: &'static Api, username: &str, password: &str) -> Result<(), ApiError> {
        let session = api.sign_in(username, password).await?;
        let known = self.connection.session.with_untracked(|known| known.as_ref().map(|known| known.user.clone()));
        if known.is_some_and(|known| known == session.user) {
            self.connection.session.set(Some(session));
            self.connection.expired.set(false);
            self.reconnect();
        } else {
            // Somebody else: nothing of the one before stays.
            self.forget_session();
            self.load();
        }
        Ok(())
    }

    /// Signs out, here or everywhere.
    ///
    /// # Errors
    /// See [`ApiError`]; the person then is still signed in.
    pub async fn sign_out(&'static self, everywhere: bool) -> Result<(), ApiError> {
        let Some(api) = self.connection.api.get_untracked() else { return Ok(()) };
        match api.sign_out(everywhere).await {
            Ok(()) | Err(ApiError::NotSignedIn) => {
                self.forget_session();
                self.load();
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn forget_session(&'static self) {
        self.connection.events.set_value(None);
        self.connection.session.set(None);
        self.connection.expired.set(false);
        self.connection.submitting.set(None);
        self.connection.lost.set(None);
        self.connection.behind.set_value(false);
        // What one person saw is not for the next.
        self.forget();
    }

    /// Hands in a profile. The location that the answer tells takes the place of the one before, also where it is
    /// another than the person saw.
    ///
    /// # Errors
    /// See [`ApiError`]; what was typed is kept by the form.
    pub async fn submit(&'static self, submission: &Submission, tag: &str) -> Result<(), ApiError> {
        let Some(api) = self.connection.api.get_untracked() else { return Ok(()) };
        match api.submit_profile(submission, tag).await {
            Ok(Tagged { location, .. }) => {
                self.replace(location);
                Ok(())
            }
            Err(error) => {
                match &error {
                    ApiError::Stale(Some(now)) => drop(self.replace(now.location.clone())),
                    ApiError::NotSignedIn => self.trouble(&error),
                    _ => {}
                }
                Err(error)
            }
        }
    }
}
