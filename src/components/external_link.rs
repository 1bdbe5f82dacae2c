//! External links.

use leptos::prelude::*;

/// A link that opens in a new tab. `hint` announces that to screen readers.
pub fn external_link(class: &'static str, url: String, content: AnyView, hint: &'static str) -> AnyView {
    view! {
        <a class=class href=url target="_blank" rel="noopener">
            {content}
            <span class="visually-hidden">" "{hint}</span>
        </a>
    }
    .into_any()
}
