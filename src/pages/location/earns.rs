//! The engagements that a location earns on, that are within reach, and the others, each with its reason.

use domain::Idx;
use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue, LocationSet, Query};
use domain::earning::{Earning, LocationStatus};
use domain::eligibility::explain;
use domain::model::Location;
use leptos::prelude::*;

use crate::components::verdict_icon;
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{format, reason, t};

/// The maximum of engagements for each verdict; the list has all.
const MAX_ENGAGEMENTS: usize = 10;

struct Line {
    href: String,
    name: String,
    reason: String,
}

/// The engagements of one verdict.
struct Group {
    verdict: Earning,
    count: u32,
    lines: Vec<Line>,
    /// The address of the list with just these.
    all: String,
}

/// Queries the active engagements that are offered at the location.
fn answer(state: State, at: Idx<Location>) -> Answer {
    state.dataset.query(|catalogue| Query {
        locations: LocationSet::from_positions([at], catalogue.data().locations.len()),
        status: vec![Availability::Active],
        ..Query::default()
    })
}

fn groups(state: State, at: Idx<Location>) -> Vec<Group> {
    let answer = answer(state, at);
    let groups = state.dataset.with(|catalogue| {
        let groups = Earning::possible(Availability::Active).iter();
        let groups = groups.map(|&verdict| (verdict, answer.facets.eligibility[verdict as usize]));
        groups.filter_map(|of| group(state, catalogue, &answer, at, of)).collect()
    });
    groups.unwrap_or_default()
}

fn group(state: State, catalogue: &Catalogue, answer: &Answer, at: Idx<Location>, of: (Earning, u32)) -> Option<Group> {
    let (lang, data, day, (verdict, count)) = (state.lang(), catalogue.data(), catalogue.day(), of);
    let location = data.location_at(at)?;
    // Where the location does not earn, the eligibility page says why.
    let page = if verdict == Earning::Earning { EngagementPage::Summary } else { EngagementPage::Eligibility };
    let engagements = answer.order.iter().filter_map(|&position| catalogue.engagement(position));
    let lines = engagements.filter(|engagement| catalogue.verdict_at(*engagement, at) == verdict).take(MAX_ENGAGEMENTS);
    let lines = lines.map(|engagement| {
        let status = LocationStatus::of(engagement.criteria(), location, day);
        let why = reason(status, &explain(engagement.criteria(), location, day), location, data, lang);
        let route = Route::Engagement(engagement.id().into(), page, ListView::default());
        Line { href: state.views.href(route), name: engagement.name(lang).to_owned(), reason: why }
    });
    let view = ListView {
        locations: vec![location.id.clone()],
        status: vec![Availability::Active],
        eligibility: vec![verdict],
        ..ListView::default()
    };
    Some(Group { verdict, count, lines: lines.collect(), all: state.views.href(Route::Engagements(view)) })
}

/// Renders the three groups of the location at a position in the data.
pub fn cards(state: State, at: Idx<Location>) -> impl IntoView {
    groups(state, at).into_iter().map(card).collect_view()
}

fn card(group: Group) -> impl IntoView {
    let Group { verdict, count, lines, all } = group;
    let t = t();
    let id = match verdict {
        Earning::Earning => "earns",
        Earning::Ready => "ready",
        Earning::WithinReach => "reach",
        Earning::NotEarning => "not",
        Earning::Ended => "ended",
    };
    let line = move |line: Line| {
        view! {
            <li class="card__line">
                {verdict_icon(verdict, (t.common.verdict)(verdict))}
                <div>
                    <a href=line.href><bdi>{line.name}</bdi></a><br/>
                    <span class="muted small">{line.reason}</span>
                </div>
            </li>
        }
    };
    let none = lines.is_empty().then(|| view! { <p class="muted">{(t.location.no_engagements)(verdict)}</p> });
    let all = (!lines.is_empty()).then(|| {
        view! { <p class="location__all"><a href=all>{(t.location.show_all)(&format(), count)}</a></p> }
    });
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__header">
                <h2 id=id>{(t.location.verdict)(verdict)}</h2>
                <span class="count">{format().number(count)}</span>
            </div>
            {none}
            <ul class="card__list">{lines.into_iter().map(line).collect_view()}</ul>
            {all}
        </section>
    }
}
