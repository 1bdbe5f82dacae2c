//! The content of the popover of an Eligibility cell: the locations in view by verdict, each with its reason. Its code
//! is in the lazy chunk.

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use domain::id::EngagementId;
use domain::model::Location;
use domain::view::{LocationGroup, assess, location_groups};
use leptos::prelude::*;

use super::explain::{Explained, ID};
use crate::browser::popover;
use crate::components::{Glyph, small_icon, verdict_icon};
use crate::pages::reason::reason_line;
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{clamped, format, lang, reason_parts, t};

/// The maximum of locations for each verdict; the eligibility page lists all.
const MAX_LOCATIONS: usize = 12;

/// Renders the content of the popover, and sets the label of the popover.
pub fn explanation(explained: Explained, label: RwSignal<String>) -> AnyView {
    let state = state();
    let title = Memo::new(move |_| {
        let id = explained.get()?;
        let title = state.dataset.with_rows(|catalogue| {
            let engagement = catalogue.data().engagements.find(&id)?;
            let cell = catalogue.cell(&state.list.get().answer, engagement);
            let earning = (t().eligibility().earning_at)(&format(), cell, engagement.term().last);
            Some([engagement.name(lang()).to_owned(), earning])
        });
        title.flatten()
    });
    Effect::new(move |_| label.set(title.get().unwrap_or_default().join(": ")));
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
        <div class="popover__body">{move || explained.get().map(verdicts)}</div>
        <div class="popover__footer">
            <a href=all>{t().eligibility().show_all_locations}</a>
        </div>
    }
    .into_any()
}

/// Renders the locations in view; follows the data and the view.
fn verdicts(engagement: EngagementId) -> AnyView {
    let content = move || {
        let query = state().list.get().query;
        state().dataset.with_rows(|catalogue| {
            let engagement = catalogue.data().engagements.find(&engagement)?;
            let groups = location_groups(catalogue, engagement, &query.locations);
            Some(match groups.as_slice() {
                [] => sentence(t().eligibility().none_enrolled),
                [LocationGroup { verdict: Earning::Ended, .. }] => sentence(t().eligibility().ended_hint),
                groups => groups.iter().map(|group| locations(catalogue, engagement, group)).collect_view().into_any(),
            })
        })
    };
    content.into_any()
}

fn sentence(text: &'static str) -> AnyView {
    view! { <p class="explain__text">{text}</p> }.into_any()
}

/// Renders the first locations with one verdict, and how many more there are.
fn locations(catalogue: &Catalogue, engagement: EngagementRef<'_>, group: &LocationGroup) -> AnyView {
    let LocationGroup { verdict, locations } = group;
    let t = t();
    let items: Vec<AnyView> =
        locations.iter().take(MAX_LOCATIONS).filter_map(|&at| item(catalogue, engagement, at)).collect();
    let more = clamped(locations.len().saturating_sub(MAX_LOCATIONS));
    let more = (more > 0).then(|| (t.eligibility().and_n_more)(&format(), more));
    view! {
        <h3 class="explain__title">{(t.common().verdict)(*verdict)}</h3>
        <ul>{items}</ul>
        {more.map(|more| view! { <p class="explain__title">{more}</p> })}
    }
    .into_any()
}

fn item(catalogue: &Catalogue, engagement: EngagementRef<'_>, at: Idx<Location>) -> Option<AnyView> {
    let (state, data) = (state(), catalogue.data());
    let location = data.location_at(at)?;
    let assessment = assess(engagement, location, catalogue.day());
    let reason = reason_parts(&assessment.reason, location, data, lang());
    let item = view! {
        <li class="explain__item">
            {verdict_icon(assessment.verdict, (t().common().verdict)(assessment.verdict))}
            <a href=state.views.href(Route::Location(location.id.clone()))><bdi>{location.name.clone()}</bdi></a>
            <span class="explain__reason">{reason_line(reason)}</span>
        </li>
    };
    Some(item.into_any())
}
