//! Above the table: how many engagements match, the active filters, and sorting on a phone.

use std::sync::Arc;

use domain::catalogue::{Direction, LocationSet, Sort, SortKey};
use leptos::prelude::*;

use super::LazyParts;
use crate::browser::focus;
use crate::components::{Chip, ChipText};
use crate::pages::filters::{NEXT_IN_LIST, chip, loading, phone_sort, results, toggle};
use crate::routes::ListView;
use crate::state::{State, state};
use crate::text::{clamped, format, lang, t};

#[component]
pub fn Results(lazy: LazyParts) -> impl IntoView {
    let state = state();
    let count = move || {
        if !state.list.with(|list| list.is_complete) {
            return loading();
        }
        let all = state.dataset.with(|catalogue| catalogue.data().engagements.len()).unwrap_or_default();
        let found = state.list.with(|list| list.answer.order.len());
        (t().engagements().n_of_m)(&format(), clamped(found), clamped(all))
    };
    let clear = move || {
        state.views.change_list(|view| *view = view.without_filters());
        focus::search_box();
    };
    // Not in the live region of the count: it changes all the time.
    let progress = move || {
        let read = state.dataset.engagements_read.get();
        (!state.dataset.is_complete() && read > 0).then(|| {
            let text = (t().engagements().read_so_far)(&format(), clamped(read));
            view! { <p class="muted small number">{text}</p> }
        })
    };
    let note = move || {
        let is_narrowed = state.list.with(|list| list.query.locations != LocationSet::All);
        is_narrowed.then(|| view! { <p class="results__note">{t().engagements().only_chosen_locations}</p> })
    };
    let columns = SortKey::ALL.map(t().engagements().column).to_vec();
    let sort = move || state.views.sort.get().map(|sort| (sort.key as usize, sort.direction));
    let on_sort = move |sort: Option<(usize, Direction)>| {
        let sort = sort.and_then(|(column, direction)| Some(Sort { key: *SortKey::ALL.get(column)?, direction }));
        state.views.change_list(|view| view.sort = sort);
    };
    view! {
        <div class="results">
            {results(count, Memo::new(move |_| chips(state)), clear)}
            {progress}
            {(lazy.export)()}
            {phone_sort(columns, sort, on_sort)}
            {note}
            {(lazy.also)()}
        </div>
    }
}

/// Returns the chips of the active filters.
pub fn chips(state: State) -> Vec<Chip> {
    let (lang, t) = (lang(), t());
    let (view, query) = (state.views.list.get(), state.list.get().query);
    let mut chips = Vec::new();
    let mut add =
        |filter: &'static str, key: String, value: ChipText, remove: Box<dyn Fn(&mut ListView) + Send + Sync>| {
            let remove = Arc::new(move || state.views.change_list(&remove));
            chips.push(chip(filter, key, value, remove, NEXT_IN_LIST));
        };
    if !view.text.is_empty() {
        // Reactive, because the chip stays while its text is typed.
        let text = Arc::new(move || state.views.list.with(|view| view.text.clone()));
        add(t.engagements().search_chip, String::new(), text, Box::new(|view| view.text.clear()));
    }
    let mut chip = |filter, value: String, remove| add(filter, value.clone(), Arc::new(move || value.clone()), remove);
    // Those that the query has: ids that are not in the data have no chip.
    for at in query.locations.chosen() {
        let found = state.dataset.with_rows(|catalogue| {
            catalogue.data().location_at(at).map(|location| (location.name.clone(), location.id.clone()))
        });
        if let Some((name, id)) = found.flatten() {
            chip(t.engagements().location, name, Box::new(move |view| toggle(&mut view.locations, id.clone())));
        }
    }
    for status in view.status {
        let name = (t.common().availability)(status).to_owned();
        chip(t.engagements().status, name, Box::new(move |view| toggle(&mut view.status, status)));
    }
    for role in &query.roles {
        let found = state.dataset.with_rows(|catalogue| {
            catalogue.data().roles.get(role.index()).map(|role| (role.name.get(lang).to_owned(), role.id.clone()))
        });
        if let Some((name, id)) = found.flatten() {
            chip(t.engagements().role, name, Box::new(move |view| toggle(&mut view.roles, id.clone())));
        }
    }
    for verdict in view.eligibility {
        let name = (t.common().verdict)(verdict).to_owned();
        chip(t.engagements().eligibility, name, Box::new(move |view| toggle(&mut view.eligibility, verdict)));
    }
    chips
}
