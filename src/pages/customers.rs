//! The customers of an engagement: who is eligible and what is next, who is not and why, and who is closed and why.

mod export;

use domain::catalogue::Catalogue;
use domain::customer_eligibility::CustomerGroup;
use domain::dataset::data::EngagementRef;
use domain::view::{ClaimStatus, EngagementCustomer, engagement_customers, has_customers};
use leptos::prelude::*;

use super::claim_parts::{Due, due, next_step, state_badge};
use super::engagement;
use crate::components::{EmptyState, Glyph};
use crate::routes::{EngagementPage, Route};
use crate::state::state;
use crate::text::{clamped, format, t};
use engagement::CurrentEngagement;

#[component]
pub fn Customers() -> impl IntoView {
    engagement::page(EngagementPage::Customers, |current| {
        let is_empty = move |catalogue: &Catalogue, engagement: EngagementRef<'_>| {
            engagement_customers(catalogue, engagement).is_empty()
        };
        let has_rows = Memo::new(move |_| current.with(is_empty) == Some(false));
        let menu = move || {
            let menu = || super::export::menu(move |_| export::listed(current));
            has_rows.get().then(|| view! { <div class="results">{menu()}</div> })
        };
        view! { {menu}{current.render(content)} }.into_any()
    })
}

fn content(current: CurrentEngagement, catalogue: &Catalogue, engagement: EngagementRef<'_>) -> AnyView {
    let texts = &t().customers();
    if !has_customers(catalogue, engagement) {
        return empty(current, texts.not_here, texts.not_here_hint);
    }
    let customers = engagement_customers(catalogue, engagement);
    if customers.is_empty() {
        return empty(current, texts.none, texts.none_hint);
    }
    let groups = CustomerGroup::ALL.map(|group| {
        let of_group: Vec<_> = customers.iter().filter(|customer| customer.group == group).collect();
        (!of_group.is_empty()).then(|| table(catalogue, group, &of_group))
    });
    view! { <div class="customers">{groups.into_iter().collect_view()}</div> }.into_any()
}

fn empty(current: CurrentEngagement, title: &'static str, text: &'static str) -> AnyView {
    let (href, label) = (current.href(EngagementPage::Summary), t().customers().show_summary);
    view! {
        <EmptyState glyph=Glyph::People title=title.to_owned() text=text.to_owned()>
            <a class="button" href=href>{label}</a>
        </EmptyState>
    }
    .into_any()
}

/// Renders the customers of one group.
fn table(catalogue: &Catalogue, group: CustomerGroup, customers: &[&EngagementCustomer<'_>]) -> AnyView {
    let texts = &t().customers();
    let id = match group {
        CustomerGroup::Eligible => "eligible-customers",
        CustomerGroup::NotEligible => "not-eligible-customers",
        CustomerGroup::Closed => "closed-customers",
    };
    let step = if group == CustomerGroup::Eligible { texts.next_step } else { texts.reason };
    let columns = [texts.customer, texts.claim, step, texts.location, texts.amount];
    let column = |name| view! { <th role="columnheader" scope="col">{name}</th> };
    let rows: Vec<AnyView> = customers.iter().map(|customer| row(catalogue, customer, step)).collect();
    view! {
        <section aria-labelledby=id>
            <h2 class="customers__title" id=id>
                {(texts.group)(group)}" "<span class="count">{format().number(clamped(customers.len()))}</span>
            </h2>
            <div class="table-frame">
                <table class="table table--customers" role="table" aria-labelledby=id>
                    <thead role="rowgroup">
                        <tr role="row">{columns.map(column).into_iter().collect_view()}</tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Renders one customer with its first claim. `step` is the heading of the column of the next step.
fn row(catalogue: &Catalogue, customer: &EngagementCustomer<'_>, step: &'static str) -> AnyView {
    let (texts, data) = (&t().customers(), catalogue.data());
    let Some(known) = data.customer_at(customer.customer) else { return ().into_any() };
    let segment = known.segment.map(|segment| format!(" · {}", (texts.segment)(segment)));
    let href = state().views.href(Route::Customer(known.id.clone()));
    let claim = customer.claims.first();
    let links = customer.claims.iter().map(|claim| view! { <span class="stack__sub">{claim_link(claim)}</span> });
    let links = links.collect_view();
    let none = claim.is_none().then(|| view! { <span class="muted">{texts.no_claim}</span> });
    let location = claim.and_then(|claim| data.location_at(claim.location)).map(|location| {
        let href = state().views.href(Route::Location(location.id.clone()));
        view! { <a href=href><bdi>{location.name.clone()}</bdi></a> }
    });
    let amount = claim.and_then(|claim| Some((claim, claim.claim.amount?))).map(|(claim, amount)| {
        view! {
            <span>{format().money(amount)}</span>
            <span class="stack__sub">{(t().claims().money)(claim.money)}</span>
        }
    });
    view! {
        <tr class="table__row" role="row">
            <th role="rowheader" scope="row">
                <div class="stack">
                    <a class="customers__name" href=href><bdi>{known.name.clone()}</bdi></a>
                    <span class="stack__sub">{format().country(&known.country)}{segment}</span>
                </div>
            </th>
            <td role="cell" data-label=texts.claim>
                <div class="stack">{claim.map(state_badge)}{links}{none}</div>
            </td>
            <td role="cell" data-label=step><div class="stack">{what_is_next(catalogue, customer)}</div></td>
            <td role="cell" data-label=texts.location>{location}</td>
            <td role="cell" data-label=texts.amount><div class="stack">{amount}</div></td>
        </tr>
    }
    .into_any()
}

fn claim_link(claim: &ClaimStatus<'_>) -> AnyView {
    let href = state().views.href(Route::Claim(claim.claim.id.clone()));
    view! { <a href=href>{(t().common().claim)(claim.claim.id.as_str())}</a> }.into_any()
}

/// Renders what is next: what the programme states of a customer without an open claim that goes on; else the next step
/// of the claim with its day, and whom it waits for, or why it is closed.
fn what_is_next(catalogue: &Catalogue, customer: &EngagementCustomer<'_>) -> AnyView {
    let texts = &t().customers();
    let stated =
        customer.verdict.filter(|_| customer.group == CustomerGroup::NotEligible || customer.claims.is_empty());
    if let Some(verdict) = stated {
        let words = match customer.group {
            CustomerGroup::Eligible => texts.can_be_claimed,
            _ => (texts.verdict)(verdict.verdict),
        };
        let since = (texts.since)(&format(), format().day(verdict.since));
        return view! { <span class="customers__step">{words}</span><span class="stack__sub">{since}</span> }
            .into_any();
    }
    let Some(claim) = customer.claims.first() else { return ().into_any() };
    let due = due(claim, catalogue).map(|Due { class, day, relative }| {
        view! { <span class="stack__sub">{day}" "<span class=class>{relative}</span></span> }
    });
    let waits_for = claim.waits_for.map(t().claims().waits_for);
    let waits_for = waits_for.map(|words| view! { <span class="stack__sub">{words}</span> });
    view! { <span class="customers__step">{next_step(claim, catalogue)}</span>{waits_for}{due} }.into_any()
}
