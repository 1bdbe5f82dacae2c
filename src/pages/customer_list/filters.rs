//! Search box, filters and active filters of the customers.

use std::sync::Arc;

use domain::customers::{CustomerSortKey, CustomersAnswer};
use domain::model::Segment;
use domain::view::{Party, Prospect};
use leptos::prelude::*;

use super::query;
use crate::components::{Chip, Choice};
use crate::pages::filters::{
    FilterButton, FilterSpec, NEXT_IN_LIST, count_of, country_choices, fixed, search_box, toggle, toggle_fixed,
    value_chip,
};
use crate::routes::CustomersView;
use crate::state::State;
use crate::text::{format, t};

/// Renders the search box and the filters; `answer` has the numbers beside their values.
pub fn toolbar(state: State, answer: Memo<CustomersAnswer>) -> AnyView {
    view! {
        <div class="toolbar">
            {search_box(
                |t| t.customer_list().search,
                move || state.views.customers.with(|view| view.text.clone()),
                move |text| state.views.search_customers(text),
                move || state.views.change_customers(|view| view.text.clear()),
            )}
            <div class="filters">
                {COUNTRY.view(Memo::new(move |_| countries(state, answer)))}
                {SEGMENT.view(Memo::new(move |_| segments(state, answer)))}
                {ENGAGEMENTS.view(Memo::new(move |_| prospects(state, answer)))}
                {WAITING.view(Memo::new(move |_| parties(state, answer)))}
            </div>
        </div>
    }
    .into_any()
}

const COUNTRY: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-country",
        label: |t| (t.customer_list().column)(CustomerSortKey::Country),
        hint: None,
        chosen: |state| query(state).countries.len(),
    },
    toggle: |state, key| state.views.change_customers(|view| toggle(&mut view.countries, key.to_owned())),
    clear: |state| state.views.change_customers(|view| view.countries.clear()),
};

const SEGMENT: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-segment",
        label: |t| (t.customer_list().column)(CustomerSortKey::Segment),
        hint: None,
        chosen: |state| state.views.customers.with(|view| view.segments.len()),
    },
    toggle: |state, key| state.views.change_customers(|view| toggle_fixed(&mut view.segments, &Segment::ALL, key)),
    clear: |state| state.views.change_customers(|view| view.segments.clear()),
};

const ENGAGEMENTS: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-engagements",
        label: |t| t.customer_list().engagements,
        hint: None,
        chosen: |state| state.views.customers.with(|view| view.prospects.len()),
    },
    toggle: |state, key| {
        state.views.change_customers(|view| toggle_fixed(&mut view.prospects, &Prospect::ALL, key));
    },
    clear: |state| state.views.change_customers(|view| view.prospects.clear()),
};

const WAITING: FilterSpec = FilterSpec {
    button: FilterButton {
        id: "filter-waiting",
        label: |t| t.customer_list().waiting,
        hint: None,
        chosen: |state| state.views.customers.with(|view| view.waits_for.len()),
    },
    toggle: |state, key| state.views.change_customers(|view| toggle_fixed(&mut view.waits_for, &Party::ALL, key)),
    clear: |state| state.views.change_customers(|view| view.waits_for.clear()),
};

fn countries(state: State, answer: Memo<CustomersAnswer>) -> Vec<Choice> {
    let chosen = state.views.customers.get().countries;
    answer.with(|answer| country_choices(&answer.facets.countries, &chosen))
}

fn segments(state: State, answer: Memo<CustomersAnswer>) -> Vec<Choice> {
    let chosen = state.views.customers.get().segments;
    let count = |answer: &CustomersAnswer, value| count_of(&answer.facets.segments, &value);
    answer.with(|answer| fixed(&Segment::ALL, t().customers().segment, |value| count(answer, value), &chosen))
}

fn prospects(state: State, answer: Memo<CustomersAnswer>) -> Vec<Choice> {
    let chosen = state.views.customers.get().prospects;
    let count = |answer: &CustomersAnswer, value| count_of(&answer.facets.prospects, &value);
    answer.with(|answer| fixed(&Prospect::ALL, t().customer_list().prospect, |value| count(answer, value), &chosen))
}

fn parties(state: State, answer: Memo<CustomersAnswer>) -> Vec<Choice> {
    let chosen = state.views.customers.get().waits_for;
    let count = |answer: &CustomersAnswer, value| count_of(&answer.facets.waits_for, &value);
    answer.with(|answer| fixed(&Party::ALL, t().claims().waits_for, |value| count(answer, value), &chosen))
}

/// Returns the chips of the active filters.
pub fn chips(state: State) -> Vec<Chip> {
    let (t, format, query) = (t(), format(), query(state));
    let mut chips = Vec::new();
    let mut add = |filter: &'static str, value: String, remove: Box<dyn Fn(&mut CustomersView) + Send + Sync>| {
        let remove = Arc::new(move || state.views.change_customers(&remove));
        chips.push(value_chip(filter, value, remove, NEXT_IN_LIST));
    };
    if !query.text.is_empty() {
        add(t.engagements().search_chip, query.text, Box::new(|view| view.text.clear()));
    }
    let label = |filter: FilterSpec| (filter.button.label)(t);
    for code in query.countries {
        let name = format.country(&code);
        add(label(COUNTRY), name, Box::new(move |view| toggle(&mut view.countries, code.clone())));
    }
    for value in query.segments {
        let name = (t.customers().segment)(value).to_owned();
        add(label(SEGMENT), name, Box::new(move |view| toggle(&mut view.segments, value)));
    }
    for value in query.prospects {
        let name = (t.customer_list().prospect)(value).to_owned();
        add(label(ENGAGEMENTS), name, Box::new(move |view| toggle(&mut view.prospects, value)));
    }
    for value in query.waits_for {
        let name = (t.claims().waits_for)(value).to_owned();
        add(label(WAITING), name, Box::new(move |view| toggle(&mut view.waits_for, value)));
    }
    chips
}
