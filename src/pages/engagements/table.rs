//! The table of engagements, with virtualised rows.

use domain::catalogue::{Direction, Sort, SortKey};
use leptos::html;
use leptos::prelude::*;

use super::explain::Explained;
use super::keyboard;
use super::mounted_rows::MountedRows;
use super::row::Row;
use crate::browser::row_window::use_row_window;
use crate::components::Glyph;
use crate::state::state;
use crate::text::t;

#[component]
pub fn Table(explained: RwSignal<Option<Explained>>) -> impl IntoView {
    let state = state();
    let body = NodeRef::<html::Tbody>::new();
    let count = Signal::derive(move || state.list.with(|list| list.answer.order.len()));
    let layout = Signal::derive(move || state.preferences.density.track());
    let window = use_row_window(body, count, layout);
    keyboard::use_arrows(count, window.height);
    let height = move || format!("calc({} * var(--row-height))", count.get());
    let mounted = MountedRows::new(state, explained, window.visible);
    // While data are loading the number of rows is not known.
    let row_count = move || if state.dataset.is_complete() { i64::try_from(count.get() + 1).unwrap_or(-1) } else { -1 };
    view! {
        <div class="table-frame">
            <table
                class="table table--virtual table--engagements"
                role="table"
                aria-label=move || t().engagements().table
                aria-rowcount=row_count
            >
                <Head/>
                <tbody role="rowgroup" node_ref=body style:height=height>
                    <For
                        each=move || window.rows.get()
                        key=|position| *position
                        children=move |position| view! { <Row position mounted/> }
                    />
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Head() -> impl IntoView {
    let views = &state().views;
    let column = move |key: SortKey| {
        let sorted = move || views.sort.get().filter(|sort| sort.key == key).map(|sort| sort.direction);
        let aria_sort = move || match sorted() {
            Some(Direction::Ascending) => "ascending",
            Some(Direction::Descending) => "descending",
            None => "none",
        };
        let glyph = move || match sorted() {
            Some(Direction::Descending) => Glyph::SortDescending.href(),
            _ => Glyph::SortAscending.href(),
        };
        let hint = move || (key == SortKey::Availability).then(|| t().engagements().availability_hint);
        // Each click: first direction, other direction, unsorted. Columns of numbers start with the largest.
        let first = match key {
            SortKey::Eligibility | SortKey::ActiveCustomers => Direction::Descending,
            SortKey::Name | SortKey::Availability | SortKey::Role => Direction::Ascending,
        };
        let sort = move |_| {
            let direction = match sorted() {
                None => Some(first),
                Some(direction) if direction == first => Some(first.reversed()),
                Some(_) => None,
            };
            views.change_list(|view| view.sort = direction.map(|direction| Sort { key, direction }));
        };
        view! {
            <th
                role="columnheader"
                scope="col"
                aria-sort=aria_sort
                class:table__cell--end=key == SortKey::ActiveCustomers
            >
                <button type="button" class="table__sort" title=hint on:click=sort>
                    <span class="truncate">{move || (t().engagements().column)(key)}</span>
                    <svg class="icon" aria-hidden="true"><use href=glyph/></svg>
                </button>
            </th>
        }
    };
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">{SortKey::ALL.map(column).into_iter().collect_view()}</tr>
        </thead>
    }
}

#[component]
pub fn Skeleton() -> impl IntoView {
    let row = |_| {
        view! {
            <div class="table__row skeleton__row">
                <span class="skeleton__line skeleton__line--long"></span>
                <span class="skeleton__line"></span>
                <span class="skeleton__line skeleton__line--short"></span>
            </div>
        }
    };
    view! {
        <p class="visually-hidden" role="status">{move || t().common().loading_engagements}</p>
        <div class="skeleton" inert>
            <div class="table-frame">{(0..8).map(row).collect_view()}</div>
        </div>
    }
}
