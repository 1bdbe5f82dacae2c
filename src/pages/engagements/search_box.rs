//! The search box.

use leptos::html;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{Glyph, small_icon};
use crate::state::state;
use crate::text::t;

#[component]
pub fn SearchBox() -> impl IntoView {
    let state = state();
    let views = &state.views;
    let node = NodeRef::<html::Input>::new();
    let text = move || views.list.with(|view| view.text.clone());
    let is_empty = Memo::new(move |_| views.list.with(|view| view.text.is_empty()));
    let clear = move |_| {
        views.change_list(|view| view.text.clear());
        focus::search_box();
    };
    view! {
        <div class="search-box" role="search">
            <svg class="icon icon--small search-box__icon" aria-hidden="true"><use href=Glyph::Search.href()/></svg>
            <input
                node_ref=node
                class="field__input search-box__input"
                type="search"
                aria-label=move || t().engagements().search
                placeholder=move || t().engagements().search
                aria-keyshortcuts=move || state.preferences.shortcuts.get().then_some("/")
                autocomplete="off"
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| views.search(event.target().value())
                on:blur=move |_| views.flush()
            />
            <Show when=move || state.preferences.shortcuts.get() && is_empty.get()>
                <kbd class="search-box__key" aria-hidden="true">"/"</kbd>
            </Show>
            <Show when=move || !is_empty.get()>
                <button
                    type="button"
                    class="button button--subtle button--icon search-box__clear"
                    aria-label=move || t().engagements().clear_search
                    on:click=clear
                >
                    {small_icon(Glyph::Close)}
                </button>
            </Show>
        </div>
    }
}
