//! What a claim is about: customer, engagement, location, amount.

use domain::catalogue::Catalogue;
use domain::earning::Earning;
use domain::view::ClaimReport;
use leptos::prelude::*;

use crate::components::{verdict_class, verdict_glyph};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{format, lang, t};

pub fn card(state: State, catalogue: &Catalogue, report: &ClaimReport<'_>) -> AnyView {
    let (lang, t, format, status) = (lang(), t(), format(), &report.status);
    let (data, engagement) = (catalogue.data(), status.engagement);
    let customer = data.customer_at(status.customer).map(|customer| {
        let country = format.country(&customer.country);
        let href = state.views.href(Route::Customer(customer.id.clone()));
        view! {
            <a href=href><bdi>{customer.name.clone()}</bdi></a><br/>
            <span class="muted small">{country}</span>
        }
    });
    let route = Route::Engagement(engagement.id().into(), EngagementPage::Summary, ListView::default());
    let location = data.location_at(status.location).map(|location| {
        // Whether the location earns matters as long as the claim is open.
        let verdict = status.waits_for.map(|_| verdict(catalogue.verdict_at(engagement, status.location)));
        view! {
            <a href=state.views.href(Route::Location(location.id.clone()))><bdi>{location.name.clone()}</bdi></a>
            {verdict}
        }
    });
    let amount = match status.claim.amount {
        Some(amount) => view! {
            <b>{format.money(amount)}</b>" "<span class="muted">{(t.claims().money)(status.money)}</span>
        }
        .into_any(),
        None => view! { <span class="muted">{t.claims().no_amount}</span> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="about">
            <div class="card__header"><h2 id="about">{t.claims().about}</h2></div>
            <dl class="definitions">
                <dt>{t.claims().customer}</dt><dd>{customer}</dd>
                <dt>{t.claims().engagement}</dt>
                <dd><a href=state.views.href(route)><bdi>{engagement.name(lang).to_owned()}</bdi></a></dd>
                <dt>{t.claims().location}</dt><dd>{location}</dd>
                <dt>{t.claims().amount}</dt><dd>{amount}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn verdict(verdict: Earning) -> AnyView {
    view! {
        <br/>
        <span class="claim__verdict small">
            <svg class=verdict_class(verdict) aria-hidden="true"><use href=verdict_glyph(verdict).href()/></svg>
            {(t().common().verdict)(verdict)}
        </span>
    }
    .into_any()
}
