//! The list of customers: which engagements run with each one, are open to it, done or not possible.

mod export;
mod filters;
mod row;

use domain::catalogue::Direction;
use domain::customers::{CustomerRow, CustomerSort, CustomerSortKey, CustomersAnswer, CustomersQuery, customer_rows};
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{EmptyState, Glyph, table_skeleton};
use crate::pages::also::also;
use crate::pages::list_table;
use crate::routes::CustomersView;
use crate::state::{State, Status, state};
use crate::text::{clamped, format, lang, t};

#[component]
pub fn CustomerList() -> impl IntoView {
    let state = state();
    let rows = Memo::new(move |_| state.dataset.with(customer_rows).unwrap_or_default());
    let answer = Memo::new(move |_| {
        let query = query(state);
        let format = format();
        let answer = |rows: &Vec<CustomerRow>| {
            state.dataset.with(|catalogue| query.answer(catalogue, rows, |code| format.country(code)))
        };
        rows.with(answer).unwrap_or_default()
    });
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    let is_empty = Memo::new(move |_| answer.with(|answer| answer.rows.is_empty()));
    let found = move || answer.with(|answer| clamped(answer.rows.len()));
    let count = move || (t().customer_list().n_of_m)(&format(), found(), rows.with(|rows| clamped(rows.len())));
    view! {
        <super::ListHeader/>
        {filters::toolbar(state, answer)}
        <div class="results">
            {super::filters::results(count, Memo::new(move |_| filters::chips(state)), move || clear_all(state))}
            {super::export::menu(move |state| export::listed(state, answer))}
            {phone_sort(state)}
            {also(Signal::derive(move || answer.with(|answer| answer.is_close && !answer.rows.is_empty())))}
        </div>
        {move || match (loading.get(), is_empty.get()) {
            (true, _) => table_skeleton(t().customer_list().loading),
            (false, true) if rows.with(Vec::is_empty) => empty(),
            (false, true) => {
                list_table::no_match(t().customer_list().no_match, t().customer_list().no_match_hint, clear_all)
            }
            (false, false) => table(state, answer),
        }}
    }
}

fn query(state: State) -> CustomersQuery {
    let CustomersView { countries, segments, prospects, waits_for, text, sort } = state.views.customers.get();
    let mut query = CustomersQuery { countries, segments, prospects, waits_for, text, lang: lang(), sort };
    // A value that the data do not have is ignored, as in the list (rule 6).
    state.dataset.with(|catalogue| {
        let customers = &catalogue.data().customers;
        query.countries.retain(|code| customers.iter().any(|customer| customer.country == *code));
    });
    query
}

fn clear_all(state: State) {
    state.views.change_customers(|view| *view = view.without_filters());
    focus::search_box();
}

fn set_sort(state: State, sort: Option<CustomerSort>) {
    state.views.change_customers(|view| view.sort = sort);
}

fn phone_sort(state: State) -> AnyView {
    let columns = CustomerSortKey::ALL.map(t().customer_list().column).to_vec();
    let sort = move || state.views.customers.with(|view| view.sort.map(|sort| (sort.key as usize, sort.direction)));
    let on_sort = move |sort: Option<(usize, Direction)>| {
        let sort = sort
            .and_then(|(column, direction)| Some(CustomerSort { key: *CustomerSortKey::ALL.get(column)?, direction }));
        set_sort(state, sort);
    };
    super::filters::phone_sort(columns, sort, on_sort)
}

fn table(state: State, answer: Memo<CustomersAnswer>) -> AnyView {
    let header = move |key: CustomerSortKey| {
        let sorted = move || state.views.customers.with(|view| view.sort.filter(|sort| sort.key == key));
        let is_number = matches!(
            key,
            CustomerSortKey::Running | CustomerSortKey::Open | CustomerSortKey::Done | CustomerSortKey::NotPossible
        );
        let sort = move |direction: Option<Direction>| {
            set_sort(state, direction.map(|direction| CustomerSort { key, direction }));
        };
        list_table::header(
            (t().customer_list().column)(key),
            is_number,
            move || sorted().map(|sort| sort.direction),
            sort,
        )
    };
    let headers = CustomerSortKey::ALL.map(header).into_iter().collect();
    let rows = move || answer.with(|answer| answer.rows.clone());
    list_table::table(
        "table table--customer-list",
        t().customer_list().table,
        headers,
        rows,
        |row| row.at.raw(),
        row::row,
    )
}

fn empty() -> AnyView {
    let (title, text) = (t().customer_list().empty, t().customer_list().empty_hint);
    view! { <EmptyState glyph=Glyph::People title text>""</EmptyState> }.into_any()
}
