//! The inbox, *Actions required*: what must be done by when, and what it is worth.

mod export;
mod filters;
mod group;
mod lapsed;
mod row;
mod row_model;

use domain::Money;
use domain::actions::{ActionsAnswer, LapsedClaim, Severity};
use domain::catalogue::Catalogue;
use leptos::prelude::*;

use super::list_table;
use crate::components::{EmptyState, Glyph};
use crate::state::{State, Status, state};
use crate::text::{format, t};

/// What the inbox shows.
#[derive(Clone, Copy)]
struct Inbox {
    answer: Memo<ActionsAnswer>,
    lapsed: Memo<Vec<LapsedClaim>>,
}

#[component]
pub fn Actions() -> impl IntoView {
    let state = state();
    let lapsed = Memo::new(move |_| state.dataset.with(Catalogue::lapsed).unwrap_or_default());
    let answer = Memo::new(move |_| {
        let query = filters::query(state);
        state.dataset.actions.with(|actions| lapsed.with(|lapsed| query.answer(actions, lapsed)))
    });
    let inbox = Inbox { answer, lapsed };
    let loading = Memo::new(move |_| state.dataset.status.with(|status| *status != Status::Ready));
    let nothing_to_do = Memo::new(move |_| state.dataset.actions.with(Vec::is_empty));
    let no_match = Memo::new(move |_| answer.with(|answer| answer.order.is_empty()));
    view! {
        <super::ListHeader/>
        <filters::Filters answer/>
        {move || {
            if loading.get() {
                return view! { <Skeleton/> }.into_any();
            }
            if nothing_to_do.get() {
                view! { <NothingToDo/> }.into_any()
            } else if no_match.get() {
                list_table::no_match(t().actions().no_match, t().actions().no_match_hint, filters::clear_all)
            } else {
                let groups = Severity::ALL.map(|severity| view! { <group::Group severity answer/> });
                view! { {move || total(state, answer)}<div class="actions">{groups.into_iter().collect_view()}</div> }
                    .into_any()
            }
        }}
        {move || (!loading.get()).then(|| view! { <lapsed::Lapsed inbox/> })}
    }
}

/// Renders the money at stake in all actions shown; nothing where there is none.
fn total(state: State, answer: Memo<ActionsAnswer>) -> Option<impl IntoView> {
    let money = state.dataset.with(|catalogue| {
        state.dataset.actions.with(|actions| answer.with(|answer| catalogue.stake(answer.matching(actions))))
    });
    let money = money.filter(|money| !money.is_empty())?;
    Some(view! {
        <p class="actions__total">{amounts(t().actions().total, money.totals())}</p>
        <p class="actions__hint">{t().actions().counted_once}</p>
    })
}

/// Renders amounts after their label.
fn amounts(label: &'static str, totals: &[Money]) -> AnyView {
    let format = format();
    let amounts = totals.iter().map(|&money| view! { " "<span>{format.money(money)}</span> }).collect_view();
    view! { <span class="actions__label">{label}":"</span>{amounts} }.into_any()
}

#[component]
fn NothingToDo() -> impl IntoView {
    let state = state();
    view! {
        <EmptyState
            glyph=Glyph::CheckCircle
            title=t().actions().empty
            text=t().actions().empty_hint
        >
            <a class="button" href=move || state.views.list_href()>{t().shell().all_engagements}</a>
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
        <p class="visually-hidden" role="status">{t().actions().loading}</p>
        <div class="actions skeleton" inert>
            <div class="actions__list">{(0..6).map(row).collect_view()}</div>
        </div>
    }
}
