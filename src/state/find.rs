//! Search of everything that the data have. The data of a session have only what it may see.

use std::sync::Arc;

use domain::catalogue::{Answer, Query};
use domain::find::{FindIndex, Findings};
use domain::text::Texts;
use leptos::prelude::*;

use super::State;
use crate::text::{format, lang};

/// The search; its index is built by the first search, and again where data change.
#[derive(Clone, Copy)]
pub struct Finder {
    state: State,
    index: Memo<Option<Arc<FindIndex>>>,
}

impl Finder {
    pub fn new(state: State) -> Self {
        let index = move |_: Option<&Option<Arc<FindIndex>>>| {
            let format = format();
            let country = |code: &str| format.country(code);
            state.dataset.with(|catalogue| Arc::new(FindIndex::new(catalogue.data(), lang(), country)))
        };
        Self { state, index: Memo::new_with_compare(index, |_, _| true) }
    }

    /// Returns what matches a text, in the data and among commands; tracked.
    pub fn find(self, text: &str, commands: &Texts) -> Findings {
        let Some(index) = self.index.get() else { return Findings::default() };
        let query = |text: &str| Query { text: text.to_owned(), lang: lang(), ..Query::default() };
        let (_, engagements) = self.state.dataset.query(|_| query(text));
        let engagements = engagements.unwrap_or_else(Answer::nothing);
        let find =
            |catalogue: &domain::catalogue::Catalogue| index.find(catalogue.data(), text, &engagements, commands);
        self.state.dataset.with(find).unwrap_or_default()
    }
}
