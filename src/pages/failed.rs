//! The page for data that cannot be shown: what is wrong, where, and what to do.

use domain::dataset::Problem;
use domain::dataset::read::MOST_PROBLEMS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Failure;
use crate::browser::clipboard;
use crate::components::{EmptyState, Glyph, small_icon};
use crate::state::state;
use crate::text::{format, t};

/// The data cannot be shown.
#[component]
pub fn Failed(
    /// Why.
    failure: Failure,
) -> impl IntoView {
    let store = state().store;
    let Failure { error, problems } = failure;
    let problems = StoredValue::new(problems);
    let error = StoredValue::new(error);
    let copied = RwSignal::new(false);
    let what = move || {
        error.with_value(|error| {
            format!("{} {}", (t().problems.load_error)(&format(), error), (t().problems.load_error_hint)(error))
        })
    };
    let copy = move |_| {
        let lines: Vec<String> = problems.with_value(|problems| problems.iter().map(ToString::to_string).collect());
        let report = format!("{}\n{}", what(), lines.join("\n"));
        spawn_local(async move {
            copied.try_set(clipboard::copy(&report).await);
        });
    };
    view! {
        <EmptyState
            glyph=Glyph::Error
            danger=true
            main=true
            title=Signal::derive(|| t().problems.cannot_load.to_owned())
            text=Signal::derive(what)
        >
            <button type="button" class="button button--primary" on:click=move |_| store.load()>
                {move || t().common.retry}
            </button>
            <button type="button" class="button" on:click=copy>
                {small_icon(Glyph::Copy)}
                {move || if copied.get() { t().common.copied } else { t().common.copy_report }}
            </button>
        </EmptyState>
        <ProblemList problems=Signal::derive(move || problems.get_value())/>
    }
}

/// What is wrong in a dataset, each with its path.
#[component]
pub fn ProblemList(
    /// The problems.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let item = |problem: Problem| {
        view! {
            <li class="problems__item">
                <code class="problems__path small">{problem.path}</code>
                <p><bdi>{(t().problems.problem)(&format(), &problem.kind)}</bdi></p>
            </li>
        }
    };
    let all_told = move || problems.with(Vec::len) < MOST_PROBLEMS;
    view! {
        <Show when=move || !problems.with(Vec::is_empty)>
            <ul class="problems" aria-label=move || t().problems.show>
                {move || problems.get().into_iter().map(item).collect_view()}
            </ul>
        </Show>
        <Show when=move || !all_told()>
            <p class="muted small">
                {move || (t().problems.only_first_shown)(&format(), u32::try_from(MOST_PROBLEMS).unwrap_or(u32::MAX))}
            </p>
        </Show>
    }
}
