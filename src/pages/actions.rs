//! The inbox, *Actions required*: what must be done by when, and what it is worth.

mod filters;
mod group;
mod row;
mod row_model;

use domain::actions::{ActionsAnswer, ActionsQuery, Severity};
use leptos::prelude::*;

use crate::components::{EmptyState, Glyph};
use crate::state::{State, Status, state};
use crate::text::{message, t};

#[component]
pub fn Actions() -> impl IntoView {
    let state = state();
    let answer = Memo::new(move |_| answer(state));
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    let nothing_to_do = Memo::new(move |_| state.dataset.actions.with(Vec::is_empty));
    let no_match = Memo::new(move |_| answer.with(|answer| answer.order.is_empty()));
    view! {
        <super::ListHeader/>
        <filters::Filters answer/>
        {move || {
            if loading.get() {
                view! { <Skeleton/> }.into_any()
            } else if nothing_to_do.get() {
                view! { <NothingToDo/> }.into_any()
            } else if no_match.get() {
                view! { <NoMatch/> }.into_any()
            } else {
                let groups = Severity::ALL.map(|severity| view! { <group::Group severity answer/> });
                view! { <div class="actions">{groups.into_iter().collect_view()}</div> }.into_any()
            }
        }}
    }
}

/// Returns the actions under the filters of the address. Unknown ids are ignored.
fn answer(state: State) -> ActionsAnswer {
    let query = state.views.visit.with(|visit| {
        let view = &visit.actions;
        state.dataset.with(|catalogue| {
            let data = catalogue.data();
            ActionsQuery {
                kinds: view.kinds.clone(),
                locations: view.locations.iter().filter_map(|id| data.location_index(id)).collect(),
                engagements: view.engagements.iter().filter_map(|id| data.engagement_index(id)).collect(),
            }
        })
    });
    state.dataset.actions.with(|actions| query.unwrap_or_default().answer(actions))
}

#[component]
fn NothingToDo() -> impl IntoView {
    let state = state();
    view! {
        <EmptyState
            glyph=Glyph::CheckCircle
            title=t().actions.empty
            text=t().actions.empty_hint
        >
            <a class="button" href=move || state.views.list_href()>{message(|t| t.common.all_engagements)}</a>
        </EmptyState>
    }
}

#[component]
fn NoMatch() -> impl IntoView {
    let state = state();
    let clear = move |_| filters::clear_all(state);
    view! {
        <EmptyState
            glyph=Glyph::Search
            title=t().actions.no_match
            text=t().actions.no_match_hint
        >
            <button type="button" class="button button--primary" on:click=clear>
                {message(|t| t.common.clear_all)}
            </button>
        </EmptyState>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    let row = |_| {
        view! {
            <div class="action">
                <span class="action__icon"></span>
                <div class="stack">
                    <span class="skeleton__line"></span>
                    <span class="skeleton__line skeleton__line--short"></span>
                </div>
            </div>
        }
    };
    view! {
        <p class="visually-hidden" role="status">{message(|t| t.actions.loading)}</p>
        <div class="actions skeleton" inert>
            <div class="actions__list">{(0..6).map(row).collect_view()}</div>
        </div>
    }
}
