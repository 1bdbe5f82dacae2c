//! The toolbar of the list: search box and filters.

use leptos::prelude::*;

use super::LazyParts;
use crate::pages::filters::{FilterButton, search_box};
use crate::state::state;

#[component]
pub fn Toolbar(lazy: LazyParts) -> impl IntoView {
    let state = state();
    let filter = move |filter: ListFilter| filter.button().view(move || (lazy.filter)(filter));
    view! {
        <div class="toolbar">
            {search_box(
                |t| t.engagements().search,
                move || state.views.list.with(|view| view.text.clone()),
                move |text| state.views.search(text),
                move || state.views.change_list(|view| view.text.clear()),
            )}
            <div class="filters">{ListFilter::ALL.map(filter).into_iter().collect_view()}</div>
        </div>
    }
}

/// A filter of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFilter {
    Location,
    Status,
    Role,
    Eligibility,
}

impl ListFilter {
    const ALL: [Self; 4] = [Self::Location, Self::Status, Self::Role, Self::Eligibility];

    /// Returns the button of the filter.
    pub const fn button(self) -> FilterButton {
        match self {
            Self::Location => FilterButton {
                id: "filter-location",
                label: |t| t.engagements().location,
                hint: None,
                chosen: |state| state.list.with(|list| list.query.locations.chosen().count()),
            },
            Self::Status => FilterButton {
                id: "filter-status",
                label: |t| t.engagements().status,
                hint: Some(|t| t.engagements().status_hint),
                chosen: |state| state.views.list.with(|view| view.status.len()),
            },
            Self::Role => FilterButton {
                id: "filter-role",
                label: |t| t.engagements().role,
                hint: None,
                chosen: |state| state.list.with(|list| list.query.roles.len()),
            },
            Self::Eligibility => FilterButton {
                id: "filter-eligibility",
                label: |t| t.engagements().eligibility,
                hint: None,
                chosen: |state| state.views.list.with(|view| view.eligibility.len()),
            },
        }
    }
}
