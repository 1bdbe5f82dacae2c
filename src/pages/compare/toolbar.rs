//! Which engagements are compared, and further locations.

use domain::Idx;
use domain::view::MAX_COMPARED;
use leptos::prelude::*;

use super::Comparison;
use crate::text::t;

/// Renders the choice between all engagements and the differences, and a select to add a location.
pub fn toolbar(comparison: Comparison) -> AnyView {
    view! { <div class="toolbar compare__toolbar">{show(comparison)}{move || add(comparison)}</div> }.into_any()
}

fn show(comparison: Comparison) -> AnyView {
    let option = move |only_differences: bool| {
        let label = if only_differences { t().compare().differences } else { t().compare().all };
        view! {
            <label class="segmented__option">
                <input
                    type="radio"
                    name="differences"
                    prop:checked=move || comparison.only_differences.get() == only_differences
                    on:change=move |_| comparison.show(only_differences)
                />
                {label}
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=t().compare().show>{[false, true].map(option)}</div>
    }
    .into_any()
}

/// Renders the select of the locations that are not compared yet.
fn add(comparison: Comparison) -> AnyView {
    let t = t().compare();
    let compared = comparison.locations.get();
    if compared.len() >= MAX_COMPARED {
        return view! { <p class="muted compare__full">{t.is_full}</p> }.into_any();
    }
    let others = comparison.state.dataset.with(|catalogue| {
        let locations = catalogue.data().locations.iter().enumerate();
        let others = locations.filter(|(at, _)| !compared.contains(&Idx::new(*at)));
        others.map(|(_, location)| (location.id.to_string(), location.name.clone())).collect::<Vec<_>>()
    });
    let others = others.unwrap_or_default();
    if others.is_empty() {
        return ().into_any();
    }
    let option = |(id, name): (String, String)| view! { <option value=id>{name}</option> };
    // Not at once when the select changes: with the keyboard it changes at every option on the way.
    let chosen = StoredValue::new(others.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let add = move |_| {
        comparison.state.views.change_comparison(|view| view.locations.push(chosen.get_value().as_str().into()));
    };
    view! {
        <div class="compare__add">
            <label>
                <span class="visually-hidden">{t.other}</span>
                <select
                    class="field__input"
                    on:change:target=move |event| chosen.set_value(event.target().value())
                >
                    {others.into_iter().map(option).collect_view()}
                </select>
            </label>
            <button type="button" class="button" on:click=add>{t.add}</button>
        </div>
    }
    .into_any()
}
