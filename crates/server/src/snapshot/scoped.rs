//! The part of a snapshot that a session may see.

use std::sync::{Arc, LazyLock, OnceLock};

use bytes::Bytes;
use domain::model::{self, Partner};
use domain::visibility::VisibleLocations;
use domain::{Day, Idx};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::encoded_part::EncodedPart;
use super::{EncodedBody, Revision, Snapshot};
use crate::store::Failure;
use crate::store::lists::ResourceKind;

/// A list as a part of bodies, or why it cannot be sent.
pub type ListPart = Result<Arc<EncodedPart>, Failure>;

/// The visible locations. Changes with each of them.
pub struct LocationView {
    /// The changes of visible locations since the import.
    changes: u64,
    list: OnceLock<ListPart>,
}

/// What an import decides of what a session may see. Lists are made on first use: a stream needs none.
pub struct PartnerView {
    /// The hash of the set of locations.
    name: Hash,
    visible_customers: OnceLock<Vec<bool>>,
    customers: OnceLock<ListPart>,
    claims: OnceLock<ListPart>,
    customer_verdicts: OnceLock<ListPart>,
}

/// The beginning of a dataset, with whom to ask.
pub struct HeadView {
    /// The hash of whom to ask.
    admins: Hash,
    /// None before the first import.
    part: Option<Arc<EncodedPart>>,
}

type Hash = [u8; 32];

/// Wraps a list.
pub(super) fn list_part(json: Result<Bytes, Failure>) -> ListPart {
    json.map(|json| Arc::new(EncodedPart::new(json)))
}

/// The empty list.
static EMPTY: LazyLock<Arc<EncodedPart>> = LazyLock::new(|| Arc::new(EncodedPart::new(Bytes::from_static(b"[]"))));
/// What stands before each list of a dataset, and after the last. The engagements are behind all that the list shows:
/// the app shows the first ones while the rest arrives.
static KEYS: LazyLock<[(ResourceKind, Arc<EncodedPart>); 10]> = LazyLock::new(|| {
    [
        (ResourceKind::Area, "areas"),
        (ResourceKind::Role, "roles"),
        (ResourceKind::Market, "markets"),
        (ResourceKind::Credential, "credentials"),
        (ResourceKind::Criteria, "criteria"),
        (ResourceKind::Location, "locations"),
        (ResourceKind::Customer, "customers"),
        (ResourceKind::Claim, "claims"),
        (ResourceKind::Engagement, "engagements"),
        (ResourceKind::CustomerVerdict, "customerVerdicts"),
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
        let locations = &self.snapshot.locations;
        self.snapshot.location_views.get(self.visible, || {
            let seen = (0..locations.len()).filter(|at| self.visible.contains(Idx::new(*at)));
            let changes = seen.map(|at| locations.changes(at).unsigned_abs()).sum();
            LocationView { changes, list: OnceLock::new() }
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
            PartnerView {
                name: digest.finalize().into(),
                visible_customers: OnceLock::new(),
                customers: OnceLock::new(),
                claims: OnceLock::new(),
                customer_verdicts: OnceLock::new(),
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
            HeadView { admins: hash.into(), part }
        })
    }

    fn locations(&self) -> ListPart {
        let locations = &self.snapshot.locations;
        let view = self.location_view();
        let list = view.list.get_or_init(|| {
            let all = self.visible.is_all();
            let is_visible = |at| self.visible.contains(Idx::new(at));
            list_part(if all { locations.array() } else { locations.filtered(is_visible) })
        });
        list.clone()
    }

    /// Returns a list of the partner. Those who see all of it share one copy.
    fn of_partner(
        &self,
        kind: ResourceKind,
        list: impl Fn(&PartnerView) -> &OnceLock<ListPart>,
        which: impl Fn(usize) -> bool,
    ) -> ListPart {
        let programme = &self.snapshot.programme;
        if self.visible.is_all() {
            return programme.part(kind).clone();
        }
        let view = self.partner_view();
        list(&view).get_or_init(|| list_part(programme.list(kind).filtered(which))).clone()
    }

    fn import(&self) -> [u8; 8] {
        self.snapshot.programme.revision.to_be_bytes()
    }

    /// Returns the revision of the view of a session: its changes, in a view of these locations, of whom to ask, and of
    /// what else describes the session.
    pub fn revision(&self, session: &[u8]) -> Revision {
        let parts: [&[u8]; 4] = [session, &self.import(), &self.partner_view().name, &self.head_view().admins];
        self.snapshot.key.revision(&parts, self.location_view().changes)
    }

    /// Returns the entity tag of all visible data.
    pub fn dataset_tag(&self) -> String {
        let (locations, admins) = (self.locations_tag(), self.head_view().admins);
        self.snapshot.key.tag(&[locations.as_bytes(), &admins, self.snapshot.day.to_string().as_bytes()])
    }

    /// Returns the entity tag of the visible locations.
    pub fn locations_tag(&self) -> String {
        let changes = self.location_view().changes.to_be_bytes();
        self.snapshot.key.tag(&[&self.import(), &self.partner_view().name, &changes])
    }

    /// Returns the entity tag of lists that only an import changes.
    pub fn partner_tag(&self) -> String {
        self.snapshot.key.tag(&[&self.import(), &self.partner_view().name])
    }

    /// Returns the entity tag of the lists of the programme.
    pub fn programme_tag(&self) -> String {
        self.snapshot.key.tag(&[&self.import(), &[self.visible.sees_programme().into()]])
    }

    /// Returns whether the claim at a position is visible.
    pub fn sees_claim(&self, at: usize) -> bool {
        self.snapshot.programme.claims.get(at).is_some_and(|claim| self.visible.sees_claim(*claim))
    }

    /// Returns which customers are visible, by position.
    pub fn visible_customers(&self) -> impl Fn(usize) -> bool + use<> {
        let (view, programme) = (self.partner_view(), &self.snapshot.programme);
        let count = programme.list(ResourceKind::Customer).len();
        view.visible_customers.get_or_init(|| self.visible.customers(count, programme.claims.iter().copied()));
        move |at| view.visible_customers.get().and_then(|all| all.get(at)).copied().unwrap_or(false)
    }

    /// Returns which verdicts on customers are visible, by position: those on visible customers.
    fn visible_verdicts(&self) -> impl Fn(usize) -> bool {
        let is_visible = self.visible_customers();
        let customers = &self.snapshot.programme.verdict_customers;
        move |at| customers.get(at).copied().flatten().is_some_and(|customer| is_visible(customer.index()))
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
            ResourceKind::Location => self.locations(),
            ResourceKind::Customer => self.of_partner(kind, |view| &view.customers, self.visible_customers()),
            ResourceKind::Claim => self.of_partner(kind, |view| &view.claims, |at| self.sees_claim(at)),
            ResourceKind::CustomerVerdict => {
                self.of_partner(kind, |view| &view.customer_verdicts, self.visible_verdicts())
            }
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

#[cfg(test)]
mod tests;
