//! The announcement of the panel.

use domain::Lang;
use domain::command::Command;
use leptos::prelude::*;

use crate::state::State;
use crate::text::t;

/// The message after an action: done, or why not; with the language of its text.
#[derive(Clone, Copy, Default)]
pub struct Announcement(RwSignal<Option<(Lang, Result<String, String>)>>);

impl Announcement {
    pub fn announce(self, state: State, text: Result<String, String>) {
        self.0.set(Some((state.preferences.lang.get_untracked(), text)));
    }

    /// Executes a command, and announces `done` or the error.
    pub fn run(self, state: State, command: Command, done: String) {
        let result = state.run(command);
        self.announce(state, result.map(|()| done).map_err(|error| (t().demo().error)(&error).to_owned()));
    }

    /// Returns the text of a success, or of an error; only while the page is still in the language of the text.
    pub fn text(self, state: State, is_success: bool) -> Option<String> {
        let (lang, text) = self.0.get()?;
        let text = if is_success { text.ok() } else { text.err() };
        text.filter(|_| lang == state.lang())
    }
}
