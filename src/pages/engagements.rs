//! The list of engagements: which ones the partner earns on, where, and why not elsewhere.

mod areas;
mod explain;
mod explanation;
mod export;
mod filter_popovers;
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

pub use self::export::list_export;
use explain::Explain;
pub use explain::Explained;
pub use explanation::explanation;
pub use filter_popovers::list_filter;
pub use no_match::NoMatch;
pub use toolbar::ListFilter;

/// Renders the parts of the page whose code is in the lazy chunk.
#[derive(Clone, Copy)]
pub struct LazyParts {
    /// The content of the popover of an Eligibility cell.
    pub explanation: fn(Explained, RwSignal<String>) -> AnyView,
    /// The content of the popover of a filter.
    pub filter: fn(ListFilter) -> AnyView,
    /// What stands in place of an empty table.
    pub no_match: fn() -> AnyView,
    /// The export menu; nothing until it is loaded.
    pub export: fn() -> AnyView,
    /// What else matches the search.
    pub also: fn() -> AnyView,
}

/// What the page shows below the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Skeleton,
    NoMatch,
    Table,
}

#[component]
pub fn Engagements(lazy: LazyParts) -> impl IntoView {
    let state = state();
    let explained = Explained::new(None);
    let loading =
        move || state.dataset.status.with(|status| *status == Status::Loading) && !state.dataset.has_first_rows();
    // A memo, so that the table stays mounted while its rows change at every key press.
    let content = Memo::new(move |_| {
        let has_rows = state.list.with(|list| !list.answer.order.is_empty());
        match (loading() || (!has_rows && !state.dataset.is_complete()), has_rows) {
            (true, _) => Content::Skeleton,
            // Also while a search waits for the lazy chunk: a placeholder or an error takes its place until then.
            (false, false) => Content::NoMatch,
            (false, true) => Content::Table,
        }
    });
    view! {
        <super::ListHeader/>
        <div class="engagements">
            <areas::Areas/>
            <div>
                <toolbar::Toolbar lazy/>
                <results::Results lazy/>
                {move || match content.get() {
                    Content::Skeleton => table_skeleton(t().common().loading_engagements),
                    Content::NoMatch => (lazy.no_match)(),
                    Content::Table => view! { <table::Table explained/> }.into_any(),
                }}
            </div>
        </div>
        <Explain explained content=lazy.explanation/>
    }
}
