//! Empty state: what it means that there is nothing to show, and what to do next.

use leptos::prelude::*;

use super::{Glyph, icon};

/// An icon, a title, an explanation and actions.
#[component]
pub fn EmptyState(
    glyph: Glyph,
    /// Whether it reports an error, as an alert.
    #[prop(optional)]
    danger: bool,
    /// Whether the title is the main heading of the page.
    #[prop(optional)]
    main: bool,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// Buttons and links: what to do next.
    children: Children,
) -> impl IntoView {
    let class = if danger { "empty-state__icon empty-state__icon--danger" } else { "empty-state__icon" };
    let heading = if main {
        view! { <h1 class="empty-state__title" tabindex="-1">{move || title.get()}</h1> }.into_any()
    } else {
        view! { <h2 class="empty-state__title">{move || title.get()}</h2> }.into_any()
    };
    view! {
        <div class="empty-state" role=danger.then_some("alert")>
            <span class=class>{icon(glyph)}</span>
            {heading}
            <p class="empty-state__text"><bdi>{move || text.get()}</bdi></p>
            <div class="empty-state__actions">{children()}</div>
        </div>
    }
}
