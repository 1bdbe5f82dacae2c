//! Reads the data: everything at startup, then only changes.

use domain::Day;
use domain::model::Partner;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::lists::{Lists, ResourceKind};
use super::{Store, Tx};

/// A dataset without its lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    pub id: String,
    /// The day that the dates in the database describe.
    pub as_of: Day,
    /// Whether the dates are moved to today (`shiftDates`).
    pub shift_dates: bool,
    /// Whether the data are invented.
    pub illustrative: bool,
    pub partner: Partner,
}

/// A resource as JSON.
#[derive(Clone, Debug)]
pub struct Resource {
    pub id: String,
    /// Its changes since the import.
    pub changes: i64,
    pub body: String,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEvent {
    pub seq: i64,
    /// `location`, `account`, `grant` when roles of an account have changed, or `dataset` when all data have changed.
    pub kind: String,
    /// The id of the resource; empty for `dataset`.
    pub id: String,
}

impl ChangeEvent {
    /// Returns the account whose sessions, description or roles have changed.
    pub fn account(&self) -> Option<i64> {
        matches!(self.kind.as_str(), "account" | "grant").then(|| self.id.parse().ok()).flatten()
    }

    /// Returns whether a location has changed.
    pub fn is_location(&self) -> bool {
        self.kind == "location"
    }
}

/// All data at one moment.
pub struct StoredDataset {
    /// The number of the newest change.
    pub seq: i64,
    /// The header and the number of its import; none before the first import.
    pub header: Option<(Header, i64)>,
    pub lists: Lists<Vec<Resource>>,
}

/// The changes since a moment.
pub struct Changes {
    /// The number of the newest change.
    pub seq: i64,
    /// In order.
    pub events: Vec<ChangeEvent>,
    /// The current state of the locations that changed.
    pub locations: Vec<Resource>,
}

/// The number of changes kept for clients that reconnect.
pub const MAX_EVENTS: i64 = 10_000;

impl Store {
    /// Reads all data.
    pub async fn read_dataset(&self) -> sqlx::Result<StoredDataset> {
        self.read(async |tx| {
            let seq = head(tx).await?;
            let header = header(tx).await?;
            let lists = lists(tx).await?;
            Ok(StoredDataset { seq, header: header.map(|(header, revision, _)| (header, revision)), lists })
        })
        .await
    }

    /// Returns the header of the dataset; none before the first import.
    pub async fn dataset_header(&self) -> sqlx::Result<Option<Header>> {
        self.read(async |tx| Ok(header(tx).await?.map(|(header, _, _)| header))).await
    }

    /// Returns whether the data have a location.
    pub async fn has_location(&self, id: &str) -> sqlx::Result<bool> {
        let select = sqlx::query("SELECT id FROM resources WHERE kind = $1 AND id = $2");
        let select = select.bind(ResourceKind::Location.as_str()).bind(id);
        Ok(select.fetch_optional(&self.readers).await?.is_some())
    }

    /// Returns the newest changes, oldest first.
    pub async fn recent_events(&self) -> sqlx::Result<Vec<ChangeEvent>> {
        let select = sqlx::query("SELECT seq, kind, id FROM events ORDER BY seq DESC LIMIT $1");
        let rows = select.bind(MAX_EVENTS).fetch_all(&self.readers).await?;
        rows.iter().rev().map(event).collect()
    }

    /// Returns the changes after a number.
    pub async fn changes_after(&self, seq: i64) -> sqlx::Result<Changes> {
        let locations = "SELECT id, changes, body FROM resources WHERE kind = 'location' AND revision > $1";
        self.read(async |tx| {
            let newest = head(tx).await?;
            let select = sqlx::query("SELECT seq, kind, id FROM events WHERE seq > $1 ORDER BY seq");
            let rows = select.bind(seq).fetch_all(&mut **tx).await?;
            let events = rows.iter().map(event).collect::<sqlx::Result<_>>()?;
            let rows = sqlx::query(locations).bind(seq).fetch_all(&mut **tx).await?;
            let locations = rows.iter().map(resource).collect::<sqlx::Result<_>>()?;
            Ok(Changes { seq: newest, events, locations })
        })
        .await
    }
}

async fn head(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT seq FROM head WHERE id = 1").fetch_one(&mut **tx).await
}

/// Returns the header, the number of its import, and the digest of the imported file.
pub(super) async fn header(tx: &mut Tx) -> sqlx::Result<Option<(Header, i64, String)>> {
    let select = sqlx::query("SELECT header, revision, digest FROM dataset WHERE id = 1");
    let Some(row) = select.fetch_optional(&mut **tx).await? else { return Ok(None) };
    let header =
        serde_json::from_str(&row.try_get::<String, _>(0)?).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Some((header, row.try_get(1)?, row.try_get(2)?)))
}

pub(super) async fn lists(tx: &mut Tx) -> sqlx::Result<Lists<Vec<Resource>>> {
    Ok(Lists {
        areas: list(tx, ResourceKind::Area).await?,
        roles: list(tx, ResourceKind::Role).await?,
        markets: list(tx, ResourceKind::Market).await?,
        credentials: list(tx, ResourceKind::Credential).await?,
        criteria: list(tx, ResourceKind::Criteria).await?,
        locations: list(tx, ResourceKind::Location).await?,
        engagements: list(tx, ResourceKind::Engagement).await?,
        customers: list(tx, ResourceKind::Customer).await?,
        claims: list(tx, ResourceKind::Claim).await?,
        customer_verdicts: list(tx, ResourceKind::CustomerVerdict).await?,
    })
}

async fn list(tx: &mut Tx, kind: ResourceKind) -> sqlx::Result<Vec<Resource>> {
    let select = sqlx::query("SELECT id, changes, body FROM resources WHERE kind = $1 ORDER BY position");
    select.bind(kind.as_str()).fetch_all(&mut **tx).await?.iter().map(resource).collect()
}

fn resource(row: &AnyRow) -> sqlx::Result<Resource> {
    Ok(Resource { id: row.try_get(0)?, changes: row.try_get(1)?, body: row.try_get(2)? })
}

fn event(row: &AnyRow) -> sqlx::Result<ChangeEvent> {
    Ok(ChangeEvent { seq: row.try_get(0)?, kind: row.try_get(1)?, id: row.try_get(2)? })
}
