//! A line across the page that says what one should know.

use leptos::prelude::*;

use super::{Glyph, icon};

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Take care.
    Warning,
}

/// A message with what to do about it.
#[component]
pub fn MessageBar(
    /// How it is meant.
    tone: Tone,
    /// What it is about.
    glyph: Glyph,
    /// What is so.
    #[prop(into)]
    title: Signal<String>,
    /// What that means.
    #[prop(into)]
    text: Signal<String>,
    /// What to do about it.
    #[prop(optional)]
    children: Option<Children>,
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
