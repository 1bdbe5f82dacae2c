//! The popover of an Eligibility cell: its frame. The content, with the reasons, is in the lazy chunk.

use domain::id::EngagementId;
use leptos::prelude::*;

use crate::browser::{focus, popover};
use crate::components::{Glyph, Popover, small_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{format, lang, t};

/// The id of the popover.
pub const ID: &str = "explain";

/// The engagement whose popover is open.
pub type Explained = RwSignal<Option<EngagementId>>;

/// Renders the content of the popover of an engagement.
pub type ExplanationView = fn(EngagementId) -> AnyView;

#[component]
pub fn Explain(explained: Explained, explanation: ExplanationView) -> impl IntoView {
    let title = Memo::new(move |_| {
        let (id, state) = (explained.get()?, state());
        let title = state.dataset.with_rows(|catalogue| {
            let engagement = catalogue.data().engagements.find(&id)?;
            let cell = catalogue.cell(&state.list.get().answer, engagement);
            let earning = (t().eligibility().earning_at)(&format(), cell, engagement.term().last);
            Some([engagement.name(lang()).to_owned(), earning])
        });
        title.flatten()
    });
    let on_toggle = move |is_open| {
        if is_open {
            focus::first_present(&["#explain button"]);
        } else {
            explained.set(None);
        }
    };
    view! {
        <Popover
            id=ID
            class="popover popover--wide"
            role="dialog"
            label=move || title.get().unwrap_or_default().join(": ")
            open=Signal::derive(move || explained.with(Option::is_some))
            on_toggle
        >
            {content(explained, title, explanation)}
        </Popover>
    }
}

fn content(explained: Explained, title: Memo<Option<[String; 2]>>, explanation: ExplanationView) -> AnyView {
    let state = state();
    let part = move |part: usize| title.get().map(|mut title| std::mem::take(&mut title[part]));
    let all = move || {
        let page = EngagementPage::Eligibility(None);
        Some(state.views.href(Route::Engagement(explained.get()?, page, state.views.list.get())))
    };
    view! {
        <div class="popover__header">
            <div>
                <h2><bdi>{move || part(0)}</bdi></h2>
                <p class="muted small">{move || part(1)}</p>
            </div>
            <button
                type="button"
                class="button button--subtle button--icon button--small"
                aria-label=t().common().close
                on:click=move |_| popover::hide(ID)
            >
                {small_icon(Glyph::Close)}
            </button>
        </div>
        <div class="popover__body">{move || explained.get().map(explanation)}</div>
        <div class="popover__footer">
            <a href=all>{t().engagements().show_all_locations}</a>
        </div>
    }
    .into_any()
}
