//! Message bar across the page.

use leptos::prelude::*;

use super::{Glyph, icon};

/// The intent of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Warning,
}

/// A status message with actions.
#[component]
pub fn MessageBar(
    tone: Tone,
    glyph: Glyph,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = match tone {
        Tone::Info => "message-bar message-bar--info",
        Tone::Warning => "message-bar message-bar--warn",
    };
    view! {
        <div class=class role="status">
            {icon(glyph)}
            <p class="message-bar__text"><b>{move || title.get()}</b>" "{move || text.get()}</p>
            {children.map(|children| view! { <div class="message-bar__actions">{children()}</div> })}
        </div>
    }
}
