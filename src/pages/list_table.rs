//! The table of a list whose rows are all in the document, such as that of the locations.

use domain::catalogue::Direction;
use leptos::prelude::*;

use crate::components::{EmptyState, Glyph, SortColumn, sort_header};
use crate::state::{State, state};
use crate::text::t;

/// Renders the header of a column; `on_sort` receives the direction in which a click sorts.
pub fn header(
    label: &'static str,
    is_number: bool,
    sorted: impl Fn() -> Option<Direction> + Send + Sync + 'static,
    on_sort: impl Fn(Option<Direction>) + 'static,
) -> AnyView {
    let first = if is_number { Direction::Descending } else { Direction::Ascending };
    sort_header(SortColumn { label, hint: None, sorted: Signal::derive(sorted), first, is_number }, on_sort)
}

/// Renders the table. A row keeps its element while it has its key; `row` renders it as it is then.
pub fn table<R: Copy + Send + Sync + 'static>(
    class: &'static str,
    label: &'static str,
    headers: Vec<AnyView>,
    rows: impl Fn() -> Vec<R> + Send + 'static,
    key: fn(&R) -> u32,
    row: fn(State, R) -> AnyView,
) -> AnyView {
    let state = state();
    // Typing and sorting move rows; they are rendered again where data or day change.
    let revision = Memo::new(move |before: Option<&u32>| {
        state.dataset.with(|_| ());
        state.views.day.get();
        before.map_or(0, |before| before.wrapping_add(1))
    });
    let rows = move || {
        let revision = revision.get();
        rows().into_iter().map(|row| (row, revision)).collect::<Vec<_>>()
    };
    view! {
        <div class="table-frame">
            <table class=class role="table" aria-label=label>
                <thead role="rowgroup">
                    <tr role="row">{headers}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For
                        each=rows
                        key=move |(row, revision)| (key(row), *revision)
                        children=move |(item, _)| row(state, item)
                    />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Renders that nothing matches the filters, with a button that clears them.
pub fn no_match(title: &'static str, text: &'static str, clear: fn(State)) -> AnyView {
    let state = state();
    view! {
        <EmptyState glyph=Glyph::Search title text>
            <button type="button" class="button button--primary" on:click=move |_| clear(state)>
                {t().common().clear_all}
            </button>
        </EmptyState>
    }
    .into_any()
}
