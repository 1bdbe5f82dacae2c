//! The part of a snapshot that a session may see.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use domain::model::{self, Partner};
use domain::visibility::VisibleLocations;
use domain::{Day, Idx};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::encoded_part::EncodedPart;
use super::{EncodedBody, JsonList, Snapshot};
use crate::hex;
use crate::store::Failure;
use crate::store::lists::ResourceKind;

/// A list as a part of bodies, or why it cannot be sent.
pub type ListPart = Result<Arc<EncodedPart>, Failure>;

/// The visible locations. Changes with each of them.
pub struct LocationView {
    /// The newest revision of anything visible.
    revision: i64,
    list: ListPart,
}

/// What an import decides of what a session may see.
pub struct PartnerView {
    /// A short hash of the set of locations.
    name: String,
    visible_customers: Vec<bool>,
    customers: ListPart,
    claims: ListPart,
}

/// The beginning of a dataset, with whom to ask.
pub struct HeadView {
    /// A short hash of whom to ask.
    admins_hash: String,
    /// None before the first import.
    part: Option<Arc<EncodedPart>>,
}

/// Wraps a list.
pub(super) fn list_part(json: Result<Bytes, Failure>) -> ListPart {
    json.map(|json| Arc::new(EncodedPart::new(json)))
}

/// The empty list.
static EMPTY: LazyLock<Arc<EncodedPart>> = LazyLock::new(|| Arc::new(EncodedPart::new(Bytes::from_static(b"[]"))));
/// What stands before each list of a dataset, and after the last.
static KEYS: LazyLock<[(ResourceKind, Arc<EncodedPart>); 9]> = LazyLock::new(|| {
    [
        (ResourceKind::Area, "areas"),
        (ResourceKind::Role, "roles"),
        (ResourceKind::Market, "markets"),
        (ResourceKind::Credential, "credentials"),
        (ResourceKind::Criteria, "criteria"),
        (ResourceKind::Location, "locations"),
        (ResourceKind::Engagement, "engagements"),
        (ResourceKind::Customer, "customers"),
        (ResourceKind::Claim, "claims"),
    ]
    .map(|(kind, name)| (kind, Arc::new(EncodedPart::new(format!(",\"{name}\":").into()))))
});
static END: LazyLock<Arc<EncodedPart>> = LazyLock::new(|| Arc::new(EncodedPart::new(Bytes::from_static(b"}"))));

/// The visible part of a snapshot. Its views are cached and shared by all sessions that see the same locations.
#[derive(Clone, Copy)]
pub struct ScopedData<'a> {
    pub snapshot: &'a Snapshot,
    pub visible: &'a VisibleLocations,
}

impl ScopedData<'_> {
    fn location_view(&self) -> Arc<LocationView> {
        let Snapshot { programme, locations, .. } = self.snapshot;
        self.snapshot.location_views.get(self.visible, || {
            let seen = (0..locations.len()).filter(|at| self.visible.contains(Idx::new(*at)));
            let revision = seen.map(|at| locations.revision(at)).fold(programme.revision, i64::max);
            LocationView { revision, list: self.filtered(locations, |at| self.visible.contains(Idx::new(at))) }
        })
    }

    fn partner_view(&self) -> Arc<PartnerView> {
        let Snapshot { programme, locations, .. } = self.snapshot;
        programme.views.get(self.visible, || {
            let mut digest = Sha256::new();
            for at in (0..locations.len()).filter(|at| self.visible.contains(Idx::new(*at))) {
                digest.update(locations.id(at));
                digest.update([0]);
            }
            let customers = programme.list(ResourceKind::Customer);
            let visible_customers = self.visible.customers(customers.len(), programme.claims.iter().copied());
            PartnerView {
                name: hex::encode(&digest.finalize()[..6]),
                customers: self.filtered(customers, |at| visible_customers[at]),
                claims: self.filtered(programme.list(ResourceKind::Claim), |at| self.sees_claim(at)),
                visible_customers,
            }
        })
    }

    fn head_view(&self) -> Arc<HeadView> {
        let Snapshot { programme, locations, admins, day, .. } = self.snapshot;
        self.snapshot.head_views.get(self.visible, || {
            let admins = admins.visible(locations, self.visible);
            let hash = Sha256::digest(serde_json::to_vec(&admins).unwrap_or_default());
            let header = programme.header.as_ref();
            let part = header.and_then(|header| {
                let partner = Partner { name: header.partner.name.clone(), admins };
                DatasetHead::new(&header.id, *day, header.illustrative, &partner).part()
            });
            HeadView { admins_hash: hex::encode(&hash[..6]), part }
        })
    }

    fn filtered(&self, list: &JsonList, which: impl Fn(usize) -> bool) -> ListPart {
        list_part(if self.visible.is_all() { list.array() } else { list.filtered(which) })
    }

    /// Returns a short hash of the set of locations.
    pub fn name(&self) -> String {
        self.partner_view().name.clone()
    }

    /// Returns the newest revision of anything visible.
    pub fn revision(&self) -> i64 {
        self.location_view().revision
    }

    /// Returns a short hash of whom to ask.
    pub fn admins_hash(&self) -> String {
        self.head_view().admins_hash.clone()
    }

    /// Returns whether the claim at a position is visible.
    pub fn sees_claim(&self, at: usize) -> bool {
        self.snapshot.programme.claims.get(at).is_some_and(|claim| self.visible.sees_claim(*claim))
    }

    /// Returns which customers are visible, by position.
    pub fn visible_customers(&self) -> impl Fn(usize) -> bool + use<> {
        let view = self.partner_view();
        move |at| view.visible_customers.get(at).copied().unwrap_or(false)
    }

    /// Returns a visible list; those of the programme are empty where it is not visible.
    ///
    /// # Errors
    /// If a visible resource is damaged.
    pub fn list(&self, kind: ResourceKind) -> Result<EncodedBody, Failure> {
        Ok(EncodedBody::of_parts(vec![self.part(kind)?]))
    }

    fn part(&self, kind: ResourceKind) -> ListPart {
        match kind {
            ResourceKind::Location => self.location_view().list.clone(),
            ResourceKind::Customer => self.partner_view().customers.clone(),
            ResourceKind::Claim => self.partner_view().claims.clone(),
            _ if self.visible.sees_programme() => self.snapshot.programme.part(kind).clone(),
            _ => Ok(Arc::clone(&EMPTY)),
        }
    }

    /// Returns the visible data in the format of a dataset file; none before the first import.
    ///
    /// # Errors
    /// If a visible resource is damaged.
    pub fn dataset(&self) -> Result<Option<EncodedBody>, Failure> {
        let Some(head) = self.head_view().part.clone() else { return Ok(None) };
        let mut parts = vec![head];
        for (kind, key) in &*KEYS {
            parts.push(Arc::clone(key));
            parts.push(self.part(*kind)?);
        }
        parts.push(Arc::clone(&END));
        Ok(Some(EncodedBody::of_parts(parts)))
    }
}

/// A dataset file without its lists.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DatasetHead<'a> {
    format: &'static str,
    version: u32,
    id: &'a str,
    as_of: Day,
    shift_dates: bool,
    illustrative: bool,
    partner: &'a Partner,
}

impl<'a> DatasetHead<'a> {
    const fn new(id: &'a str, as_of: Day, illustrative: bool, partner: &'a Partner) -> Self {
        Self { format: model::FORMAT, version: model::VERSION, id, as_of, shift_dates: false, illustrative, partner }
    }

    /// Returns the JSON object without its end: the lists follow.
    fn part(&self) -> Option<Arc<EncodedPart>> {
        let mut json = serde_json::to_vec(self).ok()?;
        json.pop();
        Some(Arc::new(EncodedPart::new(json.into())))
    }
}
