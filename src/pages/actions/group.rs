//! The actions of one severity.

use domain::MoneySum;
use domain::actions::{Action, ActionsAnswer, Severity};
use leptos::prelude::*;

use super::amounts;
use super::row::row;
use super::row_model::RowModel;
use crate::browser::focus;
use crate::state::{State, state};
use crate::text::{clamped, format, t};

/// How many rows are shown at first, and how many more at each click.
pub const STEP: usize = 100;

const fn id(severity: Severity) -> &'static str {
    match severity {
        Severity::Overdue => "overdue",
        Severity::Week => "week",
        Severity::Month => "month",
        Severity::Later => "later",
    }
}

/// The actions of `answer` with one severity; nothing where there are none.
#[component]
pub fn Group(severity: Severity, answer: Memo<ActionsAnswer>) -> impl IntoView {
    let state = state();
    let limit = RwSignal::new(STEP);
    move || group(state, severity, answer, limit)
}

/// Renders the heading with count and money at stake, and the first actions.
fn group(
    state: State,
    severity: Severity,
    answer: Memo<ActionsAnswer>,
    limit: RwSignal<usize>,
) -> Option<impl IntoView> {
    let (rows, all, money) = rows(state, severity, answer, limit.get())?;
    let count = match severity {
        Severity::Overdue => "count count--danger",
        Severity::Week => "count count--warn",
        Severity::Month | Severity::Later => "count",
    };
    let t = t();
    let money = (!money.is_empty())
        .then(|| view! { <p class="actions__stake">{amounts(t.actions().at_stake, money.totals())}</p> });
    Some(view! {
        <section aria-labelledby=id(severity)>
            <div class="actions__head">
                <h2 class="actions__title" id=id(severity)>
                    {(t.actions().severity)(severity)}" "<span class=count>{format().number(clamped(all))}</span>
                </h2>
                {money}
            </div>
            {list([t.actions().action, t.actions().due, t.actions().at_stake], rows)}
            {show_more(id(severity), ".button", all, limit)}
        </section>
    })
}

/// Returns the first rows of a severity, how many there are, and the money at stake; `None` where there are none.
fn rows(
    state: State,
    severity: Severity,
    answer: Memo<ActionsAnswer>,
    limit: usize,
) -> Option<(Vec<RowModel>, usize, MoneySum)> {
    let actions = state.dataset.actions.read();
    let answer = answer.read();
    let of_severity: Vec<&Action> = answer.matching(&actions).filter(|action| action.severity == severity).collect();
    let money = state.dataset.with(|catalogue| catalogue.stake(of_severity.iter().copied())).unwrap_or_default();
    let rows = of_severity.iter().take(limit).filter_map(|action| RowModel::of(state, action)).collect();
    (!of_severity.is_empty()).then_some((rows, of_severity.len(), money))
}

/// Renders rows below the headings of their columns: what, when, money.
pub fn list(headings: [&'static str; 3], rows: Vec<RowModel>) -> impl IntoView {
    let [what, when, money] = headings;
    view! {
        <div class="actions__list">
            // Each row repeats what its cells are for assistive technology and for narrow screens.
            <div class="action action--headings" aria-hidden="true">
                <span></span>
                <span>{what}</span>
                <span>{when}</span>
                <span class="action__money">{money}</span>
            </div>
            <ul>{rows.into_iter().map(|content| row(content, money)).collect_view()}</ul>
        </div>
    }
}

/// Renders the button that shows more of the `all` rows of a section; nothing where all are shown.
/// The element `focus` of the first new row takes the focus; the row itself where it is empty.
pub fn show_more(
    section: &'static str,
    focus: &'static str,
    all: usize,
    limit: RwSignal<usize>,
) -> Option<impl IntoView> {
    let more = all.saturating_sub(limit.get()).min(STEP);
    let show = move |_| {
        let first = limit.get_untracked() + 1;
        limit.update(|limit| *limit += STEP);
        let target = format!("[aria-labelledby={section}] li.action:nth-child({first}) {focus}");
        // Once the row is mounted.
        request_animation_frame(move || focus::element(&target));
    };
    (more > 0).then(|| {
        let label = (t().actions().show_more)(&format(), clamped(more));
        view! { <button type="button" class="button actions__more" on:click=show>{label}</button> }
    })
}
