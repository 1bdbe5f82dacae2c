//! A dialog above the page, which is inert meanwhile.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, icon};
use crate::browser::dom;

/// A dialog with a title and a button to close it. Escape closes it too, and the focus goes back.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<&'static str>,
    /// The words of the button that closes it.
    #[prop(into)]
    close: Signal<&'static str>,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            dom::show_modal(&dialog);
        }
    });
    let hide = move |_| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <Show when=move || open.get()>
            <dialog class="dialog" node_ref=node aria-labelledby="dialog-title" on:close=move |_| open.set(false)>
                <div class="dialog__header">
                    <h2 id="dialog-title">{move || title.get()}</h2>
                    <button type="button" class="button button--subtle button--icon" aria-label=move || close.get() on:click=hide>
                        {icon(Glyph::Close)}
                    </button>
                </div>
                <div class="dialog__body">{children.with_value(|children| children())}</div>
            </dialog>
        </Show>
    }
}
