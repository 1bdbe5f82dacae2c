//! The way to an engagement, its heading and its pages.

use domain::availability::Availability;
use domain::catalogue::Catalogue;
use domain::dataset::data::EngagementRef;
use leptos::prelude::*;

use super::{Opened, pager};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::state;
use crate::text::{format, t};

/// The header.
pub fn header(opened: Opened, page: EngagementPage) -> AnyView {
    let tabs = match page {
        EngagementPage::Summary => opened.show(|opened, _, _| tabs(opened, EngagementPage::Summary)),
        EngagementPage::Eligibility => opened.show(|opened, _, _| tabs(opened, EngagementPage::Eligibility)),
    };
    view! {
        <div class="page__header">
            {opened.show(breadcrumbs)}
            {pager::pager(opened, page)}
        </div>
        // The heading has the focus of whoever comes here: it stays while its words change.
        <h1 class="engagement__title" tabindex="-1"><bdi>{opened.show(name)}</bdi></h1>
        {opened.show(tags)}
        {tabs}
    }
    .into_any()
}

fn breadcrumbs(_: Opened, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (views, lang) = (&state().views, state().lang());
    let area = &catalogue.data().areas[engagement.area()];
    let list = ListView { area: Some(area.id.clone()), ..views.list.get() };
    view! {
        <nav class="breadcrumbs" aria-label=t().common.breadcrumb>
            <ol>
                <li><a href=views.list_href()>{t().common.engagements}</a></li>
                <li><a href=views.href(Route::Engagements(list))><bdi>{area.name.get(lang).to_owned()}</bdi></a></li>
                <li aria-current="page"><span class="truncate"><bdi>{engagement.name(lang).to_owned()}</bdi></span></li>
            </ol>
        </nav>
    }
    .into_any()
}

fn name(_: Opened, _: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    engagement.name(state().lang()).to_owned().into_any()
}

fn tags(_: Opened, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let (lang, data) = (state().lang(), catalogue.data());
    let availability = engagement.availability(catalogue.day());
    let class = match availability {
        Availability::Active => "badge badge--ok",
        Availability::Upcoming => "badge badge--info",
        Availability::Expired => "badge badge--quiet",
    };
    let term = format!("{} · {}", (t().common.availability)(availability), format().term(engagement.term()));
    let tags = [
        (class, term),
        ("badge", data.roles[engagement.role()].name.get(lang).to_owned()),
        ("badge", (t().summary.pay)(engagement.pay()).to_owned()),
        ("badge", data.areas[engagement.area()].name.get(lang).to_owned()),
    ];
    let tag = |(class, words)| view! { <span class=class><bdi class="truncate">{words}</bdi></span> };
    view! { <div class="tags">{tags.map(tag).into_iter().collect_view()}</div> }.into_any()
}

fn tabs(opened: Opened, page: EngagementPage) -> AnyView {
    let tab = |to: EngagementPage, words: &'static str| {
        let current = (page == to).then_some("page");
        view! { <a class="tabs__tab" href=opened.href(to) aria-current=current>{words}</a> }
    };
    view! {
        <nav class="tabs" aria-label=t().common.pages_of_engagement>
            {tab(EngagementPage::Summary, t().common.summary)}
            {tab(EngagementPage::Eligibility, t().common.eligibility)}
        </nav>
    }
    .into_any()
}
