//! Checks what belongs together and builds the [`Data`] of what is sound.

use std::sync::Arc;

use super::data::{Class, Data, Engagements, Interner, SharedData};
use super::problem::ProblemKind;
use super::read::{Listed, LoadedDataset, Parts, Problems};
use crate::Day;
use crate::eligibility::{credential_of, each_criterion};
use crate::model::{Criteria, Criterion, CriterionSet, Location, Partner};
use crate::payee::ProfileKind;

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
        safe_link(&mut credential.url, || format!("$.credentials[{index}].url"), problems);
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

    let mut claims = unique_listed("claims", parts.claims, |claim| claim.id.as_str(), problems);
    claims.retain(|(index, claim)| {
        let known = [
            ("engagement", claim.engagement.as_str(), engagements.find(&claim.engagement).is_some()),
            ("customer", claim.customer.as_str(), customer_index.find(claim.customer.as_str()).is_some()),
            ("location", claim.location.as_str(), location_index.find(claim.location.as_str()).is_some()),
        ];
        for (field, id, known) in known {
            if !known {
                problems.push(format!("$.claims[{index}].{field}"), ProblemKind::Dangling { id: id.to_owned() });
            }
        }
        known.iter().all(|(_, _, known)| *known)
    });
    let mut claims: Vec<_> = claims.into_iter().map(|(_, claim)| claim).collect();

    if shift != 0 {
        shift_dates(shift, &mut engagements, &mut locations, &mut claims);
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
        location_index,
        customer_index,
        credential_index,
    };
    let data = Data { locations: locations.into_iter().map(Arc::new).collect(), shared: Arc::new(shared) };
    LoadedDataset { data: Some(data), problems: parts.problems.0 }
}

/// Keeps the first element of each id.
fn unique_listed<T>(section: &str, mut list: Listed<T>, id: impl Fn(&T) -> &str, problems: &mut Problems) -> Listed<T> {
    let mut seen = Interner::default();
    list.retain(|(index, element)| is_first(section, *index, id(element), &mut seen, problems));
    list
}

fn is_first(section: &str, index: usize, id: &str, seen: &mut Interner, problems: &mut Problems) -> bool {
    let (_, first) = seen.intern(id);
    if !first {
        problems.push(format!("$.{section}[{index}].id"), ProblemKind::DuplicateId { id: id.to_owned() });
    }
    first
}

fn unique<T>(section: &str, list: Listed<T>, id: impl Fn(&T) -> &str, problems: &mut Problems) -> Vec<T> {
    unique_listed(section, list, id, problems).into_iter().map(|(_, element)| element).collect()
}

/// Returns the positions of elements by their ids, each of which is there once.
fn index_by<T>(list: &[T], id: impl Fn(&T) -> &str) -> Interner {
    let mut index = Interner::default();
    for element in list {
        index.intern(id(element));
    }
    index
}

/// Returns whether the product may follow an address.
pub(super) fn is_safe_link(url: &str) -> bool {
    url.starts_with("https://")
}

fn safe_link(url: &mut Option<String>, path: impl Fn() -> String, problems: &mut Problems) {
    if let Some(unsafe_url) = url.take_if(|url| !is_safe_link(url)) {
        problems.push(path(), ProblemKind::UnsafeLink { url: unsafe_url });
    }
}

/// Returns the sets of criteria of which every reference holds.
fn criteria(
    list: Listed<CriterionSet>,
    credentials: &Interner,
    markets: &Interner,
    problems: &mut Problems,
) -> (Interner, Vec<Criteria>) {
    let (mut ids, mut trees) = (Interner::default(), Vec::new());
    for (index, set) in unique_listed("criteria", list, |set| set.id.as_str(), problems) {
        let mut dangling = Vec::new();
        each_criterion(&set.tree, &mut |criterion| {
            dangling.extend(
                credential_of(criterion).filter(|id| credentials.find(id.as_str()).is_none()).map(ToString::to_string),
            );
            if let Criterion::Place { markets: named, .. } = criterion {
                dangling.extend(named.iter().filter(|id| markets.find(id.as_str()).is_none()).map(ToString::to_string));
            }
        });
        if dangling.is_empty() {
            ids.intern(set.id.as_str());
            trees.push(set.tree);
        }
        for id in dangling {
            problems.push(format!("$.criteria[{index}].tree"), ProblemKind::Dangling { id });
        }
    }
    (ids, trees)
}

/// Leaves out what of a location is not sound; whether the rest can be used.
fn sound_location(
    index: usize,
    location: &mut Location,
    credentials: &Interner,
    markets: &Interner,
    problems: &mut Problems,
) -> bool {
    let path = format!("$.locations[{index}]");
    if let Some(span) = location.enrolment
        && let Some(last) = span.last.filter(|last| *last < span.first)
    {
        problems.push(format!("{path}.enrolment"), ProblemKind::DatesReversed { first: span.first, last });
        location.enrolment = None;
    }
    let mut at = 0;
    let mut ids = Vec::new();
    location.attainments.retain(|attainment| {
        let path = format!("{path}.attainments[{at}]");
        at += 1;
        if let Some(last) = attainment.last.filter(|last| *last < attainment.first) {
            problems.push(path, ProblemKind::DatesReversed { first: attainment.first, last });
        } else if credentials.find(attainment.credential.as_str()).is_none() {
            problems.push(path + ".credential", ProblemKind::Dangling { id: attainment.credential.to_string() });
        } else if ids.contains(&attainment.id) {
            problems.push(path + ".id", ProblemKind::DuplicateId { id: attainment.id.to_string() });
        } else {
            ids.push(attainment.id.clone());
            return true;
        }
        false
    });
    for (kind, name) in ProfileKind::ALL.into_iter().zip(["bank", "tax"]) {
        safe_link(&mut location.payee.get_mut(kind).url, || format!("{path}.payee.{name}.url"), problems);
    }
    let known = markets.find(location.market.as_str()).is_some();
    if !known {
        problems.push(path + ".market", ProblemKind::Dangling { id: location.market.to_string() });
    }
    known
}

/// Removes the unknown locations of incentives admins. An admin of none that is known stays an admin of none.
fn known_admin_locations(partner: &mut Partner, locations: &Interner, problems: &mut Problems) {
    for (index, admin) in partner.admins.iter_mut().enumerate() {
        let mut at = 0;
        admin.locations.iter_mut().for_each(|ids| {
            ids.retain(|id| {
                let known = locations.find(id.as_str()).is_some();
                if !known {
                    let path = format!("$.partner.admins[{index}].locations[{at}]");
                    problems.push(path, ProblemKind::Dangling { id: id.to_string() });
                }
                at += 1;
                known
            });
        });
    }
}

/// What the numbers of [`super::read`]'s engagements stand for.
struct Columns {
    area_index: Interner,
    role_index: Interner,
    /// The ids of the sets of criteria, and the sets.
    criteria: (Interner, Vec<Criteria>),
    markets: Interner,
}

impl Columns {
    /// Resolves the numbers and leaves out the engagements of which one does not lead anywhere.
    fn build(&self, mut read: super::read::EngagementReader, problems: &mut Problems) -> Engagements {
        let position = |index: &Interner, id: &str| index.find(id).and_then(|at| u16::try_from(at).ok());
        let areas: Vec<_> = (0..read.areas.len()).map(|n| position(&self.area_index, text(&read.areas, n))).collect();
        let roles: Vec<_> = (0..read.roles.len()).map(|n| position(&self.role_index, text(&read.roles, n))).collect();
        let classes: Vec<_> = read.classes.iter().map(|&class| self.class(&read, class)).collect();
        let mut sound = true;
        for row in &mut read.rows {
            let mut dangling = |field: &str, id: &str| {
                sound = false;
                problems
                    .push(format!("$.engagements[{}].{field}", row.index), ProblemKind::Dangling { id: id.to_owned() });
            };
            match areas[usize::from(row.area)] {
                Some(area) => row.area = area,
                None => dangling("area", read.areas.get(u32::from(row.area))),
            }
            match roles[usize::from(row.role)] {
                Some(role) => row.role = role,
                None => dangling("role", read.roles.get(u32::from(row.role))),
            }
            if let Err((field, id)) = &classes[row.class as usize] {
                dangling(field, id);
            }
            if !sound {
                row.index |= UNSOUND;
                sound = true;
            }
        }
        let placeholder = || Class { criteria: Criteria::AnyOf(Vec::new()), markets: Vec::new() };
        let mut engagements = Engagements {
            ids: read.ids,
            names_en: read.names_en,
            names_sv: read.names_sv,
            rows: read.rows,
            descriptions_en: read.descriptions.en,
            descriptions_sv: read.descriptions.sv,
            details: read.details,
            details_first: read.details_first,
            classes: classes.into_iter().map(|class| class.unwrap_or_else(|_| placeholder())).collect(),
        };
        if engagements.rows.iter().any(|row| row.index & UNSOUND != 0) {
            engagements.keep(|row| row.index & UNSOUND == 0);
        }
        engagements.shrink();
        engagements
    }

    /// Returns the criteria and markets of a class, or the field and the id that lead nowhere.
    fn class(
        &self,
        read: &super::read::EngagementReader,
        (criteria, markets): (u32, u32),
    ) -> Result<Class, (&'static str, String)> {
        let (ids, trees) = &self.criteria;
        let id = read.criteria.get(criteria);
        let criteria = ids.find(id).ok_or_else(|| ("criteria", id.to_owned()))?;
        let markets = read.market_lists.get(markets as usize).cloned().flatten().unwrap_or_default();
        match markets.iter().find(|id| self.markets.find(id.as_str()).is_none()) {
            Some(id) => Err(("markets", id.to_string())),
            None => Ok(Class::new(&trees[criteria as usize], markets)),
        }
    }
}

/// Marks a row that is left out; no file has so many engagements.
const UNSOUND: u32 = 1 << 31;

fn text(interner: &super::data::Interner, number: usize) -> &str {
    u32::try_from(number).map_or("", |number| interner.get(number))
}

/// Rule 14: moves every date by as many days.
fn shift_dates(
    days: i32,
    engagements: &mut Engagements,
    locations: &mut [Location],
    claims: &mut [crate::model::Claim],
) {
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
