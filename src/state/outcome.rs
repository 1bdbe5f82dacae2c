//! Shows what an input of the connection brought, and forgets what a person saw.

use leptos::prelude::*;
use sync::Forget;

use super::connection::SessionNotice;
use super::effects::Payload;
use super::{AppState, Status};
use crate::api::{Backend, Loaded, Outcome};

impl AppState {
    pub(super) fn show(&self, payload: Payload) {
        match payload {
            Payload::Outcome(outcome) => self.show_outcome(*outcome),
            Payload::Location(location) => drop(self.replace_location(*location)),
            Payload::None => {}
        }
    }

    pub(super) fn show_outcome(&self, outcome: Outcome) {
        let connection = &self.connection;
        self.dataset.end_first_rows();
        match outcome {
            Outcome::Loaded(loaded) => self.replace_data(*loaded),
            Outcome::Unchanged(session, version) => {
                if let Some(api) = connection.api_untracked() {
                    api.shown.set(&session.user.username, version.tag);
                }
                connection.session.set(Some(session));
            }
            Outcome::Failed(failure, api) => {
                connection.api.set(api);
                self.dataset.status.set(Status::Failed(failure));
            }
            Outcome::SignIn(options, api) => {
                connection.api.set(Some(api));
                if connection.session.with_untracked(Option::is_none) {
                    self.dataset.status.set(Status::SignIn(options));
                } else {
                    connection.options.set(Some(options));
                }
            }
        }
    }

    fn replace_data(&self, loaded: Loaded) {
        let Loaded { data, problems, backend } = loaded;
        match backend {
            Backend::Local { changes, database } => {
                let functions = self.lazy.get_untracked();
                let changes = changes.zip(functions).map(|(text, functions)| (functions.parse_changes)(&text));
                let changes = changes.unwrap_or_default();
                self.dataset.replace(data, problems, &changes.commands);
                self.demo.restore(changes, database);
            }
            Backend::Http { api, session, version } => {
                api.shown.set(&session.user.username, version.tag);
                self.connection.api.set(Some(api));
                self.connection.session.set(Some(session));
                self.dataset.replace(data, problems, &[]);
                // The form is about a location that a person without a role does not see.
                if untrack(|| !self.has_role()) {
                    self.payee_form.set(None);
                }
            }
        }
    }

    /// Replaces a location; returns `false` where the data have none with its id.
    pub(super) fn replace_location(&self, location: domain::model::Location) -> bool {
        // The tag of all data is that of an earlier state.
        if let Some(api) = self.connection.api_untracked() {
            api.shown.set_changed();
        }
        self.dataset.replace_location(location)
    }

    /// Removes what a person saw, and what the person typed unless the same person may continue.
    pub(super) fn forget(&self, what: Forget) {
        let connection = &self.connection;
        self.dataset.clear();
        match what {
            Forget::Data => {
                if let Some(api) = connection.api_untracked() {
                    api.shown.set_changed();
                }
                return;
            }
            Forget::SignedOut => connection.notice.set(None),
            Forget::SignedOutElsewhere => connection.notice.set(Some(SessionNotice::SignedOutElsewhere)),
            Forget::OtherPerson => connection.notice.set(Some(SessionNotice::OtherPerson)),
        }
        if let Some(api) = connection.api_untracked() {
            api.shown.clear();
        }
        connection.session.set(None);
        connection.options.set(None);
        self.payee_form.set(None);
        self.views.forget_draft();
        self.palette.set(false);
        self.dataset.status.set(Status::Loading);
    }
}
