//! Popover: what a button opens beside it, or as a sheet at the bottom of a small window. The browser opens and closes
//! it (Escape, press outside) and gives the focus back.

use leptos::prelude::*;
use leptos::text_prop::TextProp;

use crate::browser::popover;

/// A popover. Its buttons have its id as `popovertarget`; the one that opened it has `aria-expanded="true"`.
#[component]
pub fn Popover(
    id: &'static str,
    #[prop(default = "popover")] class: &'static str,
    #[prop(default = "group")] role: &'static str,
    /// The accessible name.
    #[prop(into)]
    label: TextProp,
    #[prop(into)] open: Signal<bool>,
    /// Receives whether it opens or closes.
    #[prop(into)]
    on_toggle: Callback<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    popover::follow(id, open);
    let before = move |event: leptos::ev::Event| {
        if popover::is_opened(&event) {
            on_toggle.run(true);
        }
    };
    // Not earlier: the browser gives the focus back from the content.
    let after = move |event: leptos::ev::Event| {
        if !popover::is_opened(&event) {
            on_toggle.run(false);
        }
    };
    view! {
        <div
            class=class
            id=id
            popover="auto"
            role=role
            aria-label=move || label.get()
            on:beforetoggle=before
            on:toggle=after
        >
            {move || open.get().then(|| children())}
        </div>
    }
}
