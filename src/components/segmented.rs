//! One of a few: radio buttons that look like one piece.

use leptos::prelude::*;

/// A group of radio buttons.
#[component]
pub fn Segmented<T>(
    /// Its name for the browser; one of its own on the page.
    name: &'static str,
    /// What is chosen here.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The values.
    options: Vec<T>,
    /// The words of a value.
    words: fn(T) -> &'static str,
    /// The chosen value.
    #[prop(into)]
    value: Signal<T>,
    /// Another value is chosen.
    #[prop(into)]
    on_choose: Callback<T>,
    /// The class of the label.
    #[prop(default = "menu__title")]
    label_class: &'static str,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let option = move |option: T| {
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || value.get() == option
                    on:change=move |_| on_choose.run(option)
                />
                {move || words(option)}
            </label>
        }
    };
    view! {
        <fieldset class="menu__group">
            <legend class=label_class>{move || label.get()}</legend>
            <div class="segmented">{options.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}
