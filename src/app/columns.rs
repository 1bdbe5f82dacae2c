//! Which columns of the list are shown. A preference of the style sheet alone: the page sets `data-hide` on its root
//! before the first paint (`index.html`), and the style sheet hides what it names.

use domain::catalogue::SortKey;
use leptos::prelude::*;

use crate::browser::{dom, preferences};
use crate::text::t;

const PREFERENCE: &str = "columns";
const ATTRIBUTE: &str = "data-hide";

/// The columns that can be hidden, with their names in the preference and the style sheet: all but the name.
const COLUMNS: [(SortKey, &str); 4] = [
    (SortKey::Availability, "availability"),
    (SortKey::Role, "role"),
    (SortKey::Eligibility, "eligibility"),
    (SortKey::ActiveCustomers, "customers"),
];

/// Renders a switch for each column.
pub fn columns() -> AnyView {
    let saved = preferences::get(PREFERENCE).unwrap_or_default();
    let is_hidden = |name: &str| saved.split(' ').any(|hidden| hidden == name);
    let hidden = RwSignal::new(COLUMNS.map(|(_, name)| is_hidden(name)));
    let toggle = move |at: usize| {
        hidden.update(|hidden| hidden[at] = !hidden[at]);
        let names = COLUMNS.iter().zip(hidden.get_untracked()).filter(|(_, is_hidden)| *is_hidden);
        let names = names.map(|((_, name), _)| *name).collect::<Vec<_>>().join(" ");
        let names = (!names.is_empty()).then_some(&*names);
        dom::set_root_attribute(ATTRIBUTE, names);
        preferences::set(PREFERENCE, names);
    };
    let column = move |(at, (key, _)): (usize, (SortKey, &str))| {
        view! {
            <label class="switch">
                {(t().engagements().column)(key)}
                <input
                    class="switch__input"
                    type="checkbox"
                    role="switch"
                    prop:checked=move || !hidden.with(|hidden| hidden[at])
                    on:change=move |_| toggle(at)
                />
            </label>
        }
    };
    view! {
        <fieldset class="menu__group">
            <legend class="menu__title">{t().shell().columns}</legend>
            <div class="menu__columns">{COLUMNS.into_iter().enumerate().map(column).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
