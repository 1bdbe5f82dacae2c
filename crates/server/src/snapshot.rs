//! The data in memory: a snapshot of the database as JSON, replaced as a whole when something changes, and the log of
//! recent changes.

mod admins;
mod cache;
mod encoded_body;
mod encoded_part;
mod event_log;
mod json_list;
mod revision;
mod scoped;
mod view_cache;

use std::sync::Arc;

use domain::model::Customer;
use domain::visibility::ClaimParties;
use domain::{Day, Idx};
use serde::Deserialize;

use crate::store::dataset::{Changes, Header, StoredDataset};
use crate::store::lists::{Lists, ResourceKind};
use crate::store::payee::Version;
use crate::time::today;

pub use admins::Admins;
pub use cache::{SnapshotCache, poll_changes};
pub use encoded_body::EncodedBody;
pub use encoded_part::Encoding;
pub use json_list::JsonList;
pub use revision::{Revision, RevisionKey};
pub use scoped::ScopedData;
use scoped::{HeadView, ListPart, LocationView, PartnerView, list_part};
use view_cache::ViewCache;

/// All data at one moment. What a change leaves as it is is shared with the snapshot before it.
pub struct Snapshot {
    /// The number of the newest change.
    pub seq: i64,
    /// The day that the data describe.
    pub day: Day,
    pub programme: Arc<Programme>,
    pub locations: JsonList,
    /// The incentives admins.
    pub admins: Arc<Admins>,
    key: Arc<RevisionKey>,
    location_views: Arc<ViewCache<LocationView>>,
    head_views: Arc<ViewCache<HeadView>>,
}

/// The data that only an import changes.
pub struct Programme {
    /// None before the first import.
    pub header: Option<Header>,
    /// The number of the import.
    pub revision: i64,
    /// The lists; that of locations as imported.
    lists: Lists<JsonList>,
    parts: Lists<ListPart>,
    /// The positions of the location and the customer of each claim.
    pub claims: Vec<ClaimParties>,
    /// The positions of the customers of verdicts.
    verdict_customers: Vec<Option<Idx<Customer>>>,
    views: ViewCache<PartnerView>,
}

impl Programme {
    /// Returns a list. The list of locations is the imported one; [`Snapshot::locations`] is current.
    pub const fn list(&self, kind: ResourceKind) -> &JsonList {
        self.lists.get(kind)
    }

    /// Returns a list as a part of response bodies.
    const fn part(&self, kind: ResourceKind) -> &ListPart {
        self.parts.get(kind)
    }
}

/// The size of a beginning of a dataset, roughly.
const HEAD_SIZE: usize = 32 << 10;

impl Snapshot {
    /// Creates the snapshot of a dataset.
    pub fn new(dataset: StoredDataset, admins: Arc<Admins>, key: Arc<RevisionKey>) -> Self {
        let StoredDataset { seq, header, lists } = dataset;
        let (header, revision) = header.map_or((None, 0), |(header, revision)| (Some(header), revision));
        let lists: Result<_, std::convert::Infallible> = lists.try_map(|kind, list| Ok(JsonList::new(kind, list)));
        let lists = lists.unwrap_or_else(|never| match never {});
        let parts = lists.as_ref().map(|list| list_part(list.array()));
        let claims = &lists.claims;
        let parties = |at| references(&claims.body(at).unwrap_or_default(), &lists.locations, &lists.customers);
        let claims = (0..claims.len()).map(parties).collect();
        let verdicts = &lists.customer_verdicts;
        let customer = |at| customer(&verdicts.body(at).unwrap_or_default(), &lists.customers);
        let verdict_customers = (0..verdicts.len()).map(customer).collect();
        let locations = lists.locations.clone();
        let views = ViewCache::new(lists.customers.size() + lists.claims.size() + verdicts.size());
        let (location_views, head_views) = (ViewCache::new(locations.size()), ViewCache::new(HEAD_SIZE));
        let programme = Arc::new(Programme { header, revision, lists, parts, claims, verdict_customers, views });
        let (location_views, head_views) = (Arc::new(location_views), Arc::new(head_views));
        Self { seq, day: today(), programme, locations, admins, key, location_views, head_views }
    }

    /// Returns a snapshot with changed locations, and with other admins.
    pub fn with_changes(&self, changes: &Changes, admins: Arc<Admins>) -> Self {
        let mut next = Self { seq: changes.seq, ..self.share() };
        if !changes.locations.is_empty() {
            next.locations = self.locations.with_changes(&changes.locations);
            next.location_views = Arc::new(ViewCache::new(next.locations.size()));
        }
        if !Arc::ptr_eq(&admins, &self.admins) {
            next.admins = admins;
            next.head_views = Arc::new(ViewCache::new(HEAD_SIZE));
        }
        next
    }

    /// Returns a snapshot that describes today.
    pub fn for_today(&self) -> Self {
        Self { day: today(), head_views: Arc::new(ViewCache::new(HEAD_SIZE)), ..self.share() }
    }

    /// Returns the entity tag of a resource: its changes, and the import since which they are counted.
    pub fn tag_of(&self, changes: i64) -> String {
        self.tag_of_version(Version { import: self.programme.revision, changes })
    }

    /// Returns the entity tag of a location in one state.
    pub fn tag_of_version(&self, Version { import, changes }: Version) -> String {
        format!("{changes}.{}", self.key.tag(&[b"import", &import.to_be_bytes()]))
    }

    /// Returns the state of a location that an entity tag names; none if the tag is not of these data.
    pub fn version(&self, tag: &str) -> Option<Version> {
        let changes = tag.split('.').next()?.parse().ok()?;
        let version = Version { import: self.programme.revision, changes };
        (self.tag_of_version(version) == tag).then_some(version)
    }

    fn share(&self) -> Self {
        Self {
            seq: self.seq,
            day: self.day,
            programme: Arc::clone(&self.programme),
            locations: self.locations.clone(),
            admins: Arc::clone(&self.admins),
            key: Arc::clone(&self.key),
            location_views: Arc::clone(&self.location_views),
            head_views: Arc::clone(&self.head_views),
        }
    }
}

/// Finds the location and the customer of a claim.
fn references(claim: &[u8], locations: &JsonList, customers: &JsonList) -> ClaimParties {
    #[derive(Deserialize)]
    struct Claim {
        location: String,
        customer: String,
    }
    let claim: Option<Claim> = serde_json::from_slice(claim).ok();
    ClaimParties {
        location: claim.as_ref().and_then(|claim| locations.find(&claim.location)).map(Idx::new),
        customer: claim.as_ref().and_then(|claim| customers.find(&claim.customer)).map(Idx::new),
    }
}

/// Finds the customer of a verdict.
fn customer(verdict: &[u8], customers: &JsonList) -> Option<Idx<Customer>> {
    #[derive(Deserialize)]
    struct Verdict {
        customer: String,
    }
    let verdict: Verdict = serde_json::from_slice(verdict).ok()?;
    customers.find(&verdict.customer).map(Idx::new)
}
