//! The list of locations: where each one stands, on how many engagements it earns, and what is required there.

mod export;
mod filters;
mod row;
mod selection;

use domain::catalogue::Direction;
use domain::locations::{LocationRow, LocationSort, LocationSortKey, LocationsAnswer, LocationsQuery, location_rows};
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{EmptyState, Glyph, table_skeleton};
use crate::pages::also::also;
use crate::pages::list_table;
use crate::routes::LocationsView;
use crate::state::{State, Status, state};
use crate::text::{clamped, format, lang, t};

#[component]
pub fn Locations() -> impl IntoView {
    let state = state();
    let rows = Memo::new(move |_| {
        let rows = state.dataset.actions.with(|actions| state.dataset.with(|it| location_rows(it, actions)));
        rows.unwrap_or_default()
    });
    let answer = Memo::new(move |_| {
        let query = query(state);
        let format = format();
        let answer = |rows: &Vec<LocationRow>| {
            state.dataset.with(|catalogue| query.answer(catalogue, rows, |code| format.country(code)))
        };
        rows.with(answer).unwrap_or_default()
    });
    let selection = selection::Selection::provide();
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    let is_empty = Memo::new(move |_| answer.with(|answer| answer.rows.is_empty()));
    let count = move || (t().locations().n_of_m)(&format(), answered(answer), rows.with(|rows| clamped(rows.len())));
    view! {
        <super::ListHeader/>
        {filters::toolbar(state, answer)}
        <div class="results">
            {super::filters::results(count, Memo::new(move |_| filters::chips(state)), move || clear_all(state))}
            {super::export::menu_of_selection(
                move |state| export::listed(state, rows, answer, &selection.get()),
                Signal::derive(move || clamped(selection.get().len())),
            )}
            {phone_sort(state)}
            {also(Signal::derive(move || answer.with(|answer| answer.is_close && !answer.rows.is_empty())))}
        </div>
        {move || match (loading.get(), is_empty.get()) {
            (true, _) => table_skeleton(t().locations().loading),
            (false, true) if rows.with(Vec::is_empty) => empty(),
            (false, true) => list_table::no_match(t().locations().no_match, t().locations().no_match_hint, clear_all),
            (false, false) => table(state, answer),
        }}
        {selection.bar()}
    }
}

fn answered(answer: Memo<LocationsAnswer>) -> u32 {
    answer.with(|answer| clamped(answer.rows.len()))
}

fn query(state: State) -> LocationsQuery {
    let LocationsView { countries, markets, enrolment, payee, eligibility, text, sort } = state.views.locations.get();
    let mut query = LocationsQuery { countries, markets, enrolment, payee, eligibility, text, lang: lang(), sort };
    // A value that the data do not have is ignored, as in the list (rule 6).
    state.dataset.with(|catalogue| {
        let data = catalogue.data();
        query.countries.retain(|code| data.locations.iter().any(|location| location.country == *code));
        query.markets.retain(|id| data.market(id).is_some());
    });
    query
}

fn clear_all(state: State) {
    state.views.change_locations(|view| *view = view.without_filters());
    focus::search_box();
}

fn set_sort(state: State, sort: Option<LocationSort>) {
    state.views.change_locations(|view| view.sort = sort);
}

fn phone_sort(state: State) -> AnyView {
    let columns = LocationSortKey::ALL.map(t().locations().column).to_vec();
    let sort = move || state.views.locations.with(|view| view.sort.map(|sort| (sort.key as usize, sort.direction)));
    let on_sort = move |sort: Option<(usize, Direction)>| {
        let sort = sort
            .and_then(|(column, direction)| Some(LocationSort { key: *LocationSortKey::ALL.get(column)?, direction }));
        set_sort(state, sort);
    };
    super::filters::phone_sort(columns, sort, on_sort)
}

fn table(state: State, answer: Memo<LocationsAnswer>) -> AnyView {
    let header = move |key: LocationSortKey| {
        let sorted = move || state.views.locations.with(|view| view.sort.filter(|sort| sort.key == key));
        let is_number = !matches!(
            key,
            LocationSortKey::Name | LocationSortKey::Country | LocationSortKey::Enrolment | LocationSortKey::Payee
        );
        let sort = move |direction: Option<Direction>| {
            set_sort(state, direction.map(|direction| LocationSort { key, direction }));
        };
        list_table::header((t().locations().column)(key), is_number, move || sorted().map(|sort| sort.direction), sort)
    };
    let headers = LocationSortKey::ALL.map(header).into_iter().collect();
    let rows = move || answer.with(|answer| answer.rows.clone());
    list_table::table("table table--places", t().locations().table, headers, rows, |row| row.at.raw(), row::row)
}

fn empty() -> AnyView {
    let title = t().locations().empty;
    let text = t().locations().empty_hint;
    view! { <EmptyState glyph=Glyph::Location title text>""</EmptyState> }.into_any()
}
