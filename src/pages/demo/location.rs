//! The choice of a location.

use domain::Idx;
use domain::id::LocationId;
use domain::model::Location;
use leptos::prelude::*;

use crate::routes::Route;
use crate::state::State;
use crate::text::t;

/// The location that the panel acts on.
#[derive(Clone, Copy)]
pub struct ChosenLocation(RwSignal<Option<LocationId>>);

impl ChosenLocation {
    /// Starts with the location page that is open, or the first of the location filter; follows the location pages.
    pub fn follow(state: State) -> Self {
        let narrowed = state.views.list.with_untracked(|view| view.locations.first().cloned());
        let chosen = RwSignal::new(narrowed);
        Effect::new(move |_| {
            if let Route::Location(id) = state.views.visit.get().address.route {
                chosen.set(Some(id));
            }
        });
        Self(chosen)
    }

    /// Returns its position in the data; the first location where none is chosen.
    pub fn position(self, state: State) -> Option<Idx<Location>> {
        let found = self.0.with(|id| state.dataset.with(|catalogue| catalogue.data().location_index(id.as_ref()?)));
        found.flatten().or(Some(Idx::new(0)))
    }
}

/// Renders the choice.
pub fn select(state: State, chosen: ChosenLocation) -> impl IntoView {
    let position = chosen.position(state);
    let names = state.dataset.with(|catalogue| {
        let locations = catalogue.data().locations.iter();
        locations.map(|location| (location.id.to_string(), location.name.clone())).collect::<Vec<_>>()
    });
    let option = move |(at, (id, name)): (usize, (String, String))| {
        view! { <option value=id prop:selected=position == Some(Idx::new(at))>{name}</option> }
    };
    view! {
        <label class="field">
            <span class="field__label">{t().demo().location}</span>
            <select
                class="field__input"
                on:change:target=move |event| chosen.0.set(Some(event.target().value().as_str().into()))
            >
                {names.unwrap_or_default().into_iter().enumerate().map(option).collect_view()}
            </select>
        </label>
    }
}
