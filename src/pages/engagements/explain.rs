//! What the Eligibility cell says, location by location, in one step from the icon.

use domain::earning::{Earning, Standing};
use domain::eligibility::explain;
use leptos::html;
use leptos::prelude::*;

use crate::browser::light_dismiss::on_light_dismiss;
use crate::browser::{focus, viewport};
use crate::components::{Glyph, VerdictIcon, small_icon};
use crate::routes::{EngagementPage, Route};
use crate::state::{State, state};
use crate::text::{format, reason, t};

/// Which engagement is explained, and where its button is in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Explained {
    /// Position in the data.
    pub engagement: usize,
    /// Pixels from the left.
    pub left: f64,
    /// Pixels from the top to its lower edge.
    pub bottom: f64,
}

/// How many locations of one verdict are told; the eligibility page has them all.
const MOST: usize = 12;

#[derive(Clone, PartialEq)]
struct Told {
    href: String,
    name: String,
    reason: String,
}

/// The explanation.
#[component]
pub fn Explain(
    /// What is explained.
    explained: RwSignal<Option<Explained>>,
) -> impl IntoView {
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
    let returning = focus::save();
    on_cleanup(move || returning.restore("#explain"));
    let place = move || {
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
            state
                .store
                .with(|catalogue| Some(catalogue.cell(&state.list.get().0, catalogue.engagement(it.engagement)?)))
        });
        let cell = cell.flatten().unwrap_or_default();
        let n_of_m = (t().common.n_of_m_locations)(&format(), cell.earning, cell.enrolled);
        (t().eligibility.earning_at)(&format(), n_of_m)
    };
    let all = move || {
        let id = explained.get().and_then(|it| {
            state.store.with(|catalogue| catalogue.engagement(it.engagement).map(|engagement| engagement.id().into()))
        });
        let id = id.flatten()?;
        Some(state.views.href(Route::Engagement(id, EngagementPage::Eligibility, state.views.list.get())))
    };
    view! {
        <div
            class="popover popover--at"
            id="explain"
            role="dialog"
            aria-labelledby="explain-title"
            node_ref=node
            style:--x=move || format!("{}px", place().0)
            style:--y=move || format!("{}px", place().1)
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
                {move || explained.get().map(|it| Earning::ALL.map(|verdict| group(state, it.engagement, verdict)).into_iter().collect_view())}
            </div>
            <div class="popover__footer">
                <a href=all>{move || t().engagements.show_all_locations}</a>
            </div>
        </div>
    }
}

/// The locations in view of one verdict, each with its reason.
fn group(state: State, engagement: usize, verdict: Earning) -> impl IntoView {
    let (told, more) = locations(state, engagement, verdict);
    let t = t();
    let item = move |told: Told| {
        view! {
            <li class="explain__item">
                <VerdictIcon verdict label=(t.common.verdict)(verdict)/>
                <a href=told.href><bdi>{told.name}</bdi></a>
                <span class="explain__reason">{told.reason}</span>
            </li>
        }
    };
    let more = (more > 0).then(|| (t.engagements.and_n_more)(&format(), more));
    (!told.is_empty()).then(|| {
        view! {
            <h3 class="explain__title">{(t.common.verdict)(verdict)}</h3>
            <ul>{told.into_iter().map(item).collect_view()}</ul>
            {more.map(|more| view! { <p class="explain__title">{more}</p> })}
        }
    })
}

/// The first locations in view of one verdict, and how many more there are.
fn locations(state: State, engagement: usize, verdict: Earning) -> (Vec<Told>, u32) {
    let (lang, view) = (state.lang(), state.views.list.get());
    let told = state.store.with(|catalogue| {
        let engagement = catalogue.engagement(engagement)?;
        let data = catalogue.data();
        let in_view = |id| view.locations.is_empty() || view.locations.contains(id);
        let matching: Vec<_> = catalogue
            .standings(engagement)
            .zip(&data.locations)
            .filter(|(standing, location): &(Standing, _)| {
                standing.enrolled && standing.verdict() == verdict && in_view(&location.id)
            })
            .collect();
        let told = matching.iter().take(MOST).map(|(standing, location)| {
            let verdict = explain(engagement.criteria(), location, catalogue.day());
            Told {
                href: state.views.href(Route::Location(location.id.clone())),
                name: location.name.clone(),
                reason: reason(*standing, &verdict, location, data, lang),
            }
        });
        Some((told.collect(), u32::try_from(matching.len().saturating_sub(MOST)).unwrap_or(u32::MAX)))
    });
    told.flatten().unwrap_or_default()
}
