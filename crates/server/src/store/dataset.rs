//! What is read of the data: all of it at the start, and what changed afterwards.

use domain::Day;
use domain::dataset::wire::Partner;
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Store, Tx};

/// A dataset beyond its lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Names the dataset.
    pub id: String,
    /// The day that the dates in the database describe.
    pub as_of: Day,
    /// Whether they move along with the days.
    pub shift_dates: bool,
    /// Whether the data are invented.
    pub illustrative: bool,
    /// Whose data these are.
    pub partner: Partner,
}

/// The lists of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Solution areas.
    Area,
    /// Partner roles.
    Role,
    /// Markets.
    Market,
    /// Credentials.
    Credential,
    /// Sets of criteria.
    Criteria,
    /// Locations.
    Location,
    /// Engagements.
    Engagement,
    /// Customers.
    Customer,
    /// Claims.
    Claim,
}

impl Kind {
    /// Every list, in the order of the dataset file.
    pub const ALL: [Self; 9] = [
        Self::Area,
        Self::Role,
        Self::Market,
        Self::Credential,
        Self::Criteria,
        Self::Location,
        Self::Engagement,
        Self::Customer,
        Self::Claim,
    ];

    /// How the database writes it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Role => "role",
            Self::Market => "market",
            Self::Credential => "credential",
            Self::Criteria => "criteria",
            Self::Location => "location",
            Self::Engagement => "engagement",
            Self::Customer => "customer",
            Self::Claim => "claim",
        }
    }
}

/// An element of a list.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: String,
    /// The number of its last change.
    pub revision: i64,
    /// Itself, as JSON.
    pub body: String,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The number of the change.
    pub seq: i64,
    /// `location`, `account`, or `dataset` for all of it.
    pub kind: String,
    /// Which.
    pub id: String,
}

/// Everything, at one moment.
pub struct Everything {
    /// The number of the newest change.
    pub seq: i64,
    /// What is beyond the lists, and the number of its import; none before the first.
    pub header: Option<(Header, i64)>,
    /// The lists, in the order of [`Kind::ALL`].
    pub lists: Vec<Vec<Stored>>,
}

/// What changed since a moment, and the locations that did, at one moment.
pub struct Changes {
    /// The number of the newest change.
    pub seq: i64,
    /// The changes, in order.
    pub events: Vec<Event>,
    /// The locations among them, as they are now.
    pub locations: Vec<Stored>,
}

/// How many changes are remembered for those who were away.
pub const REMEMBERED: i64 = 10_000;

impl Store {
    /// Reads everything.
    pub async fn everything(&self) -> sqlx::Result<Everything> {
        let mut tx = self.reading().await?;
        let seq = head(&mut tx).await?;
        let header = header(&mut tx).await?;
        let mut lists = Vec::new();
        for kind in Kind::ALL {
            lists.push(list(&mut tx, kind).await?);
        }
        Ok(Everything { seq, header: header.map(|(header, revision, _)| (header, revision)), lists })
    }

    /// The newest changes, oldest first.
    pub async fn newest_events(&self) -> sqlx::Result<Vec<Event>> {
        let select = sqlx::query("SELECT seq, kind, id FROM events ORDER BY seq DESC LIMIT $1");
        let mut events: Vec<Event> =
            select.bind(REMEMBERED).fetch_all(&self.pool).await?.iter().map(event).collect::<sqlx::Result<_>>()?;
        events.reverse();
        Ok(events)
    }

    /// Forgets changes that nobody can ask for any more, and old answers.
    pub async fn forget(&self) -> sqlx::Result<()> {
        let delete = sqlx::query("DELETE FROM events WHERE seq <= (SELECT seq FROM head WHERE id = 1) - $1");
        delete.bind(REMEMBERED).execute(&self.pool).await?;
        let delete = sqlx::query("DELETE FROM answers WHERE created < $1");
        delete.bind(super::now() - super::payee::ANSWER_SECONDS).execute(&self.pool).await?;
        Ok(())
    }

    /// Reads what changed after a number.
    pub async fn changes_after(&self, seq: i64) -> sqlx::Result<Changes> {
        let mut tx = self.reading().await?;
        let newest = head(&mut tx).await?;
        let select = sqlx::query("SELECT seq, kind, id FROM events WHERE seq > $1 ORDER BY seq");
        let rows = select.bind(seq).fetch_all(&mut *tx).await?;
        let events: Vec<Event> = rows.iter().map(event).collect::<sqlx::Result<_>>()?;
        let select = sqlx::query("SELECT id, revision, body FROM resources WHERE kind = 'location' AND revision > $1");
        let rows = select.bind(seq).fetch_all(&mut *tx).await?;
        let locations = rows.iter().map(stored).collect::<sqlx::Result<_>>()?;
        Ok(Changes { seq: newest, events, locations })
    }
}

async fn head(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT seq FROM head WHERE id = 1").fetch_one(&mut **tx).await
}

/// The header, the number of its import, and the digest of the file it came from.
pub(super) async fn header(tx: &mut Tx) -> sqlx::Result<Option<(Header, i64, String)>> {
    let select = sqlx::query("SELECT header, revision, digest FROM dataset WHERE id = 1");
    let Some(row) = select.fetch_optional(&mut **tx).await? else { return Ok(None) };
    let header =
        serde_json::from_str(&row.try_get::<String, _>(0)?).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Some((header, row.try_get(1)?, row.try_get(2)?)))
}

pub(super) async fn list(tx: &mut Tx, kind: Kind) -> sqlx::Result<Vec<Stored>> {
    let select = sqlx::query("SELECT id, revision, body FROM resources WHERE kind = $1 ORDER BY position");
    select.bind(kind.word()).fetch_all(&mut **tx).await?.iter().map(stored).collect()
}

fn stored(row: &AnyRow) -> sqlx::Result<Stored> {
    Ok(Stored { id: row.try_get(0)?, revision: row.try_get(1)?, body: row.try_get(2)? })
}

fn event(row: &AnyRow) -> sqlx::Result<Event> {
    Ok(Event { seq: row.try_get(0)?, kind: row.try_get(1)?, id: row.try_get(2)? })
}
