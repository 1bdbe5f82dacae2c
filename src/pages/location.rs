//! The page of a location: attainments, payee profile, and what it earns on.

mod attainments;
mod earns;
mod payee;

use domain::Idx;
use domain::dataset::Data;
use domain::earning::is_enrolled;
use domain::locations::actions_at;
use domain::model::Location;
use domain::view::{MIN_COMPARED, phase};
use leptos::prelude::*;

use super::item::{ItemTexts, item_page};
use crate::components::{Glyph, MessageBar, Tone};
use crate::routes::{ActionsView, CompareView, Route};
use crate::state::State;
use crate::text::{enrolment_text, format, lang, t};

#[component]
pub fn Location() -> impl IntoView {
    let texts = ItemTexts {
        loading: t().location().loading,
        not_found: t().common().no_location,
        not_found_hint: t().shell().no_location_hint,
    };
    let id = |route| if let Route::Location(id) = route { Some(id) } else { None };
    item_page(texts, id, Data::location_index, |state, at| content(state, at).into_any())
}

fn name(state: State, at: Idx<Location>) -> String {
    let name = state.dataset.with(|catalogue| catalogue.data().location_at(at).map(|location| location.name.clone()));
    name.flatten().unwrap_or_default()
}

/// Renders the page of the location at a position in the data.
fn content(state: State, at: Idx<Location>) -> impl IntoView {
    view! {
        {move || header(state, at)}
        <div class="location">
            <div class="location__column">
                <section class="card" aria-labelledby="payee">{move || payee::card(state, at)}</section>
                <section class="card" aria-labelledby="attainments">{move || attainments::card(state, at)}</section>
            </div>
            <div class="location__column">{move || earns::cards(state, at)}</div>
        </div>
    }
}

/// Renders breadcrumbs, heading, tags, and the number of actions required.
fn header(state: State, at: Idx<Location>) -> impl IntoView {
    let (name, t) = (name(state, at), t());
    view! {
        <nav class="breadcrumbs" aria-label=t.shell().breadcrumb>
            <ol>
                <li><a href=state.views.locations_href()>{t.common().locations}</a></li>
                <li aria-current="page"><bdi>{name.clone()}</bdi></li>
            </ol>
        </nav>
        <h1 class="engagement__title" tabindex="-1"><bdi>{name}</bdi></h1>
        <div class="tags">{tags(state, at)}{compare(state, at)}</div>
        {actions_required(state, at)}
    }
}

/// Renders the link to a comparison that begins with the location; nothing where there is no other.
fn compare(state: State, at: Idx<Location>) -> impl IntoView {
    let found = state.dataset.with(|catalogue| {
        let data = catalogue.data();
        let id = data.location_at(at)?.id.clone();
        Some(CompareView { locations: vec![id], only_differences: false })
            .filter(|_| data.locations.len() >= MIN_COMPARED)
    });
    found.flatten().map(|view| {
        let href = state.views.href(Route::Compare(view));
        view! { <a class="small" href=href>{t().compare().with_others}</a> }
    })
}

/// Renders enrolment, ID, country and market.
fn tags(state: State, at: Idx<Location>) -> impl IntoView {
    let (lang, format, t) = (lang(), format(), t());
    let found = state.dataset.with(|catalogue| {
        let (data, today) = (catalogue.data(), catalogue.day());
        let location = data.location_at(at)?;
        let enrolled = is_enrolled(location, today);
        let enrolment = match location.enrolment {
            Some(span) if enrolled => (t.location().enrolled_since)(&format, format.day(span.first)),
            span => enrolment_text(span.map(|span| phase(span, today)), lang),
        };
        let market = data.market(&location.market).map(|market| market.name.get(lang).to_owned());
        let tags = [(t.location().plid)(location.id.as_str()), format.country(&location.country)];
        Some((enrolled, enrolment, tags.into_iter().chain(market).collect::<Vec<_>>()))
    });
    found.flatten().map(|(enrolled, enrolment, tags)| {
        let class = if enrolled { "badge badge--ok" } else { "badge badge--warn" };
        let tags = tags.into_iter().map(|tag| view! { <span class="badge">{tag}</span> }).collect_view();
        view! { <span class=class>{enrolment}</span>{tags} }
    })
}

/// Renders the number of actions required; nothing where there are none.
fn actions_required(state: State, at: Idx<Location>) -> impl IntoView {
    let count = state.dataset.actions.with(|all| actions_at(all, at));
    let count = Some(count).filter(|count| *count > 0);
    let id = state.dataset.with(|catalogue| catalogue.data().location_at(at).map(|it| it.id.clone())).flatten();
    let route = Route::Actions(ActionsView { locations: id.into_iter().collect(), ..ActionsView::default() });
    let (href, label) = (state.views.href(route), t().location().show_actions);
    count.map(|count| {
        view! {
            <MessageBar
                tone=Tone::Warning
                glyph=Glyph::Warning
                title=(t().location().actions)(&format(), count)
                text=t().location().actions_hint
            >
                <a class="button button--small" href=href>{label}</a>
            </MessageBar>
        }
    })
}
