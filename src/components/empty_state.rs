//! What is shown where there is nothing else to show: what it means, and what to do next.

use leptos::prelude::*;

use super::{Glyph, icon};

/// An icon, a title, a sentence and what to do next.
#[component]
pub fn EmptyState(
    /// The icon.
    glyph: Glyph,
    /// Whether something is wrong.
    #[prop(optional)]
    danger: bool,
    /// Whether the title is the main heading of the page.
    #[prop(optional)]
    main: bool,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// What to do next: buttons and links.
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
