//! The tools of the top bar: the day, and the search.

use leptos::prelude::*;

use super::{as_of, palette};
use crate::state::state;

/// The tools; nothing without data, such as before somebody signs in.
#[component]
pub fn Tools() -> impl IntoView {
    let state = state();
    let has_data = Memo::new(move |_| state.dataset.is_complete());
    view! {
        <Show when=move || has_data.get()>
            {palette::button()}
            {as_of::button()}
        </Show>
    }
}
