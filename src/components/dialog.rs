//! Modal dialog.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, icon};
use crate::browser::dom;

/// A context: while it is true, every dialog that is not locked is hidden. It keeps its content, and is shown again
/// afterwards.
///
/// The browser closes dialogs that it opened without an action of the person together: one Escape in the dialog on top
/// would also close the form below it.
#[derive(Clone, Copy)]
pub struct DialogsHidden(pub Signal<bool>);

/// A modal dialog with a title and a close button. Escape closes it too. Closing restores the focus.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    /// Hides the page, and leaves the person no way to close the dialog.
    #[prop(optional)]
    locked: bool,
    #[prop(into)] title: Signal<&'static str>,
    /// The accessible name of the close button.
    close: &'static str,
    #[prop(default = "dialog")] class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let node = NodeRef::<html::Dialog>::new();
    let hidden = use_context::<DialogsHidden>().filter(|_| !locked);
    let is_hidden = Memo::new(move |_| hidden.is_some_and(|hidden| hidden.0.get()));
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if is_hidden.get() { dialog.close() } else { dom::show_modal(&dialog) }
    });
    if locked {
        // An attribute of the root: `:has()` on the body would be checked again with each row.
        Effect::new(move |_| dom::set_root_attribute("data-locked", open.get().then_some("")));
        on_cleanup(|| dom::set_root_attribute("data-locked", None));
    }
    let hide = move |_| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
    };
    let on_close = move |_| {
        // A second Escape closes a dialog whatever the page says to the first.
        match node.get_untracked() {
            Some(dialog) if locked && open.get_untracked() => dom::show_modal(&dialog),
            // The event may arrive when it is shown again.
            Some(dialog) if is_hidden.get_untracked() || dialog.open() => {}
            _ => open.set(false),
        }
    };
    let on_cancel = move |event: leptos::ev::Event| {
        if locked {
            event.prevent_default();
        }
    };
    let (class, title_id) =
        if locked { ("dialog dialog--locked", "locked-dialog-title") } else { (class, "dialog-title") };
    view! {
        <Show when=move || open.get()>
            <dialog class=class node_ref=node aria-labelledby=title_id on:close=on_close on:cancel=on_cancel>
                <div class="dialog__header">
                    <h2 id=title_id>{move || title.get()}</h2>
                    {(!locked)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button button--subtle button--icon"
                                    aria-label=close
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
