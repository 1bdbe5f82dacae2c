//! The search box of a list.

use leptos::prelude::*;

use super::{Glyph, small_icon};

/// A search box; `/` focuses the first one of the page where shortcuts are on.
#[component]
pub fn SearchBox(
    label: &'static str,
    clear_label: &'static str,
    #[prop(into)] value: Signal<String>,
    /// Whether the shortcut is on, and shown.
    #[prop(into)]
    shortcut: Signal<bool>,
    /// Receives the text at each key.
    #[prop(into)]
    on_input: Callback<String>,
    #[prop(into)] on_clear: Callback<()>,
    /// Runs when the focus leaves the box.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| value.with(String::is_empty));
    view! {
        <div class="search-box" role="search">
            <svg class="icon icon--small search-box__icon" aria-hidden="true"><use href=Glyph::Search.href()/></svg>
            <input
                class="field__input search-box__input"
                type="search"
                aria-label=label
                placeholder=label
                aria-keyshortcuts=move || shortcut.get().then_some("/")
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                on:input:target=move |event| on_input.run(event.target().value())
                // A box that is removed while it has the focus loses it after its callbacks are gone.
                on:blur=move |_| {
                    on_leave.try_run(());
                }
            />
            <Show when=move || shortcut.get() && is_empty.get()>
                <kbd class="search-box__key" aria-hidden="true">"/"</kbd>
            </Show>
            <Show when=move || !is_empty.get()>
                <button
                    type="button"
                    class="button button--subtle button--icon search-box__clear"
                    aria-label=clear_label
                    on:click=move |_| on_clear.run(())
                >
                    {small_icon(Glyph::Close)}
                </button>
            </Show>
        </div>
    }
}
