//! Modal dialog.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, icon};
use crate::browser::dom;

/// A modal dialog with a title and a close button. Escape closes it too. Closing restores the focus.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<&'static str>,
    /// The accessible name of the close button.
    #[prop(into)]
    close: Signal<&'static str>,
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
                    <button
                        type="button"
                        class="button button--subtle button--icon"
                        aria-label=move || close.get()
                        on:click=hide
                    >
                        {icon(Glyph::Close)}
                    </button>
                </div>
                <div class="dialog__body">{children.with_value(|children| children())}</div>
            </dialog>
        </Show>
    }
}
