//! The actions of one severity.

use domain::actions::{ActionsAnswer, Severity};
use leptos::prelude::*;

use super::row::{Row, row, shown};
use crate::browser::focus;
use crate::state::{State, state};
use crate::text::{format, t};

/// How many actions are shown at first, and how many more each time.
const STEP: usize = 100;

const fn id(severity: Severity) -> &'static str {
    match severity {
        Severity::Overdue => "overdue",
        Severity::Week => "week",
        Severity::Month => "month",
        Severity::Later => "later",
    }
}

/// A group of actions; nothing where there is none.
#[component]
pub fn Group(
    /// How urgent they are.
    severity: Severity,
    /// All that match.
    answer: Memo<ActionsAnswer>,
) -> impl IntoView {
    let state = state();
    let most = RwSignal::new(STEP);
    let show_more = Callback::new(move |()| {
        let first = most.get_untracked() + 1;
        most.update(|most| *most += STEP);
        // The first of those that were not there before takes the focus, once it is there.
        let control = format!("[aria-labelledby={}] .action:nth-child({first}) .button", id(severity));
        request_animation_frame(move || focus::element(&control));
    });
    move || {
        let (rows, all) = listed(state, severity, answer, most.get());
        (all > 0).then(|| section(severity, rows, all, all.saturating_sub(most.get()).min(STEP), show_more))
    }
}

/// The first actions of a severity, and how many there are.
fn listed(state: State, severity: Severity, answer: Memo<ActionsAnswer>, most: usize) -> (Vec<Row>, usize) {
    state.store.actions.with(|actions| {
        answer.with(|answer| {
            let of_severity =
                || answer.order.iter().filter_map(|&at| actions.get(at)).filter(|action| action.severity == severity);
            (of_severity().take(most).filter_map(|action| shown(state, action)).collect(), of_severity().count())
        })
    })
}

fn section(severity: Severity, rows: Vec<Row>, all: usize, more: usize, show_more: Callback<()>) -> impl IntoView {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let count = match severity {
        Severity::Overdue => "count count--danger",
        Severity::Week => "count count--warn",
        Severity::Month | Severity::Later => "count",
    };
    let more = (more > 0).then(|| {
        let words = (t().actions.show_more)(&format(), number(more));
        view! { <button type="button" class="button actions__more" on:click=move |_| show_more.run(())>{words}</button> }
    });
    view! {
        <section aria-labelledby=id(severity)>
            <h2 class="actions__title" id=id(severity)>
                {(t().actions.severity)(severity)}" "<span class=count>{format().number(number(all))}</span>
            </h2>
            <ul class="actions__list">{rows.into_iter().map(row).collect_view()}</ul>
            {more}
        </section>
    }
}
