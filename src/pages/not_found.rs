//! The page for an address that leads nowhere.

use leptos::prelude::*;

use crate::components::{EmptyState, Glyph, small_icon};
use crate::routes::{ListView, Route};
use crate::state::state;
use crate::text::t;

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <Nothing
            title=Signal::derive(|| t().common.not_found.to_owned())
            text=Signal::derive(|| t().common.not_found_hint.to_owned())
        />
    }
}

/// There is nothing at an address: what that means, and the way back to the list.
#[component]
pub fn Nothing(
    /// What is not there.
    #[prop(into)]
    title: Signal<String>,
    /// What that means.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let list = move || state().views.href(Route::Engagements(ListView::default()));
    view! {
        <div class="centered">
            <EmptyState glyph=Glyph::Search main=true title text>
                <a class="button button--primary" href=list>
                    {small_icon(Glyph::ArrowLeft)}{move || t().common.all_engagements}
                </a>
            </EmptyState>
        </div>
    }
}
