//! Sorting a list: a column header, and a select in its place on a phone, where a table has no headers.

use domain::catalogue::Direction;
use leptos::prelude::*;

use super::Glyph;

/// A column that sorts.
#[derive(Clone, Copy)]
pub struct SortColumn {
    pub label: &'static str,
    /// The tooltip of its header.
    pub hint: Option<&'static str>,
    /// The direction in which the list is sorted by the column.
    pub sorted: Signal<Option<Direction>>,
    /// The direction of the first click: columns of numbers start with the largest.
    pub first: Direction,
    /// Whether it is a column of numbers, which end at one edge.
    pub is_number: bool,
}

/// Renders the header of a column. Each click: first direction, other direction, unsorted.
pub fn sort_header(column: SortColumn, on_sort: impl Fn(Option<Direction>) + 'static) -> AnyView {
    let SortColumn { label, hint, sorted, first, is_number } = column;
    let aria_sort = move || match sorted.get() {
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
        None => "none",
    };
    let sort = move |_| {
        on_sort(match sorted.get_untracked() {
            None => Some(first),
            Some(direction) if direction == first => Some(first.reversed()),
            Some(_) => None,
        });
    };
    view! {
        <th role="columnheader" scope="col" aria-sort=aria_sort class:table__cell--end=is_number>
            <button type="button" class="table__sort" title=hint on:click=sort>
                <span class="truncate">{label}</span>
                <svg class="icon" aria-hidden="true"><use href=move || glyph(sorted.get()).href()/></svg>
            </button>
        </th>
    }
    .into_any()
}

const fn glyph(direction: Option<Direction>) -> Glyph {
    match direction {
        Some(Direction::Descending) => Glyph::SortDescending,
        _ => Glyph::SortAscending,
    }
}

/// A select of the column, and a button that reverses the direction.
#[component]
pub fn PhoneSort(
    /// The name of the select.
    label: &'static str,
    ascending: &'static str,
    descending: &'static str,
    /// The columns, by their index.
    columns: Vec<&'static str>,
    /// The column by which the list is sorted, and the direction.
    #[prop(into)]
    sort: Signal<Option<(usize, Direction)>>,
    on_sort: Callback<Option<(usize, Direction)>>,
) -> impl IntoView {
    let direction = move || sort.get().map(|(_, direction)| direction);
    let choose = move |index: String| {
        let direction = sort.get_untracked().map_or(Direction::Ascending, |(_, direction)| direction);
        on_sort.run(index.parse().ok().map(|column| (column, direction)));
    };
    let reverse = move |_| {
        let (column, direction) = sort.get_untracked().unwrap_or((0, Direction::Ascending));
        on_sort.run(Some((column, direction.reversed())));
    };
    let label_of_direction = move || match direction() {
        Some(Direction::Descending) => descending,
        _ => ascending,
    };
    let option = move |(index, name): (usize, &'static str)| {
        let is_chosen = move || sort.get().is_some_and(|(column, _)| column == index);
        view! { <option value=index.to_string() prop:selected=is_chosen>{name}</option> }
    };
    view! {
        <div class="toolbar__sort">
            <button
                type="button"
                class="button button--icon button--subtle"
                aria-label=label_of_direction
                on:click=reverse
            >
                <svg class="icon icon--small" aria-hidden="true"><use href=move || glyph(direction()).href()/></svg>
            </button>
            <label>
                <span class="visually-hidden">{label}</span>
                <select class="field__input" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || sort.get().is_none()>{label}</option>
                    {columns.into_iter().enumerate().map(option).collect_view()}
                </select>
            </label>
        </div>
    }
}
