//! The part of a snapshot that a session may see.

use std::sync::OnceLock;

use bytes::Bytes;
use domain::Day;
use domain::Idx;
use domain::model::{self, Admin, Partner};
use domain::visibility::VisibleLocations;
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{EncodedBody, Snapshot};
use crate::hex;
use crate::store::lists::ResourceKind;

/// The empty list.
static EMPTY: EncodedBody = EncodedBody::new(Bytes::from_static(b"[]"));

/// The data of one set of visible locations, shared by all sessions with the same set.
pub struct ScopedData {
    /// A short hash of the set of locations.
    pub name: String,
    /// The newest revision of anything visible.
    pub revision: i64,
    pub locations: EncodedBody,
    pub customers: EncodedBody,
    pub claims: EncodedBody,
    /// Whether the programme is visible.
    sees_programme: bool,
    /// Whom to ask.
    admins: Vec<Admin>,
    visible_customers: Vec<bool>,
    dataset: OnceLock<EncodedBody>,
}

impl ScopedData {
    /// Filters a snapshot.
    pub fn new(snapshot: &Snapshot, visible: &VisibleLocations) -> Self {
        let Snapshot { programme, locations, .. } = snapshot;
        let mut digest = Sha256::new();
        let mut revision = programme.revision;
        for at in (0..locations.len()).filter(|at| visible.contains(Idx::new(*at))) {
            digest.update(locations.id(at));
            digest.update([0]);
            revision = revision.max(locations.revision(at));
        }
        let customer_count = programme.list(ResourceKind::Customer).len();
        let visible_customers = visible.customers(customer_count, programme.claims.iter().copied());
        let filtered = |list: &super::JsonList, filter: &dyn Fn(usize) -> bool| {
            EncodedBody::new(if visible.is_all() { list.json().clone() } else { list.filtered(filter) })
        };
        Self {
            name: hex::encode(&digest.finalize()[..6]),
            revision,
            locations: filtered(locations, &|at| visible.contains(Idx::new(at))),
            customers: filtered(programme.list(ResourceKind::Customer), &|at| visible_customers[at]),
            claims: filtered(programme.list(ResourceKind::Claim), &|at| sees_claim(snapshot, visible, at)),
            sees_programme: visible.sees_programme(),
            admins: snapshot.admins.visible(locations, visible),
            visible_customers,
            dataset: OnceLock::new(),
        }
    }

    /// Returns whether the customer at a position is visible.
    pub fn sees_customer(&self, at: usize) -> bool {
        self.visible_customers.get(at).copied().unwrap_or(false)
    }

    /// Returns a list of the programme; empty where the programme is not visible.
    pub fn programme<'a>(&self, snapshot: &'a Snapshot, kind: ResourceKind) -> &'a EncodedBody {
        if self.sees_programme { snapshot.programme.body(kind) } else { &EMPTY }
    }

    /// Returns a short hash of whom to ask.
    pub fn admins_hash(&self) -> String {
        hex::encode(&Sha256::digest(serde_json::to_vec(&self.admins).unwrap_or_default())[..6])
    }

    /// Returns the visible data in the format of a dataset file; none before the first import.
    pub fn dataset(&self, snapshot: &Snapshot) -> Option<&EncodedBody> {
        if self.dataset.get().is_none() {
            let _ = self.dataset.set(EncodedBody::new(self.dataset_json(snapshot)?));
        }
        self.dataset.get()
    }

    fn dataset_json(&self, snapshot: &Snapshot) -> Option<Bytes> {
        let programme = &snapshot.programme;
        let header = programme.header.as_ref()?;
        let raw = |kind| raw(self.programme(snapshot, kind).plain());
        let partner = Partner { name: header.partner.name.clone(), admins: self.admins.clone() };
        let dataset = DatasetFile {
            format: model::FORMAT,
            version: model::VERSION,
            id: &header.id,
            as_of: snapshot.day,
            shift_dates: false,
            illustrative: header.illustrative,
            partner: &partner,
            areas: raw(ResourceKind::Area)?,
            roles: raw(ResourceKind::Role)?,
            markets: raw(ResourceKind::Market)?,
            credentials: raw(ResourceKind::Credential)?,
            criteria: raw(ResourceKind::Criteria)?,
            locations: self::raw(self.locations.plain())?,
            engagements: raw(ResourceKind::Engagement)?,
            customers: self::raw(self.customers.plain())?,
            claims: self::raw(self.claims.plain())?,
        };
        serde_json::to_vec(&dataset).ok().map(Bytes::from)
    }
}

/// Returns whether the claim at a position is visible.
pub fn sees_claim(snapshot: &Snapshot, visible: &VisibleLocations, at: usize) -> bool {
    snapshot.programme.claims.get(at).is_some_and(|claim| visible.sees_claim(*claim))
}

fn raw(json: &Bytes) -> Option<&RawValue> {
    serde_json::from_slice(json).ok()
}

/// A dataset file with lists that are JSON already.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DatasetFile<'a> {
    format: &'static str,
    version: u32,
    id: &'a str,
    as_of: Day,
    shift_dates: bool,
    illustrative: bool,
    partner: &'a Partner,
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
