//! The active filters, each of which removes itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Glyph, icon};

/// Words that may change while the chip stays, as those of a search do.
pub type Words = Arc<dyn Fn() -> String + Send + Sync>;

/// One active filter. Two are the same when they are of one filter and key: the chip then stays on the page.
#[derive(Clone)]
pub struct Chip {
    /// Which filter.
    pub filter: &'static str,
    /// Tells it from the others of the filter.
    pub key: String,
    /// Which value.
    pub value: Words,
    /// What pressing it does.
    pub label: Words,
    /// Takes the value away.
    pub remove: Arc<dyn Fn() + Send + Sync>,
}

impl PartialEq for Chip {
    fn eq(&self, other: &Self) -> bool {
        self.filter == other.filter && self.key == other.key
    }
}

/// A list of active filters, and a button that removes all.
#[component]
pub fn Chips(
    /// The filters.
    chips: Memo<Vec<Chip>>,
    /// The name of the list.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The words of the button.
    #[prop(into)]
    clear_all: Signal<&'static str>,
    /// Removes all.
    #[prop(into)]
    on_clear: Callback<()>,
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
            <ul class="chips" aria-label=move || label.get()>
                {move || chips.get().into_iter().map(chip).collect_view()}
                <li>
                    <button type="button" class="button button--link button--small" on:click=move |_| on_clear.run(())>
                        {move || clear_all.get()}
                    </button>
                </li>
            </ul>
        </Show>
    }
}
