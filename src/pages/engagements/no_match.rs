//! The empty list: nothing matches, or there are no engagements.

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
        let title = move || if reason().is_some() { t().filters().all_left_out } else { t().filters().empty };
        let text = move || match reason() {
            Some(problem) => {
                let reason = (t().problems().problem)(&format(), &problem.kind);
                (t().filters().all_left_out_hint)(&problem.path, &reason)
            }
            None => t().filters().empty_hint.to_owned(),
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
    let steps = Memo::new(move |_| steps(state));
    let hint = move || {
        let leads_on = steps.with(|steps| !steps.is_empty());
        if leads_on { t().filters().no_match_hint } else { t().filters().no_match_together_hint }
    };
    view! {
        <EmptyState
            glyph=Glyph::Search
            title=t().filters().no_match
            text=Signal::derive(move || hint().to_owned())
        >
            {move || clear_buttons(state, steps.get())}
            <button type="button" class="button" on:click=clear_all>{t().common().clear_all}</button>
        </EmptyState>
    }
    .into_any()
}

/// A filter whose removal alone finds engagements.
#[derive(Clone, Copy, PartialEq)]
struct Step {
    filter: Filter,
    found: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Filter {
    Search,
    Area,
    Location,
    Status,
    Role,
    Eligibility,
}

impl Filter {
    const ALL: [Self; 6] = [Self::Search, Self::Area, Self::Location, Self::Status, Self::Role, Self::Eligibility];

    fn clear(self, view: &mut ListView) {
        match self {
            Self::Search => view.text.clear(),
            Self::Area => view.area = None,
            Self::Location => view.locations.clear(),
            Self::Status => view.status.clear(),
            Self::Role => view.roles.clear(),
            Self::Eligibility => view.eligibility.clear(),
        }
    }

    fn name(self) -> &'static str {
        let t = t().engagements();
        match self {
            Self::Search => t.search_chip,
            Self::Area => t.solution_areas,
            Self::Location => t.location,
            Self::Status => t.status,
            Self::Role => t.role,
            Self::Eligibility => t.eligibility,
        }
    }
}

/// Returns the filters whose removal finds something. A filter that is not active leads to the same empty list.
fn steps(state: State) -> Vec<Step> {
    let view = state.views.list.get();
    let found = |filter: Filter| {
        let mut without = view.clone();
        filter.clear(&mut without);
        let found = if without == view { 0 } else { state.count(&without) };
        (found > 0).then_some(Step { filter, found })
    };
    Filter::ALL.into_iter().filter_map(found).collect()
}

fn clear_buttons(state: State, steps: Vec<Step>) -> impl IntoView {
    let button = move |Step { filter, found }: Step| {
        let clear = move |_| {
            state.views.change_list(|view| filter.clear(view));
            focus::search_box();
        };
        let label = (t().filters().clear_filter)(&format(), filter.name(), found);
        view! { <button type="button" class="button button--primary" on:click=clear>{label}</button> }
    };
    steps.into_iter().map(button).collect_view()
}
