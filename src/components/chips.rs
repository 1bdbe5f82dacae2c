//! Chips for active filters.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Glyph, icon};

/// The text of a chip. It may change while the chip stays, as that of a search does.
pub type ChipText = Arc<dyn Fn() -> String + Send + Sync>;

/// One active filter. Chips with equal filter and key are equal, so that they stay mounted.
#[derive(Clone)]
pub struct Chip {
    /// The name of the filter.
    pub filter: &'static str,
    /// Unique within the filter.
    pub key: String,
    pub value: ChipText,
    /// The accessible name: what a click does.
    pub label: ChipText,
    /// Removes the value from the filter.
    pub remove: Arc<dyn Fn() + Send + Sync>,
}

impl PartialEq for Chip {
    fn eq(&self, other: &Self) -> bool {
        self.filter == other.filter && self.key == other.key
    }
}

/// A list of active filters with a button that removes all.
#[component]
pub fn Chips(
    chips: Memo<Vec<Chip>>,
    /// The accessible name of the list.
    label: &'static str,
    /// The label of the button that removes all.
    clear_all: &'static str,
    #[prop(into)] on_clear: Callback<()>,
) -> impl IntoView {
    let chip = |chip: Chip| {
        let Chip { filter, value, label, remove, .. } = chip;
        view! {
            <li>
                <button type="button" class="chip" aria-label=move || label() on:click=move |_| remove()>
                    <span class="chip__key">{filter}": "</span>
                    <span class="chip__value truncate"><bdi>{move || value()}</bdi></span>
                    {icon(Glyph::Close)}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !chips.with(Vec::is_empty)>
            <ul class="chips" aria-label=label>
                {move || chips.get().into_iter().map(chip).collect_view()}
                <li>
                    <button type="button" class="button button--link button--small" on:click=move |_| on_clear.run(())>
                        {clear_all}
                    </button>
                </li>
            </ul>
        </Show>
    }
}
