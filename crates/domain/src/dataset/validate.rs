//! Checks what belongs together and builds the [`Data`] of what is sound.

mod columns;
mod criteria;
mod links;
mod locations;
mod references;
mod unique;

use std::sync::Arc;

use super::data::{Data, Engagements, SharedData};
use super::read::{LoadedDataset, Parts};
use crate::Day;
use crate::model::{Claim, Location, Partner};

use columns::Columns;
use criteria::criteria;
use locations::{known_admin_locations, sound_location};
use references::Known;
use unique::{index_by, unique, unique_listed};

pub(super) use links::is_safe_link;

/// Builds the data; invalid elements are skipped and reported.
pub fn finish(mut parts: Parts, today: Day) -> LoadedDataset {
    if !parts.check_header() {
        return LoadedDataset { data: None, problems: parts.problems.0 };
    }
    let problems = &mut parts.problems;
    let areas = unique("areas", parts.areas, |area| area.id.as_str(), problems);
    let roles = unique("roles", parts.roles, |role| role.id.as_str(), problems);
    let markets = unique("markets", parts.markets, |market| market.id.as_str(), problems);
    let mut credentials =
        unique_listed("credentials", parts.credentials, |credential| credential.id.as_str(), problems);
    for (index, credential) in &mut credentials {
        links::safe_link(&mut credential.url, || format!("$.credentials[{index}].url"), problems);
    }
    let credentials: Vec<_> = credentials.into_iter().map(|(_, credential)| credential).collect();
    let credential_index = index_by(&credentials, |credential| credential.id.as_str());
    let market_index = index_by(&markets, |market| market.id.as_str());
    let criteria = criteria(parts.criteria, &credential_index, &market_index, problems);

    let mut locations = unique_listed("locations", parts.locations, |location| location.id.as_str(), problems);
    locations
        .retain_mut(|(index, location)| sound_location(*index, location, &credential_index, &market_index, problems));
    let mut locations: Vec<Location> = locations.into_iter().map(|(_, location)| location).collect();
    let location_index = index_by(&locations, |location| location.id.as_str());

    let mut partner = parts.partner.unwrap_or_else(|| Partner { name: String::new(), admins: Vec::new() });
    known_admin_locations(&mut partner, &location_index, problems);

    let as_of = parts.as_of.unwrap_or(today);
    let shift = if parts.shift_dates { today.since(as_of) } else { 0 };
    let area_index = index_by(&areas, |area| area.id.as_str());
    let role_index = index_by(&roles, |role| role.id.as_str());
    let mut engagements =
        Columns { area_index, role_index, criteria, markets: market_index }.build(parts.engagements, problems);
    let customers = unique("customers", parts.customers, |customer| customer.id.as_str(), problems);
    let customer_index = index_by(&customers, |customer| customer.id.as_str());

    let known = Known { engagements: &engagements, customers: &customer_index, locations: &location_index };
    let claims = unique_listed("claims", parts.claims, |claim| claim.id.as_str(), problems);
    let mut claims = known.retain("claims", claims, references::of_claim, problems);
    let verdicts = unique_listed("customerVerdicts", parts.customer_verdicts, |verdict| verdict.id.as_str(), problems);
    let mut customer_verdicts = known.retain("customerVerdicts", verdicts, references::of_verdict, problems);

    if shift != 0 {
        shift_dates(shift, &mut engagements, &mut locations, &mut claims);
        for verdict in &mut customer_verdicts {
            verdict.shift(shift);
        }
    }
    let shared = SharedData {
        id: parts.id.unwrap_or_default(),
        as_of: as_of.plus(shift),
        illustrative: parts.illustrative,
        partner,
        areas,
        roles,
        markets,
        credentials,
        engagements,
        customers,
        claims,
        customer_verdicts,
        location_index,
        customer_index,
        credential_index,
    };
    let data = Data { locations: locations.into_iter().map(Arc::new).collect(), shared: Arc::new(shared) };
    LoadedDataset { data: Some(data), problems: parts.problems.0 }
}

/// Rule 14: moves every date by as many days.
fn shift_dates(days: i32, engagements: &mut Engagements, locations: &mut [Location], claims: &mut [Claim]) {
    for row in &mut engagements.rows {
        row.first = row.first.plus(days);
        row.last = row.last.plus(days);
    }
    for location in locations {
        location.shift(days);
    }
    for claim in claims {
        claim.shift(days);
    }
}
