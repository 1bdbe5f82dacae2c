//! The table of engagements, with virtualised rows.

use domain::catalogue::{Direction, Sort, SortKey};
use domain::id::EngagementId;
use leptos::html;
use leptos::prelude::*;

use super::explain::{self, Explained};
use super::keyboard;
use super::mounted_rows::MountedRows;
use crate::browser::popover;
use crate::browser::row_pool::position_of;
use crate::browser::row_window::use_row_window;
use crate::browser::template_parts::{closest_target, remove_title, title_truncated_text};
use crate::components::{SortColumn, sort_header};
use crate::state::{State, state};
use crate::text::t;

#[component]
pub fn Table(explained: Explained) -> impl IntoView {
    let state = state();
    let body = NodeRef::<html::Tbody>::new();
    let count = Signal::derive(move || state.list.with(|list| list.answer.order.len()));
    let layout = Signal::derive(move || state.preferences.density.track());
    let window = use_row_window(body, count, layout);
    keyboard::use_arrows(count, window.height);
    let height = move || format!("calc({} * var(--row-height))", count.get());
    MountedRows::new(state, explained, body, window);
    // While data are loading the number of rows is not known.
    let row_count = move || {
        if state.list.with(|list| list.is_complete) { i64::try_from(count.get() + 1).unwrap_or(-1) } else { -1 }
    };
    view! {
        <div class="table-frame">
            <table
                class="table table--virtual table--engagements"
                role="table"
                aria-label=t().engagements().table
                aria-rowcount=row_count
            >
                <Head/>
                <tbody
                    role="rowgroup"
                    node_ref=body
                    style:height=height
                    on:click=move |event| explain(state, explained, &event)
                    on:pointerover=|event| title_truncated_text(&event)
                    on:pointerout=|event| remove_title(&event)
                ></tbody>
            </table>
        </div>
    }
}

/// Chooses the engagement of the row whose button was clicked. The browser then toggles the popover.
fn explain(state: State, explained: Explained, event: &leptos::ev::MouseEvent) {
    let Some(button) = closest_target(event, "button") else { return };
    let engagement = position_of(&button)
        .and_then(|position| state.list.with_untracked(|list| list.answer.order.get(position).copied()));
    let id = state
        .dataset
        .with_rows_untracked(|catalogue| Some(EngagementId::from(catalogue.engagement(engagement?)?.id())));
    let Some(id) = id.flatten() else { return };
    if explained.with_untracked(|it| it.as_ref() != Some(&id)) {
        // Open for another row: the browser would only close it.
        popover::hide(explain::ID);
        explained.set(Some(id));
    }
}

#[component]
fn Head() -> impl IntoView {
    let views = &state().views;
    let column = move |key: SortKey| {
        let is_hinted = key == SortKey::Availability;
        let column = SortColumn {
            label: (t().engagements().column)(key),
            hint: is_hinted.then_some(t().engagements().availability_hint),
            sorted: Signal::derive(move || views.sort.get().filter(|sort| sort.key == key).map(|sort| sort.direction)),
            first: match key {
                SortKey::Eligibility | SortKey::ActiveCustomers => Direction::Descending,
                SortKey::Name | SortKey::Availability | SortKey::Role => Direction::Ascending,
            },
            is_number: key == SortKey::ActiveCustomers,
        };
        sort_header(column, move |direction| {
            views.change_list(|view| view.sort = direction.map(|direction| Sort { key, direction }));
        })
    };
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">{SortKey::ALL.map(column).into_iter().collect_view()}</tr>
        </thead>
    }
}
