//! The data in memory: a snapshot of the database as JSON, replaced as a whole when something changes, and the log of
//! recent changes.

mod admins;
mod cache;
mod encoded_body;
mod event_log;
mod json_list;
mod scoped;

use std::sync::{Arc, Mutex, PoisonError};

use domain::visibility::{ClaimParties, VisibleLocations};
use domain::{Day, Idx};
use serde::Deserialize;

use crate::store::dataset::{Changes, Header, StoredDataset};
use crate::store::lists::{Lists, ResourceKind};
use crate::time::today;

pub use admins::Admins;
pub use cache::{SnapshotCache, poll_changes};
pub use encoded_body::{EncodedBody, Encoding};
pub use event_log::Backlog;
pub use json_list::JsonList;
pub use scoped::{ScopedData, sees_claim};

/// All data at one moment.
pub struct Snapshot {
    /// The number of the newest change.
    pub seq: i64,
    /// The day that the data describe.
    pub day: Day,
    pub programme: Arc<Programme>,
    pub locations: JsonList,
    /// The incentives admins.
    pub admins: Arc<Admins>,
    scopes: Mutex<ScopeCache>,
}

/// The data that only an import changes.
pub struct Programme {
    /// None before the first import.
    pub header: Option<Header>,
    /// The number of the import.
    pub revision: i64,
    /// The lists; that of locations as imported.
    lists: Lists<JsonList>,
    bodies: Lists<EncodedBody>,
    /// The positions of the location and the customer of each claim.
    pub claims: Vec<ClaimParties>,
}

impl Programme {
    /// Returns a list. The list of locations is the imported one; [`Snapshot::locations`] is current.
    pub const fn list(&self, kind: ResourceKind) -> &JsonList {
        self.lists.get(kind)
    }

    /// Returns a list as a response body.
    pub const fn body(&self, kind: ResourceKind) -> &EncodedBody {
        self.bodies.get(kind)
    }
}

/// The most recently used scopes, newest last.
struct ScopeCache {
    entries: Vec<(VisibleLocations, Arc<ScopedData>)>,
    capacity: usize,
}

/// Roughly how many bytes of scopes are cached.
const MAX_SCOPE_BYTES: usize = 64 << 20;

impl Snapshot {
    /// Creates the snapshot of a dataset.
    pub fn new(dataset: StoredDataset, admins: Arc<Admins>) -> Self {
        let StoredDataset { seq, header, lists } = dataset;
        let (header, revision) = header.map_or((None, 0), |(header, revision)| (Some(header), revision));
        let lists = lists.map(JsonList::new);
        let bodies = lists.as_ref().map(|list| EncodedBody::new(list.json().clone()));
        let claims = &lists.claims;
        let claims =
            (0..claims.len()).map(|at| references(&claims.body(at), &lists.locations, &lists.customers)).collect();
        let locations = lists.locations.clone();
        Self::assemble(seq, Arc::new(Programme { header, revision, lists, bodies, claims }), locations, admins)
    }

    /// Returns a snapshot with changed locations, and with other admins.
    pub fn with_changes(&self, changes: &Changes, admins: Arc<Admins>) -> Self {
        let locations = if changes.locations.is_empty() {
            self.locations.clone()
        } else {
            self.locations.with_changes(&changes.locations)
        };
        Self::assemble(changes.seq, Arc::clone(&self.programme), locations, admins)
    }

    /// Returns a snapshot that describes today.
    pub fn for_today(&self) -> Self {
        Self::assemble(self.seq, Arc::clone(&self.programme), self.locations.clone(), Arc::clone(&self.admins))
    }

    fn assemble(seq: i64, programme: Arc<Programme>, locations: JsonList, admins: Arc<Admins>) -> Self {
        let size: usize = programme.lists.as_ref().into_pairs().iter().map(|(_, list)| list.json().len()).sum();
        let capacity = (MAX_SCOPE_BYTES / size.max(1)).clamp(4, 64);
        let scopes = Mutex::new(ScopeCache { entries: Vec::new(), capacity });
        Self { seq, day: today(), programme, locations, admins, scopes }
    }

    /// Returns the data that a session with these visible locations may see.
    pub fn scoped(&self, visible: &VisibleLocations) -> Arc<ScopedData> {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        let found = scopes.entries.iter().position(|(known, _)| known == visible);
        let entry = match found {
            Some(at) => scopes.entries.remove(at),
            None => (visible.clone(), Arc::new(ScopedData::new(self, visible))),
        };
        let data = Arc::clone(&entry.1);
        if scopes.entries.len() >= scopes.capacity {
            scopes.entries.remove(0);
        }
        scopes.entries.push(entry);
        data
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
