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
    let (title, text) = ((move || title.get()).into_any(), (move || text.get()).into_any());
    empty_state(glyph, danger, main, [title, text, children().into_any()])
}

/// Renders an error in place of a page or a part of one, with the actions.
pub fn error_state(main: bool, title: &'static str, text: &'static str, actions: AnyView) -> AnyView {
    empty_state(Glyph::Error, true, main, [title.into_any(), text.into_any(), actions])
}

fn empty_state(glyph: Glyph, danger: bool, main: bool, [title, text, actions]: [AnyView; 3]) -> AnyView {
    let class = if danger { "empty-state__icon empty-state__icon--danger" } else { "empty-state__icon" };
    let heading = if main {
        view! { <h1 class="empty-state__title" tabindex="-1">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="empty-state__title">{title}</h2> }.into_any()
    };
    view! {
        <div class="empty-state" role=danger.then_some("alert")>
            <span class=class>{icon(glyph)}</span>
            {heading}
            <p class="empty-state__text"><bdi>{text}</bdi></p>
            <div class="empty-state__actions">{actions}</div>
        </div>
    }
    .into_any()
}
