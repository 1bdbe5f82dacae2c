//! The page *not found*, and the same state of other pages.

use leptos::prelude::*;

use crate::components::{EmptyState, Glyph, small_icon};
use crate::routes::{ListView, Route};
use crate::state::state;
use crate::text::t;

/// The page of unknown addresses.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <NotFoundState
            title=t().common().not_found
            text=t().shell().not_found_hint
        />
    }
}

/// States that something does not exist, with a link back to the list.
#[component]
pub fn NotFoundState(#[prop(into)] title: Signal<String>, #[prop(into)] text: Signal<String>) -> impl IntoView {
    let list = move || state().views.href(Route::Engagements(ListView::default()));
    view! {
        <div class="centered">
            <EmptyState glyph=Glyph::Search main=true title text>
                <a class="button button--primary" href=list>
                    {small_icon(Glyph::ArrowLeft)}{t().shell().all_engagements}
                </a>
            </EmptyState>
        </div>
    }
}
