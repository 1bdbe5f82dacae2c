//! What lies over the page: the demo panel, the payee form, the command palette, the list of shortcuts and the notice
//! of a new version.

use leptos::prelude::*;

use super::{notices, palette, settings};
use crate::pages;
use crate::state::state;

/// The overlays of every page.
#[component]
pub fn Overlays(
    /// Whether the dialog of the shortcuts is open.
    shortcuts: RwSignal<bool>,
    /// Whether the payee form was ever opened.
    has_form: Memo<bool>,
    /// Whether a new version of the app is there.
    update: RwSignal<bool>,
) -> impl IntoView {
    let state = state();
    view! {
        <Show when=move || state.demo_open.get()>{pages::Demo()}</Show>
        <Show when=move || has_form.get()>{pages::SubmitProfile()}</Show>
        <palette::Palette/>
        {pages::OwnFileDialog()}
        <settings::Shortcuts open=shortcuts/>
        <notices::NewVersion available=update/>
    }
}
