//! The error page of a failed load, and the list of problems in the data.

use domain::dataset::DatasetProblem;
use domain::dataset::read::MOST_PROBLEMS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Failure, LoadError};
use crate::browser::clipboard;
use crate::components::{EmptyState, Glyph, small_icon};
use crate::state::state;
use crate::text::{clamped, format, t};

/// The page of data that cannot be shown.
#[component]
pub fn Failed(failure: Failure) -> impl IntoView {
    let state = state();
    let Failure { error, problems } = failure;
    let is_own_file = error == LoadError::OwnFile;
    let problems = StoredValue::new(problems);
    let copied = RwSignal::new(false);
    let text =
        format!("{} {}", (t().problems().load_error)(&format(), &error), (t().problems().load_error_hint)(&error));
    let report_text = text.clone();
    let copy = move |_| {
        let lines: Vec<String> = problems.with_value(|problems| problems.iter().map(ToString::to_string).collect());
        let report = format!("{report_text}\n{}", lines.join("\n"));
        spawn_local(async move {
            copied.try_set(clipboard::copy(&report).await);
        });
    };
    view! {
        <EmptyState
            glyph=Glyph::Error
            danger=true
            main=true
            title=t().common().cannot_load
            text
        >
            <button type="button" class="button button--primary" on:click=move |_| state.retry()>
                {t().common().retry}
            </button>
            <Show when=move || is_own_file>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| spawn_local(state.close_own_file())
                >
                    {t().own_file().close}
                </button>
            </Show>
            <button type="button" class="button" on:click=copy>
                {small_icon(Glyph::Copy)}
                {move || if copied.get() { t().shell().copied } else { t().shell().copy_report }}
            </button>
        </EmptyState>
        <ProblemList problems=Signal::derive(move || problems.get_value())/>
    }
}

/// The problems in a dataset, each with its JSON path.
#[component]
pub fn ProblemList(#[prop(into)] problems: Signal<Vec<DatasetProblem>>) -> impl IntoView {
    let item = |problem: DatasetProblem| {
        view! {
            <li class="problems__item">
                <code class="problems__path small">{problem.path}</code>
                <p><bdi>{(t().problems().problem)(&format(), &problem.kind)}</bdi></p>
            </li>
        }
    };
    let is_truncated = move || problems.with(Vec::len) >= MOST_PROBLEMS;
    view! {
        <Show when=move || !problems.with(Vec::is_empty)>
            <ul class="problems" aria-label=t().problems().show>
                {move || problems.get().into_iter().map(item).collect_view()}
            </ul>
        </Show>
        <Show when=move || is_truncated()>
            <p class="muted small">
                {(t().problems().only_first_shown)(&format(), clamped(MOST_PROBLEMS))}
            </p>
        </Show>
    }
}
