//! Modal dialog.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, icon};
use crate::browser::dom;

/// A modal dialog with a title and a close button. Escape closes it too. Closing restores the focus.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    /// Hides the page, and leaves the person no way to close the dialog.
    #[prop(optional)]
    locked: bool,
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
    let on_close = move |_| {
        // A second Escape closes a dialog whatever the page says to the first.
        match node.get_untracked() {
            Some(dialog) if locked && open.get_untracked() => dom::show_modal(&dialog),
            _ => open.set(false),
        }
    };
    let on_cancel = move |event: leptos::ev::Event| {
        if locked {
            event.prevent_default();
        }
    };
    let class = if locked { "dialog dialog--locked" } else { "dialog" };
    view! {
        <Show when=move || open.get()>
            <dialog class=class node_ref=node aria-labelledby="dialog-title" on:close=on_close on:cancel=on_cancel>
                <div class="dialog__header">
                    <h2 id="dialog-title">{move || title.get()}</h2>
                    {(!locked)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button button--subtle button--icon"
                                    aria-label=move || close.get()
                                    on:click=hide
                                >
                                    {icon(Glyph::Close)}
                                </button>
                            }
                        })}
                </div>
                <div class="dialog__body">{children.with_value(|children| children())}</div>
            </dialog>
        </Show>
    }
}
