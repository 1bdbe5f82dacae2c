//! The header of an engagement page: breadcrumbs, heading, tags and tabs.

use domain::availability::Availability;
use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use domain::view::has_customers;
use leptos::prelude::*;

use super::{CurrentEngagement, pager};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::state;
use crate::text::{format, lang, t};

pub fn header(current: CurrentEngagement, page: EngagementPage) -> AnyView {
    let tabs = match page {
        EngagementPage::Summary => {
            current.render(|current, catalogue, it| tabs(current, catalogue, it, EngagementPage::Summary))
        }
        EngagementPage::Eligibility(_) => {
            current.render(|current, catalogue, it| tabs(current, catalogue, it, EngagementPage::Eligibility(None)))
        }
        EngagementPage::Customers => {
            current.render(|current, catalogue, it| tabs(current, catalogue, it, EngagementPage::Customers))
        }
    };
    view! {
        <div class="page__header">
            {current.render(breadcrumbs)}
            {pager::pager(current, page)}
        </div>
        // The heading has the focus after navigation, so the node stays while its text changes.
        <h1 class="engagement__title" tabindex="-1"><bdi>{current.render(name)}</bdi></h1>
        {current.render(tags)}
        {tabs}
    }
    .into_any()
}

fn breadcrumbs(_: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (views, lang) = (&state().views, lang());
    let area = &catalogue.data().areas[engagement.area().index()];
    let list = ListView { area: Some(area.id.clone()), ..views.list.get() };
    view! {
        <nav class="breadcrumbs" aria-label=t().shell().breadcrumb>
            <ol>
                <li><a href=views.list_href()>{t().common().engagements}</a></li>
                <li><a href=views.href(Route::Engagements(list))><bdi>{area.name.get(lang).to_owned()}</bdi></a></li>
                <li aria-current="page"><span class="truncate"><bdi>{engagement.name(lang).to_owned()}</bdi></span></li>
            </ol>
        </nav>
    }
    .into_any()
}

fn name(_: CurrentEngagement, _: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    engagement.name(lang()).to_owned().into_any()
}

fn tags(_: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (lang, data) = (lang(), catalogue.data());
    let availability = engagement.availability(catalogue.day());
    let class = match availability {
        Availability::Active => "badge badge--ok",
        Availability::Upcoming => "badge badge--info",
        Availability::Expired => "badge badge--quiet",
    };
    let term = format!("{} · {}", (t().common().availability)(availability), format().term(engagement.term()));
    let tags = [
        (class, term),
        ("badge", data.roles[engagement.role().index()].name.get(lang).to_owned()),
        ("badge", (t().summary().pay)(engagement.pay()).to_owned()),
        ("badge", data.areas[engagement.area().index()].name.get(lang).to_owned()),
    ];
    let tag = |(class, text)| view! { <span class=class><bdi class="truncate">{text}</bdi></span> };
    view! { <div class="tags">{tags.map(tag).into_iter().collect_view()}</div> }.into_any()
}

fn tabs(
    current: CurrentEngagement,
    catalogue: &Catalogue,
    engagement: EngagementRef<'_>,
    page: EngagementPage,
) -> AnyView {
    let tab = |to: EngagementPage, label: &'static str| {
        let aria_current = (page == to).then_some("page");
        view! { <a class="tabs__tab" href=current.href(to) aria-current=aria_current>{label}</a> }
    };
    let customers =
        has_customers(catalogue, engagement).then(|| tab(EngagementPage::Customers, t().common().customers));
    view! {
        <nav class="tabs" aria-label=t().shell().pages_of_engagement>
            {tab(EngagementPage::Summary, t().common().summary)}
            {tab(EngagementPage::Eligibility(None), t().common().eligibility)}
            {customers}
        </nav>
    }
    .into_any()
}
