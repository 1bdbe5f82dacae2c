//! The list of engagements: which ones the partner earns on, where, and why not elsewhere.

mod areas;
mod explain;
mod explanation;
mod keyboard;
mod mounted_rows;
mod no_match;
mod results;
mod row;
mod row_model;
mod table;
mod toolbar;

use leptos::prelude::*;

use crate::components::table_skeleton;
use crate::state::{Status, state};
use crate::text::t;

use explain::{Explain, Explained, ExplanationView};
pub use explanation::explanation;

/// What the page shows below the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Skeleton,
    NoMatch,
    Table,
}

#[component]
pub fn Engagements(
    /// Renders the content of the popover of an Eligibility cell.
    explanation: ExplanationView,
) -> impl IntoView {
    let state = state();
    let explained = Explained::new(None);
    let loading =
        move || state.dataset.status.with(|status| *status == Status::Loading) && !state.dataset.has_first_rows();
    let has_no_rows = move || state.list.with(|list| list.answer.order.is_empty());
    // A memo, so that the table stays mounted while its rows change at every key press.
    let content =
        Memo::new(move |_| match (loading() || (has_no_rows() && !state.dataset.is_complete()), has_no_rows()) {
            (true, _) => Content::Skeleton,
            (false, true) => Content::NoMatch,
            (false, false) => Content::Table,
        });
    view! {
        <super::ListHeader/>
        <div class="engagements">
            <areas::Areas/>
            <div>
                <toolbar::Toolbar/>
                <results::Results/>
                {move || match content.get() {
                    Content::Skeleton => table_skeleton(t().common().loading_engagements),
                    Content::NoMatch => view! { <no_match::NoMatch/> }.into_any(),
                    Content::Table => view! { <table::Table explained/> }.into_any(),
                }}
            </div>
        </div>
        <Explain explained explanation/>
    }
}
