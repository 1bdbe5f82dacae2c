//! The engagements that a location earns on, is ready for or could reach, and the others, each with its reason.

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::earning::Earning;
use domain::model::{Engagement, Location};
use domain::view::{EngagementGroup, assess, engagement_groups};
use leptos::prelude::*;

use crate::components::verdict_icon;
use crate::pages::reason::reason_line;
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{format, lang, reason_parts, t};

/// The maximum of engagements for each verdict; the list has all.
const MAX_ENGAGEMENTS: usize = 10;

/// Renders the groups of the location at a position in the data.
pub fn cards(state: State, at: Idx<Location>) -> impl IntoView {
    let cards = state.dataset.with(|catalogue| {
        let location = catalogue.data().location_at(at)?;
        let groups = engagement_groups(catalogue, at, MAX_ENGAGEMENTS);
        Some(groups.iter().map(|group| card(state, catalogue, location, group)).collect::<Vec<_>>())
    });
    cards.flatten()
}

fn card(state: State, catalogue: &Catalogue, location: &Location, group: &EngagementGroup) -> AnyView {
    let EngagementGroup { verdict, count, first } = group;
    let t = t();
    let id = match verdict {
        Earning::Earning => "earns",
        Earning::Ready => "ready",
        Earning::WithinReach => "reach",
        Earning::NotEarning => "not",
        Earning::Ended => "ended",
    };
    let none = first.is_empty().then(|| view! { <p class="muted">{(t.location().no_engagements)(*verdict)}</p> });
    let all = (!first.is_empty()).then(|| {
        let view =
            ListView { locations: vec![location.id.clone()], eligibility: vec![*verdict], ..ListView::default() };
        let href = state.views.href(Route::Engagements(view));
        view! { <p class="location__all"><a href=href>{(t.location().show_all)(&format(), *count)}</a></p> }
    });
    let lines: Vec<AnyView> = first.iter().filter_map(|&at| line(state, catalogue, location, at)).collect();
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__header">
                <h2 id=id>{(t.location().verdict)(*verdict)}</h2>
                <span class="count">{format().number(*count)}</span>
            </div>
            {none}
            <ul class="card__list">{lines}</ul>
            {all}
        </section>
    }
    .into_any()
}

fn line(state: State, catalogue: &Catalogue, location: &Location, at: Idx<Engagement>) -> Option<AnyView> {
    let (lang, t) = (lang(), t());
    let engagement = catalogue.engagement(at)?;
    let assessment = assess(engagement, location, catalogue.day());
    let reason = reason_parts(&assessment.reason, location, catalogue.data(), lang);
    // Where something is lacking, the eligibility page says what to do.
    let page = if assessment.lacks_something() { EngagementPage::Eligibility(None) } else { EngagementPage::Summary };
    let href = state.views.href(Route::Engagement(engagement.id().into(), page, ListView::default()));
    let line = view! {
        <li class="card__line">
            {verdict_icon(assessment.verdict, (t.common().verdict)(assessment.verdict))}
            <div>
                <a href=href><bdi>{engagement.name(lang).to_owned()}</bdi></a><br/>
                <span class="muted small">{reason_line(reason)}</span>
            </div>
        </li>
    };
    Some(line.into_any())
}
