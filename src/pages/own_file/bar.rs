//! The bar above every page while an own file is shown.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::faults::{FaultList, Faults};
use crate::api::own_file;
use crate::browser::focus;
use crate::components::{Glyph, MessageBar, Tone};
use crate::state::{Status, state};
use crate::text::{clamped, format, t};

/// The bar: names the file, says that it stays in the browser, lists its faults and closes it.
#[component]
pub fn OwnFileBar() -> impl IntoView {
    let state = state();
    let file = move || {
        // Which file is open changes with the data.
        let is_shown = state.dataset.is_complete() && state.dataset.status.with(|status| *status == Status::Ready);
        own_file::current().filter(|_| is_shown)
    };
    move || file().map(|file| view! { <Bar file/> })
}

#[component]
fn Bar(file: std::sync::Arc<own_file::OwnFile>) -> impl IntoView {
    let (state, t) = (state(), t().own_file());
    let faults = Faults { file: StoredValue::new(file.clone()), problems: state.dataset.problems.into() };
    let shown = RwSignal::new(false);
    let title = (t.name)(&format(), file.name.clone(), clamped(file.others));
    let (skipped, is_persisted) = (file.report.skipped, file.is_persisted);
    let text = move || {
        let stays = if is_persisted { t.stays } else { t.not_persisted };
        let skipped = (skipped > 0).then(|| (t.skipped)(&format(), clamped(skipped)));
        let count = faults.count();
        let count = (count > 0 && skipped.is_none()).then(|| (t.fault_count)(&format(), clamped(count)));
        [Some(stays.to_owned()), skipped, count].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let close = move |_| {
        spawn_local(async move {
            state.close_own_file().await;
            focus::heading();
        });
    };
    let toggle = move || {
        view! {
            <button
                type="button"
                class="button button--small"
                aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { t.hide_faults } else { t.show_faults }}
            </button>
        }
    };
    view! {
        <MessageBar
            tone=Tone::Info
            glyph=Glyph::Document
            title=Signal::derive(move || title.clone())
            text=Signal::derive(text)
        >
            <Show when=move || { faults.count() > 0 }>{toggle()}</Show>
            <button type="button" class="button button--small" on:click=close>{t.close}</button>
        </MessageBar>
        <Show when=move || shown.get() && { faults.count() > 0 }>
            <FaultList faults/>
        </Show>
    }
}
