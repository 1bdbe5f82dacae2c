//! Segmented control: a radio group that looks like one button.

use leptos::prelude::*;

/// A radio group.
#[component]
pub fn Segmented<T>(
    /// The name of the radio group, unique on the page.
    name: &'static str,
    /// The accessible name.
    label: &'static str,
    options: Vec<T>,
    /// Returns the label of an option.
    option_label: fn(T) -> &'static str,
    #[prop(into)] value: Signal<T>,
    #[prop(into)] on_choose: Callback<T>,
    /// The class of the legend.
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
                {option_label(option)}
            </label>
        }
    };
    view! {
        <fieldset class="menu__group">
            <legend class=label_class>{label}</legend>
            <div class="segmented">{options.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
}
