//! The active filters, each of which removes itself.

use leptos::prelude::*;

use super::{Glyph, icon};

/// One active filter.
#[derive(Clone, Debug)]
pub struct Chip {
    /// Which filter.
    pub filter: &'static str,
    /// Which value.
    pub value: String,
    /// What pressing it does, in words.
    pub label: String,
    /// Takes the value away.
    pub remove: Callback<()>,
}

/// A list of active filters, and a button that removes all.
#[component]
pub fn Chips(
    /// The filters.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
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
        let Chip { filter, value, label, remove } = chip;
        view! {
            <li>
                <button type="button" class="chip" aria-label=label on:click=move |_| remove.run(())>
                    <span class="chip__key">{filter}": "</span>
                    <span class="chip__value truncate"><bdi>{value}</bdi></span>
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
