//! Search of everything that the data have. The data of a session have only what it may see.

use std::cell::RefCell;
use std::sync::Arc;

use domain::catalogue::{Answer, Query};
use domain::find::{FindIndex, Findings};
use domain::text::Texts;
use leptos::prelude::*;

use super::State;
use crate::routes::{EngagementPage, ListView, Route};
use crate::text::{format, lang};

/// How many items that were opened are remembered.
const MAX_RECENT: usize = 6;

/// What the command palette starts with.
#[derive(Default)]
struct Memory {
    /// The text that is searched when it opens.
    text: String,
    /// Who opened the items; nobody without a backend.
    person: Option<String>,
    /// Engagements, locations, customers and claims that were opened during this visit, the latest first.
    recent: Vec<Route>,
}

thread_local! {
    /// Not part of `AppState`, which is in the first chunk.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Opens the command palette with a text.
pub fn open_palette(state: State, text: &str) {
    MEMORY.with_borrow_mut(|memory| text.clone_into(&mut memory.text));
    state.palette.set(true);
}

/// Takes the text with which the palette opens.
pub fn palette_text() -> String {
    MEMORY.with_borrow_mut(|memory| std::mem::take(&mut memory.text))
}

/// Returns the items that the person has opened; those of another person are forgotten.
pub fn recent_items(state: State) -> Vec<Route> {
    let person = state.session().with_untracked(|session| session.as_ref().map(|it| it.user.username.clone()));
    MEMORY.with_borrow_mut(|memory| {
        if memory.person != person {
            *memory = Memory { person, ..Memory::default() };
        }
        memory.recent.clone()
    })
}

/// Remembers that the page of an item is opened.
pub fn remember_item(state: State, route: &Route) {
    let route = match route {
        Route::Engagement(id, ..) => Route::Engagement(id.clone(), EngagementPage::Summary, ListView::default()),
        Route::Location(_) | Route::Customer(_) | Route::Claim(_) => route.clone(),
        _ => return,
    };
    let mut recent = recent_items(state);
    recent.retain(|known| *known != route);
    recent.insert(0, route);
    recent.truncate(MAX_RECENT);
    MEMORY.with_borrow_mut(|memory| memory.recent = recent);
}

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
