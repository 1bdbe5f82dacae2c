//! How many engagements match, by which filters, and what to do where none does.

use std::sync::Arc;

use domain::catalogue::{Direction, Sort, SortKey};
use leptos::prelude::*;

use super::toolbar::toggle;
use crate::browser::focus;
use crate::components::{Chip, ChipText, Chips, EmptyState, Glyph};
use crate::routes::ListView;
use crate::state::{State, Status, state};
use crate::text::{format, t};

/// The count, the chips, and on a phone the sorting.
#[component]
pub fn Results() -> impl IntoView {
    let state = state();
    let count = move || {
        let loaded = state.store.status.with(|status| *status == Status::Ready);
        loaded.then(|| {
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let all = state.store.with(|catalogue| catalogue.data().engagements.len()).unwrap_or_default();
            let shown = state.list.with(|shown| shown.0.order.len());
            (t().engagements.n_of_m)(&format(), number(shown), number(all))
        })
    };
    view! {
        <div class="results">
            <p class="results__count" role="status">{count}</p>
            <Chips
                chips=Memo::new(move |_| chips(state))
                label=Signal::derive(|| t().common.active_filters)
                clear_all=Signal::derive(|| t().common.clear_all)
                on_clear=move |()| {
                    state.views.change_list(|view| *view = view.without_filters());
                    focus::search_box();
                }
            />
            <PhoneSort/>
        </div>
    }
}

/// The active filters.
fn chips(state: State) -> Vec<Chip> {
    let lang = state.lang();
    let view = state.views.list.get();
    let mut chips = Vec::new();
    let mut add =
        |filter: &'static str, key: String, value: ChipText, remove: Box<dyn Fn(&mut ListView) + Send + Sync>| {
            let words = Arc::clone(&value);
            let label = Arc::new(move || (t().common.remove_filter)(filter, &words()));
            let remove = Arc::new(move || {
                state.views.change_list(&remove);
                // The chip is gone: the next one, or the search, takes its place.
                focus::first_present(&[".chip", "main [role=search] input"]);
            });
            chips.push(Chip { filter, key, value, label, remove });
        };
    let names = t();
    if !view.text.is_empty() {
        let text = Arc::new(move || state.views.list.with(|view| view.text.clone()));
        add(names.engagements.search_chip, String::new(), text, Box::new(|view| view.text.clear()));
    }
    let mut chip = |filter, value: String, remove| add(filter, value.clone(), Arc::new(move || value.clone()), remove);
    for id in view.locations {
        let name = state.store.with(|catalogue| catalogue.data().location(&id).map(|location| location.name.clone()));
        let name = name.flatten().unwrap_or_else(|| id.to_string());
        chip(names.engagements.location, name, Box::new(move |view| toggle(&mut view.locations, id.clone())));
    }
    for status in view.status {
        let words = (names.common.availability)(status).to_owned();
        chip(names.engagements.status, words, Box::new(move |view| toggle(&mut view.status, status)));
    }
    for id in view.roles {
        let name = state.store.with(|catalogue| {
            let role = catalogue.data().roles.iter().find(|role| role.id == id);
            role.map(|role| role.name.get(lang).to_owned())
        });
        let name = name.flatten().unwrap_or_else(|| id.to_string());
        chip(names.engagements.role, name, Box::new(move |view| toggle(&mut view.roles, id.clone())));
    }
    for verdict in view.eligibility {
        let words = (names.common.verdict)(verdict).to_owned();
        chip(names.engagements.eligibility, words, Box::new(move |view| toggle(&mut view.eligibility, verdict)));
    }
    chips
}

/// On a phone there are no column headers: a box to sort by, and a button for the direction.
#[component]
fn PhoneSort() -> impl IntoView {
    let views = &state().views;
    let sort = views.sort;
    let descending = move || sort.get().is_some_and(|sort| sort.direction == Direction::Descending);
    let choose = move |position: String| {
        let key = position.parse::<usize>().ok().and_then(|at| SortKey::ALL.get(at).copied());
        views.change_list(|view| {
            let direction = view.sort.map_or(Direction::Ascending, |sort| sort.direction);
            view.sort = key.map(|key| Sort { key, direction });
        });
    };
    let turn = move |_| {
        views.change_list(|view| {
            let sort = view.sort.unwrap_or(Sort { key: SortKey::Name, direction: Direction::Descending });
            view.sort = Some(Sort { direction: sort.direction.reversed(), ..sort });
        });
    };
    let option = move |(at, key): (usize, SortKey)| {
        view! {
            <option value=at.to_string() prop:selected=move || sort.get().is_some_and(|sort| sort.key == key)>
                {move || (t().engagements.column)(key)}
            </option>
        }
    };
    view! {
        <div class="toolbar__sort">
            <button
                type="button"
                class="button button--icon button--subtle"
                aria-label=move || if descending() { t().engagements.descending } else { t().engagements.ascending }
                on:click=turn
            >
                <svg class="icon icon--small" aria-hidden="true">
                    <use href=move || if descending() { Glyph::SortDescending.href() } else { Glyph::SortAscending.href() }/>
                </svg>
            </button>
            <label>
                <span class="visually-hidden">{move || t().engagements.sort_by}</span>
                <select class="field__input" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || sort.get().is_none()>{move || t().engagements.sort_by}</option>
                    {SortKey::ALL.into_iter().enumerate().map(option).collect_view()}
                </select>
            </label>
        </div>
    }
}

/// Nothing matches: which filter to clear so that something does.
#[component]
pub fn Nothing() -> impl IntoView {
    let state = state();
    let none_at_all = state.store.with(|catalogue| catalogue.data().engagements.is_empty()) == Some(true);
    if none_at_all {
        return view! {
            <EmptyState
                glyph=Glyph::Inbox
                title=Signal::derive(|| t().engagements.empty.to_owned())
                text=Signal::derive(|| t().engagements.empty_hint.to_owned())
            >
                ""
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState
            glyph=Glyph::Search
            title=Signal::derive(|| t().engagements.no_match.to_owned())
            text=Signal::derive(|| t().engagements.no_match_hint.to_owned())
        >
            {move || clearing(state)}
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    state.views.change_list(|view| *view = ListView { area: None, ..view.without_filters() });
                    focus::search_box();
                }
            >
                {move || t().common.clear_all}
            </button>
        </EmptyState>
    }
    .into_any()
}

/// A button for each filter that is in use.
fn clearing(state: State) -> impl IntoView {
    type Clear = fn(&mut ListView);
    let view = state.views.list.get();
    let t = t();
    let filters: [(bool, &'static str, Clear); 6] = [
        (!view.text.is_empty(), t.engagements.search_chip, |view| view.text.clear()),
        (view.area.is_some(), t.engagements.solution_areas, |view| view.area = None),
        (!view.locations.is_empty(), t.engagements.location, |view| view.locations.clear()),
        (!view.status.is_empty(), t.engagements.status, |view| view.status.clear()),
        (!view.roles.is_empty(), t.engagements.role, |view| view.roles.clear()),
        (!view.eligibility.is_empty(), t.engagements.eligibility, |view| view.eligibility.clear()),
    ];
    let button = move |(_, name, clear): (bool, &'static str, Clear)| {
        let act = move |_| {
            state.views.change_list(clear);
            focus::search_box();
        };
        view! {
            <button type="button" class="button button--primary" on:click=act>{(t.engagements.clear_filter)(name)}</button>
        }
    };
    filters.into_iter().filter(|(used, ..)| *used).map(button).collect_view()
}
