//! The button of the settings menu, and the dialog that lists the keyboard shortcuts.

use leptos::prelude::*;

use super::lazy::lazy;
use super::page_table::LazyView;
use crate::components::{Dialog, Glyph, Popover, icon};
use crate::text::t;

/// The button that opens the settings menu.
#[component]
pub fn Settings(
    /// Whether the menu is open.
    open: RwSignal<bool>,
    /// Whether the dialog of the shortcuts is open.
    shortcuts: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button--subtle"
            aria-expanded=move || open.get().to_string()
            popovertarget="settings"
        >
            {icon(Glyph::Settings)}<span class="button__text">{t().common().settings}</span>
        </button>
        <Popover
            id="settings"
            class="popover popover--end menu"
            label=t().common().settings
            open
            on_toggle=move |is_open| open.set(is_open)
        >
            {lazy(LazyView::SettingsMenu(shortcuts))}
        </Popover>
    }
}

/// The dialog that lists the keyboard shortcuts.
#[component]
pub fn Shortcuts(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (title, close) = (t().shell().shortcuts, t().common().close);
    view! {
        <Dialog open title close>
            <dl class="keys">
                <dt>{t().shell().shortcut_search}</dt>
                <dd><kbd>"/"</kbd></dd>
                <dt>{t().find().title}</dt>
                <dd><kbd>{t().find().key}</kbd></dd>
                <dt>{t().shell().shortcut_move}</dt>
                <dd>
                    <kbd>"↓"</kbd>" "<kbd>"↑"</kbd>" "<kbd>{t().shell().key_home}</kbd>" "
                    <kbd>{t().shell().key_end}</kbd>
                </dd>
                <dt>{t().shell().shortcut_open}</dt>
                <dd><kbd>{t().shell().key_enter}</kbd></dd>
                <dt>{t().shell().shortcut_pager}</dt>
                <dd><kbd>"←"</kbd>" "<kbd>"→"</kbd></dd>
                <dt>{t().shell().shortcut_help}</dt>
                <dd><kbd>"?"</kbd></dd>
            </dl>
        </Dialog>
    }
}
