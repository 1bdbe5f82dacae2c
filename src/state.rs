//! What is loaded and what is viewed, as signals in one named context.

mod catalogue;
mod connection;
mod list;
mod preferences;
mod store;
mod views;

pub use list::Shown;
pub use preferences::{Density, Preferences, Theme};
pub use store::{SignInOptions, Status, Store, first_load};
use views::RouterNavigator;
pub use views::Views;

use std::sync::Arc;

use domain::id::LocationId;
use domain::payee::ProfileKind;
use domain::permissions::AccessRole;
use domain::session::Session;
use domain::{Day, Lang};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::Outcome;
use crate::browser::link_interceptor;
use crate::browser::timer::Timeout;
use crate::routes;
use crate::text;

/// Everything that pages read and change. It lives as long as the page, so a reference is all that closures keep.
pub type State = &'static Everything;

/// See [`State`].
#[derive(Debug)]
pub struct Everything {
    /// The data.
    pub store: &'static Store,
    /// What the address asks for.
    pub views: Views,
    /// What the person prefers.
    pub preferences: Preferences,
    /// The answer of the list to its view.
    pub list: Memo<Shown>,
    /// Whether the demo panel is open.
    pub demo_open: RwSignal<bool>,
    /// How far the list was scrolled when it was left, and in which view.
    pub scroll: StoredValue<Option<(routes::ListView, f64)>>,
}

impl Everything {
    /// Makes the state and gives it to everything below; inside the router, once.
    pub fn provide(first: Timeout<Outcome>) -> State {
        let preferences = Preferences::load();
        text::set_language_signal(preferences.lang);
        let store = Store::new();
        let location = use_location();
        let views = Views::new(location.pathname, location.search, Arc::new(RouterNavigator::new()));
        let list = list::answer(store, views.list, preferences.lang);
        let everything =
            Self { store, views, preferences, list, demo_open: RwSignal::new(false), scroll: StoredValue::new(None) };
        let state: State = Box::leak(Box::new(everything));
        provide_context(state);
        link_interceptor::intercept_links(routes::base(), move |href| state.views.open(href));
        store.set_day(views.day.get_untracked());
        store.begin(first);
        // The day of the address is outside of the data: tell them when it moves.
        Effect::new(move |_| store.set_day(views.day.get()));
        Effect::new(move |_| {
            if store.status.get() == Status::Ready {
                store.warm(preferences.lang.get());
            }
        });
        state
    }

    /// The day that every verdict is about.
    pub fn day(&self) -> Day {
        self.views.day.get().unwrap_or(self.store.today)
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.preferences.lang.get()
    }

    /// As whom the demo is used.
    pub fn demo_access(&self) -> AccessRole {
        self.store.changes.with(|changes| changes.access).unwrap_or(AccessRole::Admin)
    }

    /// What the person may do at a location (rule 12): as the session says, or as whom the demo is used.
    pub fn access(&self, location: &LocationId) -> AccessRole {
        // A backend shows nobody a location at which the person has no role.
        let role = |session: &Session| session.roles.at(location).unwrap_or(AccessRole::User);
        self.store.connection.session.with(|session| session.as_ref().map(role)).unwrap_or_else(|| self.demo_access())
    }
}

impl Everything {
    /// Whether profiles are handed in here: then one without a page elsewhere has a form.
    pub fn has_payee_form(&self) -> bool {
        self.store.connection.api.with(Option::is_some)
    }

    /// Opens the form for a profile.
    pub fn open_payee_form(&self, location: LocationId, kind: ProfileKind) {
        self.store.connection.submitting.set(Some((location, kind)));
    }
}

/// What everything reads.
pub fn state() -> State {
    expect_context()
}
