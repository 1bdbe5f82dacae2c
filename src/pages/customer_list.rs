//! The list of customers: which engagements run with each one, are open to it, done or not possible.

mod filters;
mod row;

use domain::catalogue::Direction;
use domain::customers::{CustomerRow, CustomerSort, CustomerSortKey, CustomersAnswer, CustomersQuery, customer_rows};
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{EmptyState, Glyph, SortColumn, sort_header, table_skeleton};
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
            {phone_sort(state)}
        </div>
        {move || match (loading.get(), is_empty.get()) {
            (true, _) => table_skeleton(t().customer_list().loading),
            (false, true) if rows.with(Vec::is_empty) => empty(),
            (false, true) => no_match(state),
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
        let column = SortColumn {
            label: (t().customer_list().column)(key),
            hint: None,
            sorted: Signal::derive(move || sorted().map(|sort| sort.direction)),
            first: if is_number { Direction::Descending } else { Direction::Ascending },
            is_number,
        };
        sort_header(column, move |direction| {
            set_sort(state, direction.map(|direction| CustomerSort { key, direction }));
        })
    };
    // Typing and sorting move rows; they are rendered again where data or day change.
    let revision = Memo::new(move |before: Option<&u32>| {
        state.dataset.with(|_| ());
        state.views.day.get();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let rows = move || {
        let revision = revision.get();
        answer.with(|answer| answer.rows.iter().map(|row| (*row, revision)).collect::<Vec<_>>())
    };
    view! {
        <div class="table-frame">
            <table class="table table--customer-list" role="table" aria-label=t().customer_list().table>
                <thead role="rowgroup">
                    <tr role="row">{CustomerSortKey::ALL.map(header).into_iter().collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For
                        each=rows
                        key=|(row, revision)| (row.at.raw(), *revision)
                        children=move |(row, _)| row::row(state, row)
                    />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    let (title, text) = (t().customer_list().empty, t().customer_list().empty_hint);
    view! { <EmptyState glyph=Glyph::People title text>""</EmptyState> }.into_any()
}

fn no_match(state: State) -> AnyView {
    let (title, text) = (t().customer_list().no_match, t().customer_list().no_match_hint);
    view! {
        <EmptyState glyph=Glyph::Search title text>
            <button type="button" class="button button--primary" on:click=move |_| clear_all(state)>
                {t().common().clear_all}
            </button>
        </EmptyState>
    }
    .into_any()
}
