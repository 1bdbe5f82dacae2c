//! A link to a page elsewhere.

use leptos::prelude::*;

/// A link that opens in a new tab, and says so to those who do not see it.
pub fn link_elsewhere(class: &'static str, url: String, content: AnyView, hint: &'static str) -> AnyView {
    view! {
        <a class=class href=url target="_blank" rel="noopener">
            {content}
            <span class="visually-hidden">" "{hint}</span>
        </a>
    }
    .into_any()
}
