//! The popover of an Eligibility cell: the verdict at each location, with its reason.

use domain::Idx;
use domain::earning::{Earning, LocationStatus};
use domain::eligibility::explain;
use domain::id::EngagementId;
use leptos::html;
use leptos::prelude::*;

use crate::browser::light_dismiss::on_light_dismiss;
use crate::browser::{focus, viewport};
use crate::components::{Glyph, small_icon, verdict_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::{State, state};
use crate::text::{cell_lead, clamped, format, reason, t};

/// The engagement whose popover is open, and the position of its button in the viewport.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    pub engagement: EngagementId,
    /// The left edge, in pixels.
    pub left: f64,
    /// The bottom edge, in pixels.
    pub bottom: f64,
}

/// The maximum of locations for each verdict; the eligibility page lists all.
const MAX_LOCATIONS: usize = 12;

/// A location with the reason for its verdict.
struct Item {
    href: String,
    name: String,
    reason: String,
}

#[component]
pub fn Explain(explained: RwSignal<Option<Explained>>) -> impl IntoView {
    view! {
        <Show when=move || explained.get().is_some()>
            <Popover explained/>
        </Show>
    }
}

#[component]
fn Popover(explained: RwSignal<Option<Explained>>) -> impl IntoView {
    let state = state();
    let node = NodeRef::<html::Div>::new();
    let open = Signal::derive(move || explained.get().is_some());
    let close = move || explained.set(None);
    on_light_dismiss(node, open, close);
    let saved_focus = focus::save();
    on_cleanup(move || saved_focus.restore("#explain"));
    let position = move || {
        let Some(Explained { left, bottom, .. }) = explained.get() else { return (0.0, 0.0) };
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
        let cell = explained.get().and_then(|it| {
            state.dataset.with(|catalogue| {
                Some(catalogue.cell(&state.list.get().0, catalogue.data().engagements.find(&it.engagement)?))
            })
        });
        cell.flatten().map(|cell| cell_lead(&cell, t(), &format()))
    };
    let all = move || {
        let id = explained.get()?.engagement;
        Some(state.views.href(Route::Engagement(id, EngagementPage::Eligibility, state.views.list.get())))
    };
    let groups = move || {
        explained
            .get()
            .map(|it| Earning::ALL.map(|verdict| group(state, &it.engagement, verdict)).into_iter().collect_view())
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
                    aria-label=move || t().common.close
                    on:click=move |_| close()
                >
                    {small_icon(Glyph::Close)}
                </button>
            </div>
            <div class="popover__body">
                {groups}
            </div>
            <div class="popover__footer">
                <a href=all>{move || t().engagements.show_all_locations}</a>
            </div>
        </div>
    }
}

/// Renders the locations in view with one verdict.
fn group(state: State, engagement: &EngagementId, verdict: Earning) -> impl IntoView + use<> {
    let (items, more) = locations(state, engagement, verdict);
    let t = t();
    let item = move |item: Item| {
        view! {
            <li class="explain__item">
                {verdict_icon(verdict, (t.common.verdict)(verdict))}
                <a href=item.href><bdi>{item.name}</bdi></a>
                <span class="explain__reason">{item.reason}</span>
            </li>
        }
    };
    let more = (more > 0).then(|| (t.engagements.and_n_more)(&format(), more));
    (!items.is_empty()).then(|| {
        view! {
            <h3 class="explain__title">{(t.common.verdict)(verdict)}</h3>
            <ul>{items.into_iter().map(item).collect_view()}</ul>
            {more.map(|more| view! { <p class="explain__title">{more}</p> })}
        }
    })
}

/// Returns the first locations in view with one verdict, and how many more there are.
fn locations(state: State, engagement: &EngagementId, verdict: Earning) -> (Vec<Item>, u32) {
    let (lang, answer) = (state.lang(), state.list.get().0);
    let found = state.dataset.with(|catalogue| {
        let engagement = catalogue.data().engagements.find(engagement)?;
        let data = catalogue.data();
        let availability = engagement.availability(catalogue.day());
        let matching: Vec<_> = catalogue
            .location_statuses(engagement)
            .zip(&data.locations)
            .enumerate()
            .filter(|(at, (status, _)): &(_, (LocationStatus, _))| {
                status.enrolled && status.verdict(availability) == verdict && answer.is_in_view(Idx::new(*at))
            })
            .collect();
        let items = matching.iter().take(MAX_LOCATIONS).map(|(_, (status, location))| {
            let verdict = explain(engagement.criteria(), location, catalogue.day());
            Item {
                href: state.views.href(Route::Location(location.id.clone())),
                name: location.name.clone(),
                reason: reason(*status, &verdict, location, data, lang),
            }
        });
        Some((items.collect(), clamped(matching.len().saturating_sub(MAX_LOCATIONS))))
    });
    found.flatten().unwrap_or_default()
}
