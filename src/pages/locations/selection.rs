//! The locations that are selected in the list, to be compared or exported.

use domain::id::LocationId;
use domain::view::{MAX_COMPARED, MIN_COMPARED};
use leptos::prelude::*;

use crate::pages::filters;
use crate::routes::{CompareView, Route};
use crate::state::state;
use crate::text::{clamped, format, t};

/// The selected locations, in the order in which they were selected; a context of the list.
#[derive(Clone, Copy)]
pub struct Selection(RwSignal<Vec<LocationId>>);

impl Selection {
    /// Provides an empty selection to the rows.
    pub fn provide() -> Self {
        let selection = Self(RwSignal::default());
        provide_context(selection);
        selection
    }

    /// Returns the selected locations; tracked.
    pub fn get(self) -> Vec<LocationId> {
        self.0.get()
    }

    /// Renders the checkbox of a row.
    pub fn checkbox(self, id: &LocationId, name: &str) -> AnyView {
        let label = (t().compare().select)(name);
        let id = StoredValue::new(id.clone());
        let is_selected = move || self.0.with(|selected| id.with_value(|id| selected.contains(id)));
        let toggle = move |_| self.0.update(|selected| filters::toggle(selected, id.get_value()));
        view! {
            <input
                type="checkbox"
                class="places__select"
                aria-label=label
                prop:checked=is_selected
                on:change=toggle
            />
        }
        .into_any()
    }

    /// Renders how many locations are selected, and what can be done with them; nothing where none is.
    pub fn bar(self) -> AnyView {
        let actions = move || {
            let t = t().compare();
            let selected = self.0.get();
            let compare = match selected.len() {
                count if count < MIN_COMPARED => view! { <span class="muted">{t.too_few}</span> }.into_any(),
                count if count > MAX_COMPARED => view! { <span class="muted">{t.too_many}</span> }.into_any(),
                _ => {
                    let view = CompareView { locations: selected, only_differences: false };
                    let href = state().views.href(Route::Compare(view));
                    view! { <a class="button button--primary" href=href>{t.open}</a> }.into_any()
                }
            };
            let clear = move |_| self.0.set(Vec::new());
            view! {
                {compare}
                <button type="button" class="button button--subtle" on:click=clear>{t.clear}</button>
            }
        };
        let count = move || self.0.with(|selected| (t().compare().selected)(&format(), clamped(selected.len())));
        view! {
            <Show when=move || self.0.with(|selected| !selected.is_empty())>
                <div class="selection" role="region" aria-label=t().compare().selection>
                    <span role="status">{count}</span>
                    {actions}
                </div>
            </Show>
        }
        .into_any()
    }
}
