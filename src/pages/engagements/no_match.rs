//! The empty list: nothing matches, or there are no engagements.

use domain::catalogue::LocationSet;
use leptos::prelude::*;

use crate::browser::focus;
use crate::components::{EmptyState, Glyph};
use crate::routes::ListView;
use crate::state::{State, state};
use crate::text::{format, t};

#[component]
pub fn NoMatch() -> impl IntoView {
    let state = state();
    let has_no_engagements = state.dataset.with(|catalogue| catalogue.data().engagements.is_empty()) == Some(true);
    if has_no_engagements {
        let reason = move || state.dataset.left_out_engagement();
        let title = move || if reason().is_some() { t().engagements.all_left_out } else { t().engagements.empty };
        let text = move || match reason() {
            Some(problem) => {
                let reason = (t().problems.problem)(&format(), &problem.kind);
                (t().engagements.all_left_out_hint)(&problem.path, &reason)
            }
            None => t().engagements.empty_hint.to_owned(),
        };
        return view! {
            <EmptyState
                glyph=Glyph::Inbox
                title=Signal::derive(move || title().to_owned())
                text=Signal::derive(text)
            >
                ""
            </EmptyState>
        }
        .into_any();
    }
    let clear_all = move |_| {
        state.views.change_list(|view| *view = ListView { area: None, ..view.without_filters() });
        focus::search_box();
    };
    view! {
        <EmptyState
            glyph=Glyph::Search
            title=Signal::derive(|| t().engagements.no_match.to_owned())
            text=Signal::derive(|| t().engagements.no_match_hint.to_owned())
        >
            {move || clear_buttons(state)}
            <button type="button" class="button" on:click=clear_all>{move || t().common.clear_all}</button>
        </EmptyState>
    }
    .into_any()
}

/// A button for each active filter, which clears it.
fn clear_buttons(state: State) -> impl IntoView {
    type Clear = fn(&mut ListView);
    let (view, query) = (state.views.list.get(), state.list.get().query);
    let t = t();
    let filters: [(bool, &'static str, Clear); 6] = [
        (!view.text.is_empty(), t.engagements.search_chip, |view| view.text.clear()),
        (query.area.is_some(), t.engagements.solution_areas, |view| view.area = None),
        (query.locations != LocationSet::All, t.engagements.location, |view| view.locations.clear()),
        (!view.status.is_empty(), t.engagements.status, |view| view.status.clear()),
        (!query.roles.is_empty(), t.engagements.role, |view| view.roles.clear()),
        (!view.eligibility.is_empty(), t.engagements.eligibility, |view| view.eligibility.clear()),
    ];
    let button = move |(_, name, clear): (bool, &'static str, Clear)| {
        let clear = move |_| {
            state.views.change_list(clear);
            focus::search_box();
        };
        let label = (t.engagements.clear_filter)(name);
        view! { <button type="button" class="button button--primary" on:click=clear>{label}</button> }
    };
    filters.into_iter().filter(|(is_active, ..)| *is_active).map(button).collect_view()
}
