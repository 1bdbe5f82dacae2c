//! Filter: a button that opens a popover of values with their counts.

use leptos::prelude::*;

use super::filter_options::FilterOptions;
use super::{Glyph, Popover, small_icon};

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Unique within the filter.
    pub key: String,
    pub label: String,
    /// The number of results if it were the only value chosen.
    pub count: String,
    /// Whether it would find nothing.
    pub is_empty: bool,
    pub chosen: bool,
}

/// A filter with several choices.
#[component]
pub fn Filter(
    /// The id of the popover.
    id: &'static str,
    /// The name of the filter.
    label: &'static str,
    /// The tooltip of the button.
    hint: Option<&'static str>,
    /// How many values are chosen: the number, and a text that may begin with it.
    #[prop(into)]
    chosen: Signal<Option<(String, String)>>,
    /// Renders the content of the popover: [`FilterPopover`], or what stands for it until its code is loaded.
    popover: ViewFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let class = move || {
        if chosen.with(Option::is_some) {
            "button filter__button filter__button--active"
        } else {
            "button filter__button"
        }
    };
    let badge = move || {
        chosen.get().map(|(count, text)| {
            let rest = text.strip_prefix(&count).unwrap_or(&text).to_owned();
            view! { <span class="count count--accent">{count}<span class="visually-hidden">{rest}</span></span> }
        })
    };
    view! {
        <div class="filter">
            <button
                type="button"
                class=class
                title=hint
                aria-expanded=move || open.get().to_string()
                popovertarget=id
            >
                {label}" "{badge}{small_icon(Glyph::ChevronDown)}
            </button>
            <Popover id label open on_toggle=move |is_open| open.set(is_open)>{popover.run()}</Popover>
        </div>
    }
}

/// The content of the popover of a filter: its values, and a button that clears it.
#[component]
pub fn FilterPopover(
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// How many values are chosen, as a text.
    #[prop(into)]
    chosen: Signal<Option<String>>,
    /// The label of the box that searches the values.
    find: String,
    /// The label of the button that clears the filter.
    clear: &'static str,
    /// Receives the key of a value to toggle.
    #[prop(into)]
    on_toggle: Callback<String>,
    #[prop(into)] on_clear: Callback<()>,
) -> impl IntoView {
    view! {
        <FilterOptions choices find on_toggle/>
        <Show when=move || chosen.with(Option::is_some)>
            <div class="popover__footer">
                <span class="muted small">{move || chosen.get()}</span>
                <button type="button" class="button button--link" on:click=move |_| on_clear.run(())>
                    {clear}
                </button>
            </div>
        </Show>
    }
}
