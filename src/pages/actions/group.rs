//! The actions of one severity.

use domain::actions::{ActionsAnswer, Severity};
use leptos::prelude::*;

use super::row::row;
use super::row_model::RowModel;
use crate::browser::focus;
use crate::state::{State, state};
use crate::text::{clamped, format, t};

/// How many actions are shown at first, and how many more at each click.
const STEP: usize = 100;

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
    let show_more = Callback::new(move |()| {
        let first = limit.get_untracked() + 1;
        limit.update(|limit| *limit += STEP);
        // The first of the new actions takes the focus, once it is mounted.
        let control = format!("[aria-labelledby={}] .action:nth-child({first}) .button", id(severity));
        request_animation_frame(move || focus::element(&control));
    });
    move || {
        let (rows, all) = rows(state, severity, answer, limit.get());
        (all > 0).then(|| section(severity, rows, all, all.saturating_sub(limit.get()).min(STEP), show_more))
    }
}

/// Returns the first rows of a severity, and how many there are.
fn rows(state: State, severity: Severity, answer: Memo<ActionsAnswer>, limit: usize) -> (Vec<RowModel>, usize) {
    state.dataset.actions.with(|actions| {
        answer.with(|answer| {
            let of_severity =
                || answer.order.iter().filter_map(|&at| actions.get(at)).filter(|action| action.severity == severity);
            (
                of_severity().take(limit).filter_map(|action| RowModel::of(state, action)).collect(),
                of_severity().count(),
            )
        })
    })
}

fn section(severity: Severity, rows: Vec<RowModel>, all: usize, more: usize, show_more: Callback<()>) -> impl IntoView {
    let count = match severity {
        Severity::Overdue => "count count--danger",
        Severity::Week => "count count--warn",
        Severity::Month | Severity::Later => "count",
    };
    let more = (more > 0).then(|| {
        let label = (t().actions.show_more)(&format(), clamped(more));
        let show = move |_| show_more.run(());
        view! { <button type="button" class="button actions__more" on:click=show>{label}</button> }
    });
    view! {
        <section aria-labelledby=id(severity)>
            <h2 class="actions__title" id=id(severity)>
                {(t().actions.severity)(severity)}" "<span class=count>{format().number(clamped(all))}</span>
            </h2>
            <ul class="actions__list">{rows.into_iter().map(row).collect_view()}</ul>
            {more}
        </section>
    }
}
