//! What those see who see the same locations.

use std::sync::OnceLock;

use bytes::Bytes;
use domain::Day;
use domain::dataset::wire;
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::encoded::Encoded;
use super::world::World;
use crate::store::dataset::Kind;

/// Which locations are seen, by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight(pub Vec<bool>);

impl Sight {
    /// Whether a location is seen.
    pub fn sees(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }

    fn all(&self) -> bool {
        self.0.iter().all(|seen| *seen)
    }
}

/// What those see who see the same locations, at one moment.
pub struct View {
    /// Names the set of locations.
    pub name: String,
    /// The newest change of anything seen.
    pub revision: i64,
    /// The locations.
    pub locations: Encoded,
    /// The customers.
    pub customers: Encoded,
    /// The claims.
    pub claims: Encoded,
    customers_seen: Vec<bool>,
    dataset: OnceLock<Encoded>,
}

impl View {
    /// What those see of the world.
    pub fn new(world: &World, sight: &Sight) -> Self {
        let programme = &world.programme;
        let seen = (0..world.locations.len()).filter(|at| sight.sees(*at));
        let mut digest = Sha256::new();
        let mut revision = programme.revision;
        for at in seen {
            digest.update(world.locations.id(at));
            digest.update([0]);
            revision = revision.max(world.locations.revision(at));
        }
        let name = digest.finalize()[..6].iter().fold(String::new(), |all, byte| format!("{all}{byte:02x}"));
        let customers_seen = customers_seen(world, sight);
        let some = |kind, which: &dyn Fn(usize) -> bool| {
            let list = programme.list(kind);
            Encoded::new(if sight.all() { list.json().clone() } else { list.some(which) })
        };
        let claims = some(Kind::Claim, &|at| sees_claim(world, sight, at));
        let customers = some(Kind::Customer, &|at| customers_seen[at]);
        let locations = &world.locations;
        let locations = if sight.all() { locations.json().clone() } else { locations.some(|at| sight.sees(at)) };
        Self {
            name,
            revision,
            locations: Encoded::new(locations),
            customers,
            claims,
            customers_seen,
            dataset: OnceLock::new(),
        }
    }

    /// Whether the customer at a position is seen.
    pub fn sees_customer(&self, at: usize) -> bool {
        self.customers_seen.get(at).copied().unwrap_or(false)
    }

    /// All of it in the format of a dataset file; none before the first import.
    pub fn dataset(&self, world: &World) -> Option<&Encoded> {
        if self.dataset.get().is_none() {
            let _ = self.dataset.set(Encoded::new(self.dataset_json(world)?));
        }
        self.dataset.get()
    }

    fn dataset_json(&self, world: &World) -> Option<Bytes> {
        let programme = &world.programme;
        let header = programme.header.as_ref()?;
        let raw = |kind| raw(programme.list(kind).json());
        let dataset = Whole {
            format: wire::FORMAT,
            version: wire::VERSION,
            id: &header.id,
            as_of: world.day,
            shift_dates: false,
            illustrative: header.illustrative,
            partner: &header.partner,
            areas: raw(Kind::Area)?,
            roles: raw(Kind::Role)?,
            markets: raw(Kind::Market)?,
            credentials: raw(Kind::Credential)?,
            criteria: raw(Kind::Criteria)?,
            locations: self::raw(self.locations.plain())?,
            engagements: raw(Kind::Engagement)?,
            customers: self::raw(self.customers.plain())?,
            claims: self::raw(self.claims.plain())?,
        };
        serde_json::to_vec(&dataset).ok().map(Bytes::from)
    }
}

/// A claim belongs to its location.
pub fn sees_claim(world: &World, sight: &Sight, at: usize) -> bool {
    world.programme.claims.get(at).is_some_and(|(location, _)| location.is_some_and(|at| sight.sees(at)))
}

/// A customer is seen with a claim of theirs. One without any belongs to no location: whoever sees all sees them too.
fn customers_seen(world: &World, sight: &Sight) -> Vec<bool> {
    let mut seen = vec![sight.all(); world.programme.list(Kind::Customer).len()];
    for (at, (_, customer)) in world.programme.claims.iter().enumerate() {
        if let Some(customer) = customer.filter(|_| sees_claim(world, sight, at)) {
            seen[customer] = true;
        }
    }
    seen
}

fn raw(json: &Bytes) -> Option<&RawValue> {
    serde_json::from_slice(json).ok()
}

/// A dataset file of which the lists are written already.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'a> {
    format: &'static str,
    version: u32,
    id: &'a str,
    as_of: Day,
    shift_dates: bool,
    illustrative: bool,
    partner: &'a wire::Partner,
    areas: &'a RawValue,
    roles: &'a RawValue,
    markets: &'a RawValue,
    credentials: &'a RawValue,
    criteria: &'a RawValue,
    locations: &'a RawValue,
    engagements: &'a RawValue,
    customers: &'a RawValue,
    claims: &'a RawValue,
}
