//! Placeholders of a page while its data are loading.

use leptos::prelude::*;

/// Renders the placeholder of a table; `label` says what is loading.
pub fn table_skeleton(label: &'static str) -> AnyView {
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
        <p class="visually-hidden" role="status">{label}</p>
        <div class="skeleton" inert>
            <div class="table-frame">{(0..8).map(row).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// Renders the placeholder of a page of cards in two columns; `label` says what is loading.
pub fn cards_skeleton(label: &'static str) -> AnyView {
    let card = |_| {
        view! {
            <div class="card stack">
                <span class="skeleton__line skeleton__line--short"></span>
                <span class="skeleton__line skeleton__line--long"></span>
                <span class="skeleton__line"></span>
            </div>
        }
    };
    view! {
        <p class="visually-hidden" role="status">{label}</p>
        <div class="location skeleton" inert>{(0..4).map(card).collect_view()}</div>
    }
    .into_any()
}
