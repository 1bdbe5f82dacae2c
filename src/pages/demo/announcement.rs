//! The announcement of the panel.

use domain::command::Command;
use leptos::prelude::*;

use crate::state::State;
use crate::text::t;

/// The message after an action: done, or why not.
#[derive(Clone, Copy, Default)]
pub struct Announcement(RwSignal<Option<Result<String, String>>>);

impl Announcement {
    pub fn announce(self, text: Result<String, String>) {
        self.0.set(Some(text));
    }

    /// Executes a command, and announces `done` or the error.
    pub fn run(self, state: State, command: Command, done: String) {
        let result = state.run(command);
        self.announce(result.map(|()| done).map_err(|error| (t().demo().error)(&error).to_owned()));
    }

    /// Returns the text of a success, or of an error.
    pub fn text(self, is_success: bool) -> Option<String> {
        let text = self.0.get()?;
        if is_success { text.ok() } else { text.err() }
    }
}
