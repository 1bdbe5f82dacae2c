//! The list of engagements: what can be earned on, where, and why not elsewhere.

mod areas;
mod explain;
mod keyboard;
mod results;
mod row;
mod table;
mod toolbar;

use leptos::prelude::*;

use crate::browser::dom;
use crate::state::{Status, state};

use explain::{Explain, Explained};

/// What stands below the filters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Skeleton,
    Nothing,
    Table,
}

/// The list of engagements.
#[component]
pub fn Engagements() -> impl IntoView {
    let state = state();
    remember_scroll();
    let explained = RwSignal::new(None::<Explained>);
    let loading = move || state.store.status.with(|status| *status == Status::Loading);
    // What is shown changes seldom, the list at every key: the table must stay while only its rows change.
    let part = Memo::new(move |_| match (loading(), state.list.with(|shown| shown.0.order.is_empty())) {
        (true, _) => Part::Skeleton,
        (false, true) => Part::Nothing,
        (false, false) => Part::Table,
    });
    view! {
        <super::ListHeader/>
        <div class="engagements">
            <areas::Areas/>
            <div>
                <toolbar::Toolbar/>
                <results::Results/>
                {move || match part.get() {
                    Part::Skeleton => view! { <table::Skeleton/> }.into_any(),
                    Part::Nothing => view! { <results::Nothing/> }.into_any(),
                    Part::Table => view! { <table::Table explained/> }.into_any(),
                }}
            </div>
        </div>
        <Explain explained/>
    }
}

/// Coming back to the same view, one finds it scrolled as one left it.
fn remember_scroll() {
    let state = state();
    let view = state.views.list.get_untracked();
    if let Some(y) = state.scroll.with_value(|left| left.as_ref().filter(|(left, _)| *left == view).map(|(_, y)| *y)) {
        dom::scroll_after_layout(y);
    }
    on_cleanup(move || state.scroll.set_value(Some((state.views.list.get_untracked(), dom::scroll_y()))));
}
