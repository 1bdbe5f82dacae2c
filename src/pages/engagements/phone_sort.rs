//! Sorting on a phone, where the table has no column headers.

use domain::catalogue::{Direction, Sort, SortKey};
use leptos::prelude::*;

use crate::components::Glyph;
use crate::state::state;
use crate::text::t;

/// A select of the column, and a button that reverses the direction.
#[component]
pub fn PhoneSort() -> impl IntoView {
    let views = &state().views;
    let sort = views.sort;
    let descending = move || sort.get().is_some_and(|sort| sort.direction == Direction::Descending);
    let glyph = move || if descending() { Glyph::SortDescending } else { Glyph::SortAscending };
    let choose = move |index: String| {
        let key = index.parse::<usize>().ok().and_then(|index| SortKey::ALL.get(index).copied());
        views.change_list(|view| {
            let direction = view.sort.map_or(Direction::Ascending, |sort| sort.direction);
            view.sort = key.map(|key| Sort { key, direction });
        });
    };
    let reverse = move |_| {
        views.change_list(|view| {
            let sort = view.sort.unwrap_or(Sort { key: SortKey::Name, direction: Direction::Descending });
            view.sort = Some(Sort { direction: sort.direction.reversed(), ..sort });
        });
    };
    let option = move |(index, key): (usize, SortKey)| {
        view! {
            <option value=index.to_string() prop:selected=move || sort.get().is_some_and(|sort| sort.key == key)>
                {move || (t().engagements().column)(key)}
            </option>
        }
    };
    view! {
        <div class="toolbar__sort">
            <button
                type="button"
                class="button button--icon button--subtle"
                aria-label=move || if descending() { t().engagements().descending } else { t().engagements().ascending }
                on:click=reverse
            >
                <svg class="icon icon--small" aria-hidden="true"><use href=move || glyph().href()/></svg>
            </button>
            <label>
                <span class="visually-hidden">{move || t().engagements().sort_by}</span>
                <select class="field__input" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || sort.get().is_none()>
                        {move || t().engagements().sort_by}
                    </option>
                    {SortKey::ALL.into_iter().enumerate().map(option).collect_view()}
                </select>
            </label>
        </div>
    }
}
