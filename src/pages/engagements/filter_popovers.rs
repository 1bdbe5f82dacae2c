//! The popovers of the filters of the list. Their code is in the lazy chunk.

use domain::availability::Availability;
use domain::earning::Earning;
use leptos::prelude::*;

use super::toolbar::ListFilter;
use crate::components::Choice;
use crate::pages::filters::{FilterSpec, choice, toggle, toggle_fixed};
use crate::state::{State, state};
use crate::text::{lang, t};

/// Renders the content of the popover of a filter.
pub fn list_filter(filter: ListFilter) -> AnyView {
    let state = state();
    let choices = match filter {
        ListFilter::Location => locations,
        ListFilter::Status => statuses,
        ListFilter::Role => roles,
        ListFilter::Eligibility => verdicts,
    };
    spec(filter).popover(Memo::new(move |_| choices(state)))
}

/// Returns how a filter changes the view in the address.
const fn spec(filter: ListFilter) -> FilterSpec {
    let button = filter.button();
    match filter {
        ListFilter::Location => FilterSpec {
            button,
            toggle: |state, key| state.views.change_list(|view| toggle(&mut view.locations, key.into())),
            clear: |state| state.views.change_list(|view| view.locations.clear()),
        },
        ListFilter::Status => FilterSpec {
            button,
            toggle: |state, key| {
                state.views.change_list(|view| toggle_fixed(&mut view.status, &Availability::ALL, key));
            },
            clear: |state| state.views.change_list(|view| view.status.clear()),
        },
        ListFilter::Role => FilterSpec {
            button,
            toggle: |state, key| state.views.change_list(|view| toggle(&mut view.roles, key.into())),
            clear: |state| state.views.change_list(|view| view.roles.clear()),
        },
        ListFilter::Eligibility => FilterSpec {
            button,
            toggle: |state, key| {
                state.views.change_list(|view| toggle_fixed(&mut view.eligibility, &Earning::ALL, key));
            },
            clear: |state| state.views.change_list(|view| view.eligibility.clear()),
        },
    }
}

fn locations(state: State) -> Vec<Choice> {
    let list = state.list.get();
    let chosen = state.views.list.with(|view| view.locations.clone());
    let choices = state.dataset.with_rows(|catalogue| {
        let locations = catalogue.data().locations.iter().enumerate();
        locations
            .map(|(at, location)| {
                let count = list.facets().and_then(|facets| facets.locations.get(at).copied());
                choice(location.id.as_str(), &location.name, count, chosen.contains(&location.id))
            })
            .collect()
    });
    choices.unwrap_or_default()
}

fn roles(state: State) -> Vec<Choice> {
    let (list, lang) = (state.list.get(), lang());
    let chosen = state.views.list.with(|view| view.roles.clone());
    let choices = state.dataset.with_rows(|catalogue| {
        let roles = catalogue.data().roles.iter().enumerate();
        roles
            .map(|(at, role)| {
                let count = list.facets().and_then(|facets| facets.roles.get(at).copied());
                choice(role.id.as_str(), role.name.get(lang), count, chosen.contains(&role.id))
            })
            .collect()
    });
    choices.unwrap_or_default()
}

fn statuses(state: State) -> Vec<Choice> {
    let list = state.list.get();
    let chosen = state.views.list.with(|view| view.status.clone());
    fixed(&Availability::ALL, t().common().availability, list.facets().map(|facets| &facets.status[..]), &chosen)
}

fn verdicts(state: State) -> Vec<Choice> {
    let list = state.list.get();
    let chosen = state.views.list.with(|view| view.eligibility.clone());
    fixed(&Earning::ALL, t().common().verdict, list.facets().map(|facets| &facets.eligibility[..]), &chosen)
}

/// Returns the choices of a filter with fixed values; see [`toggle_fixed`].
fn fixed<T: Copy + PartialEq>(
    values: &[T],
    label: fn(T) -> &'static str,
    counts: Option<&[u32]>,
    chosen: &[T],
) -> Vec<Choice> {
    let choice = |(index, &value): (usize, &T)| {
        let count = counts.and_then(|counts| counts.get(index).copied());
        choice(&index.to_string(), label(value), count, chosen.contains(&value))
    };
    values.iter().enumerate().map(choice).collect()
}
