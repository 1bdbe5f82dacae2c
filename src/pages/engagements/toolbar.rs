//! The toolbar of the list: search box and filters.

use domain::availability::Availability;
use domain::earning::Earning;
use leptos::prelude::*;

use crate::components::Choice;
use crate::pages::filters::{FilterSpec, choice, search_box, toggle, toggle_fixed};
use crate::state::{State, state};
use crate::text::{lang, t};

#[component]
pub fn Toolbar() -> impl IntoView {
    let state = state();
    view! {
        <div class="toolbar">
            {search_box(
                |t| t.engagements().search,
                move || state.views.list.with(|view| view.text.clone()),
                move |text| state.views.search(text),
                move || state.views.change_list(|view| view.text.clear()),
            )}
            <div class="filters">
                {LOCATION.view(Memo::new(move |_| locations(state)))}
                {STATUS.view_with_hint(Memo::new(move |_| statuses(state)), Some(|t| t.engagements().status_hint))}
                {ROLE.view(Memo::new(move |_| roles(state)))}
                {ELIGIBILITY.view(Memo::new(move |_| verdicts(state)))}
            </div>
        </div>
    }
}

const LOCATION: FilterSpec = FilterSpec {
    id: "filter-location",
    label: |t| t.engagements().location,
    chosen: |state| state.list.with(|list| list.query.locations.chosen().count()),
    toggle: |state, key| state.views.change_list(|view| toggle(&mut view.locations, key.into())),
    clear: |state| state.views.change_list(|view| view.locations.clear()),
};

const STATUS: FilterSpec = FilterSpec {
    id: "filter-status",
    label: |t| t.engagements().status,
    chosen: |state| state.views.list.with(|view| view.status.len()),
    toggle: |state, key| {
        state.views.change_list(|view| toggle_fixed(&mut view.status, &Availability::ALL, key));
    },
    clear: |state| state.views.change_list(|view| view.status.clear()),
};

const ROLE: FilterSpec = FilterSpec {
    id: "filter-role",
    label: |t| t.engagements().role,
    chosen: |state| state.list.with(|list| list.query.roles.len()),
    toggle: |state, key| state.views.change_list(|view| toggle(&mut view.roles, key.into())),
    clear: |state| state.views.change_list(|view| view.roles.clear()),
};

const ELIGIBILITY: FilterSpec = FilterSpec {
    id: "filter-eligibility",
    label: |t| t.engagements().eligibility,
    chosen: |state| state.views.list.with(|view| view.eligibility.len()),
    toggle: |state, key| {
        state.views.change_list(|view| toggle_fixed(&mut view.eligibility, &Earning::ALL, key));
    },
    clear: |state| state.views.change_list(|view| view.eligibility.clear()),
};

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
