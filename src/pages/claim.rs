//! The page of a claim: where it stands, whom it waits for, deadlines, evidence, money and history.

mod about;
mod evidence;
mod line;
mod times;

use domain::Idx;
use domain::catalogue::Catalogue;
use domain::dataset::Data;
use domain::model;
use domain::view::{ClaimReport, claim_report, has_customers};
use leptos::prelude::*;

use super::claim_parts::{Due, due, next_step, state_badge};
use super::item::{ItemTexts, item_page};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{lang, t};

#[component]
pub fn Claim() -> impl IntoView {
    let texts = ItemTexts {
        loading: t().claims().loading,
        not_found: t().common().no_claim,
        not_found_hint: t().claims().no_claim_hint,
    };
    let id = |route| if let Route::Claim(id) = route { Some(id) } else { None };
    item_page(texts, id, Data::claim_index, content)
}

/// Renders the page of the claim at a position in the data.
fn content(state: State, at: Idx<model::Claim>) -> AnyView {
    let page = state.dataset.with(|catalogue| {
        let report = claim_report(catalogue, at)?;
        Some(view! {
            {header(state, catalogue, &report)}
            {line::line(&report)}
            <div class="location">
                <div class="location__column">
                    {step(catalogue, &report)}
                    {evidence::card(&report)}
                </div>
                <div class="location__column">
                    {about::card(state, catalogue, &report)}
                    {times::deadlines(catalogue, &report)}
                    {times::history(&report)}
                </div>
            </div>
        })
    });
    page.flatten().into_any()
}

/// Renders breadcrumbs, heading, and the state.
fn header(state: State, catalogue: &Catalogue, report: &ClaimReport<'_>) -> AnyView {
    let (lang, t, status) = (lang(), t(), &report.status);
    let claim = (t.common().claim)(status.claim.id.as_str());
    let customer = catalogue.data().customer_at(status.customer).map(|customer| customer.name.clone());
    let engagement = status.engagement;
    let page = |page| state.views.href(Route::Engagement(engagement.id().into(), page, ListView::default()));
    let customers = has_customers(catalogue, engagement)
        .then(|| view! { <li><a href=page(EngagementPage::Customers)>{t.common().customers}</a></li> });
    let waits_for = status.waits_for.map(|party| view! { <span class="badge">{(t.claims().waits_for)(party)}</span> });
    view! {
        <nav class="breadcrumbs" aria-label=t.shell().breadcrumb>
            <ol>
                <li><a href=state.views.list_href()>{t.common().engagements}</a></li>
                <li><a href=page(EngagementPage::Summary)><bdi>{engagement.name(lang).to_owned()}</bdi></a></li>
                {customers}
                <li aria-current="page">{claim.clone()}</li>
            </ol>
        </nav>
        <h1 class="engagement__title" tabindex="-1">
            <span class="heading__context">{claim}" | "</span><bdi>{customer}</bdi>
        </h1>
        <div class="tags">{state_badge(status)}{waits_for}</div>
    }
    .into_any()
}

/// Renders the next step, and by when.
fn step(catalogue: &Catalogue, report: &ClaimReport<'_>) -> AnyView {
    let (t, status) = (t(), &report.status);
    let due = due(status, catalogue).map(|Due { class, day, relative }| {
        let label = status.task.is_some().then(|| view! { <span class="muted">{t.actions().due}": "</span> });
        view! { <p class="claim__due">{label}<span>{day}</span>" "<span class=class>{relative}</span></p> }.into_any()
    });
    let due = due.or_else(|| {
        let none = status.task.is_some().then_some(t.claims().no_deadline);
        none.map(|none| view! { <p class="claim__due muted">{none}</p> }.into_any())
    });
    view! {
        <section class="card" aria-labelledby="next-step">
            <div class="card__header"><h2 id="next-step">{t.claims().next_step}</h2></div>
            <p class="claim__step">{next_step(status, catalogue)}</p>
            {due}
        </section>
    }
    .into_any()
}
