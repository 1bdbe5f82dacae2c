//! Keyboard navigation of the list: arrows, Home and End move the focus; Enter follows the focused link.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{focus, shortcuts};
use crate::state::state;

/// Handles the keys while the focus is in the table, on the heading, or nowhere.
pub fn use_arrows(count: Signal<usize>, height: ReadSignal<f64>) {
    let preferences = state().preferences;
    // The row that has, or had, the focus.
    let current = RwSignal::new(None::<usize>);
    let listener = window_event_listener(ev::focusin, move |_| {
        if let Some(row) = focus::row_position() {
            current.set(Some(row));
        }
    });
    on_cleanup(move || listener.remove());
    shortcuts::on_shortcut(move |key| {
        if !preferences.shortcuts.get_untracked() || !focus::is_in("main .table, body:focus, main, h1") {
            return false;
        }
        let last = count.get_untracked().saturating_sub(1);
        let next = match (key, current.get_untracked()) {
            ("ArrowDown", Some(row)) => (row + 1).min(last),
            ("ArrowUp", Some(row)) => row.saturating_sub(1),
            ("ArrowDown", None) | ("Home", _) => 0,
            ("End", _) => last,
            _ => return false,
        };
        current.set(Some(next));
        #[expect(clippy::cast_precision_loss, reason = "a list is far shorter than 2^52 rows")]
        focus::row(next, next as f64 * height.get_untracked());
        true
    });
}
