//! The popover of an Eligibility cell: its frame. The content, with the reasons, is in the lazy chunk.

use domain::id::EngagementId;
use leptos::html;
use leptos::prelude::*;

use crate::browser::light_dismiss::on_light_dismiss;
use crate::browser::{focus, viewport};
use crate::components::{Glyph, small_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{format, t};

/// The engagement whose popover is open, and the position of its button in the viewport.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    pub engagement: EngagementId,
    /// The left edge, in pixels.
    pub left: f64,
    /// The bottom edge, in pixels.
    pub bottom: f64,
}

/// Renders the content of the popover of an engagement.
pub type ExplanationView = fn(EngagementId) -> AnyView;

#[component]
pub fn Explain(explained: RwSignal<Option<Explained>>, explanation: ExplanationView) -> impl IntoView {
    view! {
        <Show when=move || explained.get().is_some()>
            <Popover explained explanation/>
        </Show>
    }
}

#[component]
fn Popover(explained: RwSignal<Option<Explained>>, explanation: ExplanationView) -> impl IntoView {
    let state = state();
    let node = NodeRef::<html::Div>::new();
    let open = Signal::derive(move || explained.get().is_some());
    let close = move || explained.set(None);
    on_light_dismiss(node, open, close);
    let saved_focus = focus::save();
    on_cleanup(move || saved_focus.restore("#explain"));
    let position = move || {
        let Some(Explained { left, bottom, .. }) = explained.get() else { return (0, 0) };
        let size = node.get().map_or((340.0, 320.0), |element| {
            let (left, top, right, bottom) = viewport::bounds(&element);
            (right - left, bottom - top)
        });
        viewport::clamp_box(left, bottom + 4.0, size.0, size.1)
    };
    Effect::new(move |_| {
        if node.get().is_some() {
            focus::element("#explain button");
        }
    });
    let title = move || {
        let id = explained.get()?.engagement;
        let title = state.dataset.with_rows(|catalogue| {
            let engagement = catalogue.data().engagements.find(&id)?;
            let cell = catalogue.cell(&state.list.get().answer, engagement);
            Some((t().eligibility().earning_at)(&format(), cell, engagement.term().last))
        });
        title.flatten()
    };
    let all = move || {
        let id = explained.get()?.engagement;
        Some(state.views.href(Route::Engagement(id, EngagementPage::Eligibility(None), state.views.list.get())))
    };
    view! {
        <div
            class="popover popover--at"
            id="explain"
            role="dialog"
            aria-labelledby="explain-title"
            node_ref=node
            style:--x=move || format!("{}px", position().0)
            style:--y=move || format!("{}px", position().1)
        >
            <div class="popover__header">
                <h2 id="explain-title">{title}</h2>
                <button
                    type="button"
                    class="button button--subtle button--icon button--small"
                    aria-label=t().common().close
                    on:click=move |_| close()
                >
                    {small_icon(Glyph::Close)}
                </button>
            </div>
            <div class="popover__body">
                {move || explained.get().map(|explained| explanation(explained.engagement))}
            </div>
            <div class="popover__footer">
                <a href=all>{t().engagements().show_all_locations}</a>
            </div>
        </div>
    }
}
