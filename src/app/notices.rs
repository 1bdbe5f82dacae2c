//! Notices of every page: another day, changes that are not persisted, parts of the data left out, a new version.

use domain::dataset::{DatasetProblem, ProblemKind};
use leptos::prelude::*;

use super::as_of;
use crate::api::own_file;
use crate::browser::service_worker::activate_update;
use crate::components::{Glyph, MessageBar, Tone, icon, small_icon};
use crate::pages::ProblemList;
use crate::state::{State, Status, state};
use crate::text::{clamped, format, t};

/// Returns whether there is a notice; tracked.
pub fn has_any(state: State) -> bool {
    is_moved(state) || is_volatile(state) || is_incomplete(state)
}

fn is_moved(state: State) -> bool {
    state.views.day.get().is_some_and(|day| day != state.today.get())
}

fn is_ready(state: State) -> bool {
    state.dataset.status.with(|status| *status == Status::Ready)
}

fn is_volatile(state: State) -> bool {
    // The bar of an own file says so itself.
    !state.demo.is_persisted.get() && is_ready(state) && own_file::current().is_none()
}

fn is_incomplete(state: State) -> bool {
    // The bar of an own file lists them.
    !state.dataset.problems.with(Vec::is_empty) && is_ready(state) && own_file::current().is_none()
}

/// The notices above the page.
#[component]
pub fn Notices() -> impl IntoView {
    let state = state();
    let moved = Memo::new(move |_| state.views.day.get().filter(|_| is_moved(state)));
    let moved_text = move || moved.get().map(|day| (t().shell().day_moved)(&format(), format().day_and_weekday(day)));
    view! {
        <Show when=move || moved.get().is_some()>
            <MessageBar
                tone=Tone::Info
                glyph=Glyph::Calendar
                title=Signal::derive(String::new)
                text=Signal::derive(move || moved_text().unwrap_or_default())
            >
                {as_of::differences(state)}
                <button
                    type="button"
                    class="button button--small button--primary"
                    on:click=move |_| state.views.set_day(None)
                >
                    {t().shell().back_to_today}
                </button>
            </MessageBar>
        </Show>
        <Show when=move || is_volatile(state)>
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Warning
                title=t().shell().not_saved
                text=t().shell().not_saved_hint
            />
        </Show>
        <Show when=move || is_incomplete(state)>
            <LeftOut/>
        </Show>
    }
}

/// The parts of the data that are left out.
#[component]
fn LeftOut() -> impl IntoView {
    let problems = state().dataset.problems;
    let shown = RwSignal::new(false);
    let count = move || clamped(problems.with(Vec::len));
    let words = move || if shown.get() { t().problems().hide } else { t().problems().show };
    let cuts_short = move || problems.with(|problems| cuts_short(problems));
    let title = move || match cuts_short() {
        Some(_) => t().problems().incomplete.to_owned(),
        None => (t().problems().problem_count)(&format(), count()),
    };
    let text = move || cuts_short().unwrap_or_else(|| t().problems().problem_count_hint.to_owned());
    view! {
        <MessageBar
            tone=Tone::Warning
            glyph=Glyph::Warning
            title=Signal::derive(title)
            text=Signal::derive(text)
        >
            <button
                type="button"
                class="button button--small"
                aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {words}
            </button>
        </MessageBar>
        <Show when=move || shown.get()>
            <ProblemList problems=Signal::from(problems)/>
        </Show>
    }
}

/// Returns what is missing where the file is cut short.
fn cuts_short(problems: &[DatasetProblem]) -> Option<String> {
    let place = &problems.iter().find(|problem| problem.cuts_short())?.path;
    let missing = problems.iter().filter(|problem| problem.kind == ProblemKind::MissingPart);
    let missing: Vec<&str> = missing.map(|problem| problem.path.trim_start_matches("$.")).collect();
    Some((t().problems().cuts_short)(place, &missing))
}

/// The notice of a new version of the app.
#[component]
pub fn NewVersion(available: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="toasts" role="status">
            <Show when=move || available.get()>
                <div class="toast">
                    {icon(Glyph::Download)}
                    <p class="toast__text">
                        <b>{t().shell().new_version}</b><br/>
                        <span class="muted">{t().shell().new_version_hint}</span>
                    </p>
                    <button
                        type="button"
                        class="button button--subtle button--icon button--small"
                        aria-label=t().common().close
                        on:click=move |_| available.set(false)
                    >
                        {small_icon(Glyph::Close)}
                    </button>
                    <div class="toast__actions">
                        <button
                            type="button"
                            class="button button--small button--primary"
                            on:click=move |_| activate_update()
                        >
                            {t().common().reload}
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}
