//! Two to five locations side by side: what each engagement is at each of them, and why.

mod export;
mod table;
mod toolbar;

use domain::Idx;
use domain::id::LocationId;
use domain::model::Location;
use domain::view::{ComparedEngagement, MAX_COMPARED, MIN_COMPARED, compare};
use leptos::prelude::*;

use crate::components::{EmptyState, Glyph, table_skeleton};
use crate::routes::{CompareView, Route};
use crate::state::{State, Status, state};
use crate::text::{clamped, format, t};

/// What the address compares.
#[derive(Clone, Copy)]
struct Comparison {
    state: State,
    /// The locations of the address that the data have, at most as many as can be compared.
    locations: Memo<Vec<Idx<Location>>>,
    only_differences: Memo<bool>,
    engagements: Memo<Vec<ComparedEngagement>>,
}

impl Comparison {
    fn of_address(state: State) -> Self {
        let view = Memo::new(move |before: Option<&CompareView>| match state.views.visit.get().address.route {
            Route::Compare(view) => view,
            // While the page is being left, the address is already that of the next page.
            _ => before.cloned().unwrap_or_default(),
        });
        let locations = Memo::new(move |_| {
            let found = state.dataset.with(|catalogue| {
                let index = |id: &LocationId| catalogue.data().location_index(id);
                view.with(|view| view.locations.iter().filter_map(index).take(MAX_COMPARED).collect::<Vec<_>>())
            });
            found.unwrap_or_default()
        });
        let engagements = Memo::new(move |_| {
            let compared = locations.with(|locations| state.dataset.with(|catalogue| compare(catalogue, locations)));
            compared.unwrap_or_default()
        });
        let only_differences = Memo::new(move |_| view.with(|view| view.only_differences));
        Self { state, locations, only_differences, engagements }
    }

    fn show(self, only_differences: bool) {
        self.state.views.change_comparison(|view| view.only_differences = only_differences);
    }

    /// Returns how many engagements are compared, and on how many the locations differ.
    fn counts(self) -> (u32, u32) {
        self.engagements.with(|all| (clamped(all.len()), clamped(all.iter().filter(|it| it.differs).count())))
    }
}

#[component]
pub fn Compare() -> impl IntoView {
    let state = state();
    let comparison = Comparison::of_address(state);
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    view! {
        <nav class="breadcrumbs" aria-label=t().shell().breadcrumb>
            <ol>
                <li><a href=state.views.locations_href()>{t().common().locations}</a></li>
                <li aria-current="page">{t().common().compare}</li>
            </ol>
        </nav>
        <h1 class="engagement__title" tabindex="-1">{t().common().compare}</h1>
        {toolbar::toolbar(comparison)}
        {move || if loading.get() { table_skeleton(t().compare().loading) } else { content(comparison) }}
    }
}

/// Renders the table, or why there is none.
fn content(comparison: Comparison) -> AnyView {
    let t = t().compare();
    let (all, differing) = comparison.counts();
    let only_differences = comparison.only_differences.get();
    let count = view! { <p class="results__count" role="status">{(t.count)(&format(), all, differing)}</p> };
    let nothing = |title: &'static str, text: &'static str, action: AnyView| {
        view! { <EmptyState glyph=Glyph::Location title text>{action}</EmptyState> }.into_any()
    };
    if comparison.locations.with(Vec::len) < MIN_COMPARED {
        let all = view! { <a class="button" href=comparison.state.views.locations_href()>{t.choose_in_list}</a> };
        return nothing(t.choose, t.choose_hint, all.into_any());
    }
    let table = match (all, differing) {
        (0, _) => nothing(t.none, t.none_hint, ().into_any()),
        (_, 0) if only_differences => {
            let show_all = move |_| comparison.show(false);
            let show_all = view! { <button type="button" class="button" on:click=show_all>{t.show_all}</button> };
            nothing(t.same, t.same_hint, show_all.into_any())
        }
        _ => table::table(comparison),
    };
    let menu = super::export::menu(move |_| export::listed(comparison));
    view! { <div class="results">{count}{menu}</div>{table} }.into_any()
}
