//! Which engagements are compared, and further locations.

use domain::Idx;
use domain::view::MAX_COMPARED;
use leptos::prelude::*;

use super::Comparison;
use crate::text::t;

/// Renders the choice between all engagements and the differences, and a select that adds a location.
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
    let choose = move |id: String| {
        if !id.is_empty() {
            comparison.state.views.change_comparison(|view| view.locations.push(id.as_str().into()));
        }
    };
    view! {
        <label class="compare__add">
            <span class="visually-hidden">{t.add}</span>
            <select class="field__input" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=true>{t.add}" …"</option>
                {others.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
