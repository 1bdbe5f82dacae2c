//! The summary page: description, key figures, criteria, rates, evidence, windows, links.

mod criteria;
mod details;
mod figures;
mod rates;

use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::view;
use leptos::prelude::*;

use super::engagement;
use crate::components::criteria_tree;
use crate::routes::EngagementPage;
use crate::text::{lang, t};
use engagement::CurrentEngagement;

#[component]
pub fn Summary() -> impl IntoView {
    engagement::page(EngagementPage::Summary, |current| current.render(content).into_any())
}

fn content(current: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let description = engagement.description(lang()).to_owned();
    let details = engagement.details();
    let rates = details.as_ref().ok().map(|details| view::rates(catalogue, engagement, details.rates.clone()));
    view! {
        <p class="lead"><bdi>{description}</bdi></p>
        {figures::figures(current, catalogue, engagement, rates.as_ref())}
        {details::problem(details.as_ref().err())}
        <div class="summary">
            <div class="summary__main">
                {partner_criteria(current, catalogue, engagement)}
                {rates.map(|rates| rates::card(catalogue, engagement, &rates))}
                {details::customer_criteria(details.as_ref().ok())}
            </div>
            <div class="summary__side">
                {details::side(catalogue, engagement, details.as_ref().ok())}
            </div>
        </div>
    }
    .into_any()
}

/// Renders the partner criteria, each with the number of locations that meet it.
fn partner_criteria(current: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let tree = match criteria::tree(catalogue, engagement) {
        Some(tree) => criteria_tree(tree),
        None => view! { <p class="muted">{t().summary().no_partner_criteria}</p> }.into_any(),
    };
    let by_location = view! {
        <a class="small" href=current.href(EngagementPage::Eligibility(None))>{t().summary().by_location}</a>
    };
    card("partner-criteria", t().summary().partner_criteria, Some(by_location.into_any()), tree)
}

/// Renders a card with a heading, and `aside` beside the heading.
fn card(id: &'static str, title: &'static str, aside: Option<AnyView>, content: AnyView) -> AnyView {
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__header"><h2 id=id>{title}</h2>{aside}</div>
            {content}
        </section>
    }
    .into_any()
}
