//! The state of the app: the data, the views of the address, preferences, and the connection to a backend.

mod app_signal;
mod catalogue;
mod connection;
mod dataset;
mod demo;
mod effects;
mod find;
mod first_load;
mod lazy;
mod list;
mod outcome;
mod own_file;
mod preferences;
mod session;
#[cfg(test)]
mod tests;
mod views;

pub use app_signal::{AppMemo, AppSignal};
pub use connection::SessionNotice;
pub use dataset::{DatasetState, Status};
pub use demo::DemoChanges;
pub use find::{Finder, open_palette, palette_text, recent_items, remember_item};
pub use first_load::{FirstLoad, first_load};
pub use lazy::{LAZY_FUNCTIONS, LazyFunctions, set_lazy_functions};
pub use list::ListAnswer;
pub use preferences::{Density, Preferences, Theme};
pub use views::Views;

use std::sync::Arc;

use domain::Day;
use domain::command::{Command, CommandError};
use domain::id::LocationId;
use domain::payee::ProfileKind;
use domain::permissions::AccessRole;
use domain::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::history::AddressBar;
use crate::browser::{clock, link_interceptor};
use crate::routes;
use crate::routes::ListView;
use crate::text;
use connection::Connection;
use lazy::LazyCode;

/// The state lives as long as the page: closures keep a reference, not a copy.
pub type State = &'static AppState;

/// What pages read and change.
#[derive(Debug)]
pub struct AppState {
    pub dataset: DatasetState,
    pub demo: DemoChanges,
    pub views: Views,
    pub preferences: Preferences,
    /// The answer of the list to its view.
    pub list: AppMemo<ListAnswer>,
    /// Whether the demo panel is open.
    pub demo_open: AppSignal<bool>,
    /// Whether the command palette is open.
    pub palette: AppSignal<bool>,
    /// The location and the profile of the open payee form.
    pub payee_form: AppSignal<Option<(LocationId, ProfileKind)>>,
    /// The day in the reader's time zone; it changes at midnight.
    pub today: AppSignal<Day>,
    connection: Connection,
    lazy: LazyCode,
}

impl AppState {
    /// Creates the state without data.
    fn new(today: AppSignal<Day>, preferences: Preferences, views: Views) -> Self {
        let lazy = LazyCode::new();
        let dataset = DatasetState::new(views.day, today, lazy);
        Self {
            dataset,
            demo: DemoChanges::new(),
            views,
            preferences,
            list: AppMemo::from(list::answer(&dataset, views.list, preferences.lang)),
            demo_open: AppSignal::new(false),
            palette: AppSignal::new(false),
            payee_form: AppSignal::new(None),
            today,
            connection: Connection::new(),
            lazy,
        }
    }

    /// Provides the state as context; called once.
    pub fn provide(first: FirstLoad) -> State {
        let preferences = Preferences::load();
        let address = AddressBar::new();
        let views = Views::new(address.path(), address.query(), Arc::new(address));
        let state: State = Box::leak(Box::new(Self::new(AppSignal::new(clock::today()), preferences, views)));
        provide_context(state);
        link_interceptor::intercept_links(routes::base(), move |href| state.views.open(href));
        state.follow_first_load(first);
        state
    }

    /// Goes on with what needs the lazy chunk, which is loaded now; called once.
    pub fn on_lazy_chunk(&'static self) {
        self.lazy.notify();
        if let Some(functions) = self.lazy.get_untracked() {
            (functions.start)(self);
        }
    }

    /// Returns the day of every verdict; tracked.
    pub fn day(&self) -> Day {
        self.views.day.get().unwrap_or_else(|| self.today.get())
    }

    /// Returns how many engagements a view of the list shows; reactive.
    pub fn count(&self, view: &ListView) -> u32 {
        list::count(&self.dataset, view, text::lang())
    }

    /// Returns the role of the person at a location (rule 12), by the session or by the demo; tracked.
    pub fn access(&self, location: &LocationId) -> Option<AccessRole> {
        let role = |session: &Session| session.roles.at(location);
        self.connection.session.with(|session| session.as_ref().map(role)).unwrap_or_else(|| self.demo.access())
    }

    /// Returns whether the person has a role at any location, by the session or by the demo; tracked.
    pub fn has_role(&self) -> bool {
        let has_role = |session: &Session| !session.roles.is_empty();
        let session = self.connection.session.with(|session| session.as_ref().map(has_role));
        session.unwrap_or_else(|| self.demo.access().is_some())
    }

    /// Applies a command of the demo and persists it.
    ///
    /// # Errors
    /// Where it does not fit the data; they are unchanged then.
    pub fn run(&self, command: Command) -> Result<(), CommandError> {
        self.dataset.apply(&command)?;
        self.demo.record(command);
        spawn_local(self.save_demo());
        Ok(())
    }

    /// Plays the demo in another role, or in none.
    pub fn set_demo_access(&self, access: Option<AccessRole>) {
        self.demo.set_access(access);
        spawn_local(self.save_demo());
    }

    fn save_demo(&self) -> impl Future<Output = ()> + use<> {
        let dataset = self.dataset.with_untracked(|catalogue| catalogue.data().id.clone());
        self.demo.save(dataset.unwrap_or_default())
    }

    /// Returns whether the data come from a backend; tracked.
    pub fn has_backend(&self) -> bool {
        self.connection.api.with(Option::is_some)
    }

    /// Opens the form for a profile.
    pub fn open_payee_form(&self, location: LocationId, kind: ProfileKind) {
        self.payee_form.set(Some((location, kind)));
    }
}

/// Returns the state.
pub fn state() -> State {
    expect_context()
}
