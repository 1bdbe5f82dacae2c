//! Search and filters.

use domain::availability::Availability;
use domain::earning::Earning;
use leptos::html;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{Choice, Filter, Glyph, small_icon};
use crate::routes::ListView;
use crate::state::{State, state};
use crate::text::{format, t};

/// Search and filters.
#[component]
pub fn Toolbar() -> impl IntoView {
    view! {
        <div class="toolbar">
            <SearchBox/>
            <div class="filters">
                <LocationFilter/>
                <StatusFilter/>
                <RoleFilter/>
                <EligibilityFilter/>
            </div>
        </div>
    }
}

#[component]
fn SearchBox() -> impl IntoView {
    let state = state();
    let views = &state.views;
    let node = NodeRef::<html::Input>::new();
    let text = move || views.list.with(|view| view.text.clone());
    let is_empty = Memo::new(move |_| views.list.with(|view| view.text.is_empty()));
    let clear = move |_| {
        views.change_list(|view| view.text.clear());
        focus::search_box();
    };
    view! {
        <div class="search-box" role="search">
            <svg class="icon icon--small search-box__icon" aria-hidden="true"><use href=Glyph::Search.href()/></svg>
            <input
                node_ref=node
                class="field__input search-box__input"
                type="search"
                aria-label=move || t().engagements.search
                placeholder=move || t().engagements.search
                aria-keyshortcuts=move || state.preferences.shortcuts.get().then_some("/")
                autocomplete="off"
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| views.search(event.target().value())
                on:blur=move |_| views.flush()
            />
            <Show when=move || state.preferences.shortcuts.get() && is_empty.get()>
                <kbd class="search-box__key" aria-hidden="true">"/"</kbd>
            </Show>
            <Show when=move || !is_empty.get()>
                <button
                    type="button"
                    class="button button--subtle button--icon search-box__clear"
                    aria-label=move || t().engagements.clear_search
                    on:click=clear
                >
                    {small_icon(Glyph::Close)}
                </button>
            </Show>
        </div>
    }
}

/// How many values are chosen: the number, and the number in words.
fn chosen(number: usize) -> Option<(String, String)> {
    let number = u32::try_from(number).ok().filter(|number| *number > 0)?;
    Some((format().number(number), (t().common.filter_chosen)(&format(), number)))
}

/// Adds a value to a filter, or takes it away.
pub fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|known| *known == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}

/// A filter whose values are texts of the data or of the product.
fn filter(
    id: &'static str,
    label: fn() -> &'static str,
    choices: impl Fn(State) -> Vec<Choice> + Send + Sync + 'static,
    number: fn(&ListView) -> usize,
    on_toggle: fn(&mut ListView, &str),
    on_clear: fn(&mut ListView),
) -> impl IntoView {
    let state = state();
    let count = Memo::new(move |_| state.views.list.with(number));
    view! {
        <Filter
            id
            label=Signal::derive(label)
            choices=Memo::new(move |_| choices(state))
            chosen=Signal::derive(move || chosen(count.get()))
            find=Signal::derive(move || (t().common.search_in)(label()))
            clear=Signal::derive(|| t().common.clear)
            on_toggle=move |key: String| state.views.change_list(|view| on_toggle(view, &key))
            on_clear=move |()| state.views.change_list(on_clear)
        />
    }
}

#[component]
fn LocationFilter() -> impl IntoView {
    let choices = |state: State| {
        let shown = state.list.get();
        let chosen = state.views.list.with(|view| view.locations.clone());
        let choices = state.store.with(|catalogue| {
            let locations = catalogue.data().locations.iter().zip(&shown.0.facets.locations);
            locations
                .map(|(location, &count)| Choice {
                    key: location.id.to_string(),
                    label: location.name.clone(),
                    count: format().number(count),
                    chosen: chosen.contains(&location.id),
                })
                .collect()
        });
        choices.unwrap_or_default()
    };
    filter(
        "filter-location",
        || t().engagements.location,
        choices,
        |view| view.locations.len(),
        |view, key| toggle(&mut view.locations, key.into()),
        |view| view.locations.clear(),
    )
}

#[component]
fn RoleFilter() -> impl IntoView {
    let choices = |state: State| {
        let (shown, lang) = (state.list.get(), state.lang());
        let chosen = state.views.list.with(|view| view.roles.clone());
        let choices = state.store.with(|catalogue| {
            let roles = catalogue.data().roles.iter().zip(&shown.0.facets.roles);
            roles
                .map(|(role, &count)| Choice {
                    key: role.id.to_string(),
                    label: role.name.get(lang).to_owned(),
                    count: format().number(count),
                    chosen: chosen.contains(&role.id),
                })
                .collect()
        });
        choices.unwrap_or_default()
    };
    filter(
        "filter-role",
        || t().engagements.role,
        choices,
        |view| view.roles.len(),
        |view, key| toggle(&mut view.roles, key.into()),
        |view| view.roles.clear(),
    )
}

/// The choices of a filter whose values are fixed; the position is the key.
fn fixed<T: Copy>(
    values: &[T],
    words: fn(T) -> &'static str,
    counts: &[u32],
    chosen: impl Fn(T) -> bool,
) -> Vec<Choice> {
    let choices = values.iter().zip(counts).enumerate();
    choices
        .map(|(at, (&value, &count))| Choice {
            key: at.to_string(),
            label: words(value).to_owned(),
            count: format().number(count),
            chosen: chosen(value),
        })
        .collect()
}

/// The fixed value of a key.
fn at<T: Copy>(values: &[T], key: &str) -> Option<T> {
    values.get(key.parse::<usize>().ok()?).copied()
}

#[component]
fn StatusFilter() -> impl IntoView {
    let choices = |state: State| {
        let shown = state.list.get();
        state.views.list.with(|view| {
            fixed(&Availability::ALL, t().common.availability, &shown.0.facets.status, |it| view.status.contains(&it))
        })
    };
    filter(
        "filter-status",
        || t().engagements.status,
        choices,
        |view| view.status.len(),
        |view, key| at(&Availability::ALL, key).into_iter().for_each(|it| toggle(&mut view.status, it)),
        |view| view.status.clear(),
    )
}

#[component]
fn EligibilityFilter() -> impl IntoView {
    let choices = |state: State| {
        let shown = state.list.get();
        state.views.list.with(|view| {
            fixed(&Earning::ALL, t().common.verdict, &shown.0.facets.eligibility, |it| view.eligibility.contains(&it))
        })
    };
    filter(
        "filter-eligibility",
        || t().engagements.eligibility,
        choices,
        |view| view.eligibility.len(),
        |view, key| at(&Earning::ALL, key).into_iter().for_each(|it| toggle(&mut view.eligibility, it)),
        |view| view.eligibility.clear(),
    )
}
