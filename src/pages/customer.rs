//! The page of a customer: the engagements that run with it, are open to it, done, or not possible and why.

use domain::Idx;
use domain::availability::Availability;
use domain::catalogue::Catalogue;
use domain::dataset::Data;
use domain::model;
use domain::view::{CustomerEngagement, Obstacle, Prospect, customer_engagements};
use leptos::prelude::*;

use super::claim_parts::{Due, due, next_step, state_badge};
use super::item::{ItemTexts, item_page};
use crate::routes::{EngagementPage, ListView, Route};
use crate::state::State;
use crate::text::{clamped, format, lang, t};

#[component]
pub fn Customer() -> impl IntoView {
    let texts = ItemTexts {
        loading: t().customer_list().loading_one,
        not_found: t().common().no_customer,
        not_found_hint: t().customer_list().no_customer_hint,
    };
    let id = |route| if let Route::Customer(id) = route { Some(id) } else { None };
    item_page(texts, id, Data::customer_index, content)
}

/// Renders the page of the customer at a position in the data.
fn content(state: State, at: Idx<model::Customer>) -> AnyView {
    let page = state.dataset.with(|catalogue| {
        let customer = catalogue.data().customer_at(at)?;
        let engagements = customer_engagements(catalogue, at);
        let card = |prospect| card(state, catalogue, prospect, &engagements);
        Some(view! {
            {header(state, customer)}
            <div class="location">
                <div class="location__column">{card(Prospect::Running)}{card(Prospect::Done)}</div>
                <div class="location__column">{card(Prospect::Open)}{card(Prospect::NotPossible)}</div>
            </div>
        })
    });
    page.flatten().into_any()
}

/// Renders breadcrumbs, heading, and what is known of the customer.
fn header(state: State, customer: &model::Customer) -> AnyView {
    let (t, texts) = (t(), &t().customer_list());
    let segment = customer.segment.map(|segment| (t.customers().segment)(segment).to_owned());
    let domain = customer.domain.as_deref().map(texts.domain);
    let tenant = customer.tenant_id.as_deref().map(texts.tenant);
    let tags = [format().country(&customer.country), (texts.id)(customer.id.as_str())];
    let tags = segment.into_iter().chain(tags).chain(domain).chain(tenant);
    let tags = tags.map(|tag| view! { <span class="badge">{tag}</span> }).collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=t.shell().breadcrumb>
            <ol>
                <li><a href=state.views.customers_href()>{t.common().customers}</a></li>
                <li aria-current="page"><bdi>{customer.name.clone()}</bdi></li>
            </ol>
        </nav>
        <h1 class="engagement__title" tabindex="-1"><bdi>{customer.name.clone()}</bdi></h1>
        <div class="tags customer__tags">{tags}</div>
    }
    .into_any()
}

fn card(state: State, catalogue: &Catalogue, prospect: Prospect, engagements: &[CustomerEngagement<'_>]) -> AnyView {
    let texts = &t().customer_list();
    let id = match prospect {
        Prospect::Running => "running",
        Prospect::Open => "open",
        Prospect::Done => "done",
        Prospect::NotPossible => "not-possible",
    };
    let of_card = || engagements.iter().filter(|engagement| engagement.prospect == prospect);
    let none = of_card().next().is_none().then(|| view! { <p class="muted">{(texts.none)(prospect)}</p> });
    let lines: Vec<AnyView> = of_card().map(|engagement| line(state, catalogue, engagement)).collect();
    let list = none.is_none().then(|| view! { <ul class="card__list">{lines}</ul> });
    view! {
        <section class="card" aria-labelledby=id>
            <div class="card__header">
                <h2 id=id>{(texts.prospect)(prospect)}</h2>
                <span class="count">{format().number(clamped(of_card().count()))}</span>
            </div>
            {none}{list}
        </section>
    }
    .into_any()
}

fn line(state: State, catalogue: &Catalogue, customer: &CustomerEngagement<'_>) -> AnyView {
    let engagement = customer.pair.engagement;
    let route = Route::Engagement(engagement.id().into(), EngagementPage::Customers, ListView::default());
    view! {
        <li class="customer__line">
            <a href=state.views.href(route)><bdi>{engagement.name(lang()).to_owned()}</bdi></a>
            {about(catalogue, customer)}
            {claims(state, customer)}
        </li>
    }
    .into_any()
}

/// Renders the next step and its day of a running engagement, and of another one why it is what it is.
fn about(catalogue: &Catalogue, customer: &CustomerEngagement<'_>) -> AnyView {
    let pair = &customer.pair;
    let since = pair.verdict.map(|verdict| (t().customers().since)(&format(), format().day(verdict.since)));
    let (what, when) = match (customer.prospect, pair.claims.first()) {
        (Prospect::Running, Some(claim)) => {
            let due = due(claim, catalogue).map(|Due { class, day, relative }| {
                view! { <p class="muted small">{day}" "<span class=class>{relative}</span></p> }
            });
            return view! { <p>{next_step(claim, catalogue)}</p>{due} }.into_any();
        }
        (Prospect::Done | Prospect::Running, _) => return ().into_any(),
        (Prospect::Open, _) => (term(catalogue, customer), since),
        (Prospect::NotPossible, _) => match customer.obstacle() {
            Some(Obstacle::Stated(verdict)) => ((t().customers().verdict)(verdict).to_owned(), since),
            _ => ((t().customer_list().ended)(&format(), format().day(pair.engagement.term().last)), None),
        },
    };
    view! { <p>{what}</p><p class="muted small">{when}</p> }.into_any()
}

/// Returns when an open engagement is available, in a sentence.
fn term(catalogue: &Catalogue, customer: &CustomerEngagement<'_>) -> String {
    let (texts, term) = (&t().customer_list(), customer.pair.engagement.term());
    let when = match customer.pair.engagement.availability(catalogue.day()) {
        Availability::Upcoming => (texts.from)(&format(), format().day(term.first)),
        _ => (texts.until)(&format(), format().day(term.last)),
    };
    format!("{}, {when}", t().customers().can_be_claimed)
}

/// Renders the claims of an engagement: state, link and amount of each.
fn claims(state: State, customer: &CustomerEngagement<'_>) -> Vec<AnyView> {
    let line = |claim: &domain::view::ClaimStatus<'_>| {
        let href = state.views.href(Route::Claim(claim.claim.id.clone()));
        let amount = claim.claim.amount.map(|amount| {
            let (amount, outlook) = (format().money(amount), (t().claims().money)(claim.money));
            view! { <span>{amount}" "<span class="muted">{outlook}</span></span> }
        });
        view! {
            <p class="customer__claim small">
                {state_badge(claim)}<a href=href>{(t().common().claim)(claim.claim.id.as_str())}</a>{amount}
            </p>
        }
        .into_any()
    };
    customer.pair.claims.iter().map(line).collect()
}
