//! The customers of an engagement as they are exported: a row for each claim, and one for a customer without a claim.

use domain::catalogue::Catalogue;
use domain::view::{ClaimStatus, EngagementCustomer, engagement_customers};

use crate::pages::claim_parts::next_step;
use crate::pages::engagement::CurrentEngagement;
use crate::pages::export::{Listed, column};
use crate::text::{format, lang, t};
use export::{Cell, Kind};

/// Returns what the page lists; nothing where the engagement is gone.
pub fn listed(current: CurrentEngagement) -> Listed {
    let (texts, claims, export) = (t().customers(), t().claims(), t().export());
    let read = current.with(|catalogue, engagement| {
        let customers = engagement_customers(catalogue, engagement);
        let rows = customers.iter().flat_map(|customer| rows(catalogue, customer)).collect();
        (engagement.name(lang()).to_owned(), rows)
    });
    let (name, rows) = read.unwrap_or_default();
    Listed {
        title: format!("{}: {name}", t().common().customers),
        columns: vec![
            column(texts.customer, Kind::Text),
            column(export.id, Kind::Text),
            column(export.country, Kind::Text),
            column(export.segment, Kind::Text),
            column(export.status, Kind::Text),
            column(export.stated, Kind::Text),
            column(export.stated_since, Kind::Date),
            column(texts.claim, Kind::Text),
            column(export.claim_state, Kind::Text),
            column(claims.next_step, Kind::Text),
            column(export.waits_for, Kind::Text),
            column(export.next_day, Kind::Date),
            column(claims.location, Kind::Text),
            column(claims.amount, Kind::Money),
            column(export.outlook, Kind::Text),
        ],
        rows,
        filters: Vec::new(),
    }
}

fn rows(catalogue: &Catalogue, customer: &EngagementCustomer<'_>) -> Vec<Vec<Cell>> {
    if customer.claims.is_empty() {
        return vec![row(catalogue, customer, None)];
    }
    customer.claims.iter().map(|claim| row(catalogue, customer, Some(claim))).collect()
}

fn row(catalogue: &Catalogue, customer: &EngagementCustomer<'_>, claim: Option<&ClaimStatus<'_>>) -> Vec<Cell> {
    let (texts, claims, data) = (t().customers(), t().claims(), catalogue.data());
    let Some(known) = data.customer_at(customer.customer) else { return Vec::new() };
    let text = |text: Option<&str>| Cell::text(text.unwrap_or_default());
    vec![
        Cell::text(&known.name),
        Cell::text(known.id.as_str()),
        Cell::text(&format().country(&known.country)),
        text(known.segment.map(texts.segment)),
        Cell::text((texts.group)(customer.group)),
        text(customer.verdict.map(|verdict| (texts.verdict)(verdict.verdict))),
        customer.verdict.map(|verdict| verdict.since).into(),
        text(claim.map(|claim| claim.claim.id.as_str())),
        text(claim.map(|claim| (claims.state)(claim.state))),
        text(claim.map(|claim| next_step(claim, catalogue)).as_deref()),
        text(claim.and_then(|claim| claim.waits_for).map(claims.waits_for)),
        claim.and_then(|claim| claim.due).into(),
        text(claim.and_then(|claim| data.location_at(claim.location)).map(|location| location.name.as_str())),
        claim.and_then(|claim| claim.claim.amount).into(),
        text(claim.map(|claim| (claims.money)(claim.money))),
    ]
}
