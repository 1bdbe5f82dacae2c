//! The filters of the inbox, how many actions match, and the active filters.

use std::sync::Arc;

use domain::actions::{ActionKind, ActionsAnswer};
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{Chip, Chips, Choice, Filter};
use crate::routes::ActionsView;
use crate::state::{State, Status, state};
use crate::text::{Messages, format, message, t};

/// The first button among the filters: it takes the focus where what had it is gone.
pub const FIRST: &str = "main .filter__button";

/// The filters.
#[component]
pub fn Filters(
    /// What they give.
    answer: Memo<ActionsAnswer>,
) -> impl IntoView {
    let state = state();
    let filters = [
        Kept {
            id: "filter-kind",
            label: |t| t.actions.kind,
            choices: kinds,
            number: |view| view.kinds.len(),
            on_toggle: toggle_kind,
            on_clear: |view| view.kinds.clear(),
        },
        Kept {
            id: "filter-location",
            label: |t| t.actions.location,
            choices: locations,
            number: |view| view.locations.len(),
            on_toggle: |view, key| toggle(&mut view.locations, key.into()),
            on_clear: |view| view.locations.clear(),
        },
        Kept {
            id: "filter-engagement",
            label: |t| t.actions.engagement,
            choices: engagements,
            number: |view| view.engagements.len(),
            on_toggle: |view, key| toggle(&mut view.engagements, key.into()),
            on_clear: |view| view.engagements.clear(),
        },
    ];
    view! {
        <div class="toolbar">
            <div class="filters">{filters.map(|kept| filter(state, kept, answer)).into_iter().collect_view()}</div>
        </div>
        <Results answer/>
    }
}

/// A filter and the part of the view that keeps it.
#[derive(Clone, Copy)]
struct Kept {
    id: &'static str,
    label: fn(&'static Messages) -> &'static str,
    choices: fn(State, Memo<ActionsAnswer>) -> Vec<Choice>,
    number: fn(&ActionsView) -> usize,
    on_toggle: fn(&mut ActionsView, &str),
    on_clear: fn(&mut ActionsView),
}

/// Adds a value to a filter, or takes it away.
fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|known| *known == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}

fn toggle_kind(view: &mut ActionsView, key: &str) {
    let kind = key.parse::<usize>().ok().and_then(|at| ActionKind::ALL.get(at).copied());
    if let Some(kind) = kind {
        toggle(&mut view.kinds, kind);
    }
}

fn filter(state: State, kept: Kept, answer: Memo<ActionsAnswer>) -> impl IntoView {
    let Kept { id, label, choices, number, on_toggle, on_clear } = kept;
    let views = &state.views;
    let chosen = move || {
        let number = u32::try_from(views.actions.with(number)).ok().filter(|number| *number > 0)?;
        Some((format().number(number), (t().common.filter_chosen)(&format(), number)))
    };
    view! {
        <Filter
            id
            label=Signal::derive(message(label))
            choices=Memo::new(move |_| choices(state, answer))
            chosen=Signal::derive(chosen)
            find=Signal::derive(move || (t().common.search_in)(label(t())))
            clear=Signal::derive(message(|t| t.common.clear))
            on_toggle=move |key: String| views.change_actions(|view| on_toggle(view, &key))
            on_clear=move |()| views.change_actions(on_clear)
        />
    }
}

fn choice(key: String, label: String, count: u32, chosen: bool) -> Choice {
    Choice { key, label, count: format().number(count), chosen }
}

fn kinds(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let words = t().actions.kinds;
    let view = state.views.actions.get();
    answer.with(|answer| {
        let kinds = ActionKind::ALL.into_iter().enumerate();
        let known = kinds.filter_map(|(at, kind)| Some((at, kind, *answer.facets.kinds.get(&kind)?)));
        known
            .map(|(at, kind, count)| choice(at.to_string(), words(kind).to_owned(), count, view.kinds.contains(&kind)))
            .collect()
    })
}

fn locations(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let view = state.views.actions.get();
    let choices = state.store.with(|catalogue| {
        let location = |(&at, &count): (&usize, &u32)| {
            let location = catalogue.data().locations.get(at)?;
            let chosen = view.locations.contains(&location.id);
            Some(choice(location.id.to_string(), location.name.clone(), count, chosen))
        };
        answer.with(|answer| answer.facets.locations.iter().filter_map(location).collect())
    });
    choices.unwrap_or_default()
}

fn engagements(state: State, answer: Memo<ActionsAnswer>) -> Vec<Choice> {
    let (view, lang) = (state.views.actions.get(), state.lang());
    let choices = state.store.with(|catalogue| {
        let engagement = |(&at, &count): (&usize, &u32)| {
            let engagement = catalogue.engagement(at)?;
            let chosen = view.engagements.iter().any(|id| id.as_str() == engagement.id());
            Some(choice(engagement.id().to_owned(), engagement.name(lang).to_owned(), count, chosen))
        };
        answer.with(|answer| answer.facets.engagements.iter().filter_map(engagement).collect())
    });
    choices.unwrap_or_default()
}

/// The count and the chips.
#[component]
fn Results(answer: Memo<ActionsAnswer>) -> impl IntoView {
    let state = state();
    let count = move || {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let loaded = state.store.status.with(|status| *status == Status::Ready);
        let (shown, all) = (answer.with(|answer| answer.order.len()), state.store.actions.with(Vec::len));
        loaded.then(|| (t().actions.n_of_m)(&format(), number(shown), number(all)))
    };
    view! {
        <div class="results">
            <p class="results__count" role="status">{count}</p>
            <Chips
                chips=Memo::new(move |_| chips(state))
                label=Signal::derive(message(|t| t.common.active_filters))
                clear_all=Signal::derive(message(|t| t.common.clear_all))
                on_clear=move |()| {
                    state.views.change_actions(|view| *view = ActionsView::default());
                    focus::first_present(&[FIRST]);
                }
            />
        </div>
    }
}

/// The active filters.
fn chips(state: State) -> Vec<Chip> {
    let (lang, t) = (state.lang(), t());
    let view = state.views.actions.get();
    let mut chips = Vec::new();
    let mut chip = |filter: &'static str, value: String, remove: Box<dyn Fn(&mut ActionsView) + Send + Sync>| {
        let (words, label) = (value.clone(), (t.common.remove_filter)(filter, &value));
        let remove = Arc::new(move || {
            state.views.change_actions(&remove);
            // The chip is gone: the next one, or the first filter, takes its place.
            focus::first_present(&[".chip", FIRST]);
        });
        let (words, label) = (Arc::new(move || words.clone()), Arc::new(move || label.clone()));
        chips.push(Chip { filter, key: value, value: words, label, remove });
    };
    for kind in view.kinds {
        let words = (t.actions.kinds)(kind).to_owned();
        chip(t.actions.kind, words, Box::new(move |view| toggle(&mut view.kinds, kind)));
    }
    for id in view.locations {
        let name = state.store.with(|catalogue| catalogue.data().location(&id).map(|location| location.name.clone()));
        let name = name.flatten().unwrap_or_else(|| id.to_string());
        chip(t.actions.location, name, Box::new(move |view| toggle(&mut view.locations, id.clone())));
    }
    for id in view.engagements {
        let name = state.store.with(|catalogue| {
            let engagement = catalogue.data().engagements.find(&id);
            engagement.map(|engagement| engagement.name(lang).to_owned())
        });
        let name = name.flatten().unwrap_or_else(|| id.to_string());
        chip(t.actions.engagement, name, Box::new(move |view| toggle(&mut view.engagements, id.clone())));
    }
    chips
}
