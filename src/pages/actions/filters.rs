//! The filters of the inbox, the result count, and the active filters.

use std::sync::Arc;

use domain::Idx;
use domain::actions::{ActionKind, ActionsAnswer, ActionsQuery};
use leptos::prelude::*;

use super::export;
use crate::browser::focus;
use crate::components::{Chip, Choice};
use crate::pages::export::menu;
use crate::pages::filters::{FilterButton, FilterSpec, choice, results, toggle, toggle_fixed, value_chip};
use crate::routes::ActionsView;
use crate::state::{State, state};
use crate::text::{clamped, format, lang, t};

/// The first filter button: it takes the focus when the focused control is removed.
const FIRST: &str = "main .filter__button";

/// Returns the filters of the address. An id that the data do not know is ignored (rule 6).
pub fn query(state: State) -> ActionsQuery {
    let view = state.views.visit.get().actions;
    let query = state.dataset.with(|catalogue| {
        let data = catalogue.data();
        ActionsQuery {
            kinds: view.kinds,
            locations: view.locations.iter().filter_map(|id| data.location_index(id)).collect(),
            engagements: view.engagements.iter().filter_map(|id| data.engagement_index(id)).collect(),
        }
    });
    query.unwrap_or_default()
}

/// Filters, count and chips. `answer` is their result.
#[component]
pub fn Filters(answer: Memo<ActionsAnswer>) -> impl IntoView {
    let state = state();
    let count = move || {
        let found = answer.with(|answer| answer.order.len());
        (t().actions().n_of_m)(&format(), clamped(found), clamped(state.dataset.actions.with(Vec::len)))
    };
    view! {
        <div class="toolbar">
            <div class="filters">
                {KIND.view(Memo::new(move |_| kinds(state, answer)))}
                {LOCATION.view(Memo::new(move |_| locations(state, answer)))}
                {ENGAGEMENT.view(Memo::new(move |_| engagements(state, answer)))}
            </div>
        </div>
        <div class="results">
            {results(count, Memo::new(move |_| chips(state)), move || clear_all(state))}
            {menu(move |state| export::listed(state, answer))}
        </div>
    }
}

/// Clears all filters, and moves the focus to the first of them.
pub fn clear_all(state: State) {
    state.views.change_actions(|view| *view = ActionsView::default());
    focus::first_present(&[FIRST]);
}

const KIND: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-kind",
        label: |t| t.actions().kind,
        hint: None,
        chosen: |state| state.views.visit.with(|visit| visit.actions.kinds.len()),
    },
    toggle: |state, key| state.views.change_actions(|view| toggle_fixed(&mut view.kinds, &ActionKind::ALL, key)),
    clear: |state| state.views.change_actions(|view| view.kinds.clear()),
};

const LOCATION: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-location",
        label: |t| t.actions().location,
        hint: None,
        chosen: |state| query(state).locations.len(),
    },
    toggle: |state, key| state.views.change_actions(|view| toggle(&mut view.locations, key.into())),
    clear: |state| state.views.change_actions(|view| view.locations.clear()),
};

const ENGAGEMENT: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-engagement",
        label: |t| t.actions().engagement,
        hint: None,
        chosen: |state| query(state).engagements.len(),
    },
    toggle: |state, key| state.views.change_actions(|view| toggle(&mut view.engagements, key.into())),
    clear: |state| state.views.change_actions(|view| view.engagements.clear()),
};

fn kinds(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let label = t().actions().kinds;
    let view = state.views.visit.get().actions;
    answer.with(|answer| {
        let kinds = ActionKind::ALL.into_iter().enumerate();
        let counted = kinds.filter_map(|(index, kind)| Some((index, kind, *answer.facets.kinds.get(&kind)?)));
        counted
            .map(|(index, kind, count)| {
                choice(&index.to_string(), label(kind), Some(count), view.kinds.contains(&kind))
            })
            .collect()
    })
}

fn locations(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let view = state.views.visit.get().actions;
    let choices = state.dataset.with(|catalogue| {
        let location = |(&at, &count): (&Idx<_>, &u32)| {
            let location = catalogue.data().location_at(at)?;
            Some(choice(location.id.as_str(), &location.name, Some(count), view.locations.contains(&location.id)))
        };
        answer.with(|answer| answer.facets.locations.iter().filter_map(location).collect())
    });
    choices.unwrap_or_default()
}

fn engagements(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let (view, lang) = (state.views.visit.get().actions, lang());
    let choices = state.dataset.with(|catalogue| {
        let engagement = |(&at, &count): (&Idx<_>, &u32)| {
            let engagement = catalogue.engagement(at)?;
            let chosen = view.engagements.iter().any(|id| id.as_str() == engagement.id());
            Some(choice(engagement.id(), engagement.name(lang), Some(count), chosen))
        };
        answer.with(|answer| answer.facets.engagements.iter().filter_map(engagement).collect())
    });
    choices.unwrap_or_default()
}

/// Returns the chips of the active filters. An id that the data do not know has none.
pub fn chips(state: State) -> Vec<Chip> {
    let (lang, t) = (lang(), t());
    let view = state.views.visit.get().actions;
    let mut chips = Vec::new();
    let mut add = |filter: &'static str, name: String, remove: Box<dyn Fn(&mut ActionsView) + Send + Sync>| {
        let remove = Arc::new(move || state.views.change_actions(&remove));
        chips.push(value_chip(filter, name, remove, &[".chip", FIRST]));
    };
    for kind in view.kinds {
        let name = (t.actions().kinds)(kind).to_owned();
        add(t.actions().kind, name, Box::new(move |view| toggle(&mut view.kinds, kind)));
    }
    state.dataset.with(|catalogue| {
        for id in view.locations {
            if let Some(location) = catalogue.data().location(&id) {
                let remove = move |view: &mut ActionsView| toggle(&mut view.locations, id.clone());
                add(t.actions().location, location.name.clone(), Box::new(remove));
            }
        }
        for id in view.engagements {
            if let Some(engagement) = catalogue.data().engagements.find(&id) {
                let remove = move |view: &mut ActionsView| toggle(&mut view.engagements, id.clone());
                add(t.actions().engagement, engagement.name(lang).to_owned(), Box::new(remove));
            }
        }
    });
    chips
}
