//! The button of the settings menu, and the dialog that lists the keyboard shortcuts.

use leptos::html;
use leptos::prelude::*;

use super::lazy::lazy;
use super::page_table::LazyView;
use crate::browser::light_dismiss::on_light_dismiss;
use crate::components::{Dialog, Glyph, icon};
use crate::text::t;

/// The button that opens the settings menu.
#[component]
pub fn Settings(
    /// Whether the menu is open.
    open: RwSignal<bool>,
    /// Whether the dialog of the shortcuts is open.
    shortcuts: RwSignal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    on_light_dismiss(node, open.into(), move || open.set(false));
    view! {
        <div class="topbar__menu" node_ref=node>
            <button
                type="button"
                class="button button--subtle"
                aria-expanded=move || open.get().to_string()
                aria-controls="settings"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(Glyph::Settings)}<span class="button__text">{t().common().settings}</span>
            </button>
            <Show when=move || open.get()>
                {lazy(LazyView::SettingsMenu(open, shortcuts))}
            </Show>
        </div>
    }
}

/// The dialog that lists the keyboard shortcuts.
#[component]
pub fn Shortcuts(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (title, close) = (t().common().shortcuts, t().common().close);
    view! {
        <Dialog open title close>
            <dl class="keys">
                <dt>{t().common().shortcut_search}</dt>
                <dd><kbd>"/"</kbd></dd>
                <dt>{t().common().shortcut_move}</dt>
                <dd>
                    <kbd>"↓"</kbd>" "<kbd>"↑"</kbd>" "<kbd>{t().common().key_home}</kbd>" "
                    <kbd>{t().common().key_end}</kbd>
                </dd>
                <dt>{t().common().shortcut_open}</dt>
                <dd><kbd>{t().common().key_enter}</kbd></dd>
                <dt>{t().common().shortcut_pager}</dt>
                <dd><kbd>"←"</kbd>" "<kbd>"→"</kbd></dd>
                <dt>{t().common().shortcut_help}</dt>
                <dd><kbd>"?"</kbd></dd>
            </dl>
        </Dialog>
    }
}
