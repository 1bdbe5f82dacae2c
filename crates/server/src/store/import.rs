//! Imports a dataset in one transaction, and moves the dates of a demo to today.

use std::collections::BTreeMap;
use std::fmt;

use domain::Day;
use domain::dataset::{Reader, without_mark};
use domain::model::{Claim, CustomerVerdict, Dataset, Engagement, Location};
use domain::payee::{ProfileKind, ProfileStatus};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, Row};

use super::audit::{Action, Actor, Entry};
use super::dataset::{Header, header, lists};
use super::import_report::{Conflict, ImportReport};
use super::lists::{Lists, ResourceKind};
use super::payee::payee_changes;
use super::{Store, Tx, record_event};
use crate::dataset_file::DatasetFile;

/// Why a dataset was not imported. The data are unchanged.
#[derive(Debug)]
pub enum ImportError {
    /// What is wrong with the file, and where: a line for each fault.
    Invalid(Vec<String>),
    Database(sqlx::Error),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(complaints) => {
                f.write_str("the dataset is not valid, and nothing of it was imported:")?;
                complaints.iter().try_for_each(|complaint| write!(f, "\n  {complaint}"))
            }
            Self::Database(error) => write!(f, "the database failed, and nothing was imported: {error}"),
        }
    }
}

impl std::error::Error for ImportError {}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// A resource to be written: id and JSON.
type NewResource = (String, String);

impl Store {
    /// Replaces the data with a dataset file, unless the same file was imported last. Profiles that people changed are
    /// kept, unless `replace_profiles` is set. Returns what is different; nothing if it was not imported.
    /// Rejects a file with any problem that the dataset reader of the app reports.
    pub async fn import(
        &self,
        file: &DatasetFile,
        replace_profiles: bool,
        today: Day,
    ) -> Result<Option<ImportReport>, ImportError> {
        let digest = &file.digest;
        let is_known = async |tx: &mut Tx| Ok(header(tx).await?.is_some_and(|(_, _, known)| known == *digest));
        if self.read(is_known).await? {
            return Ok(None);
        }
        let mut dataset = validate(file, today).map_err(ImportError::Invalid)?;
        let imported = self.write(async |tx| {
            // Another process may have imported it in the meantime.
            if self::header(tx).await?.is_some_and(|(_, _, known)| known == *digest) {
                tx.cancel();
                return Ok(None);
            }
            let mut report = ImportReport::default();
            if replace_profiles {
                sqlx::query("DELETE FROM payee_changes").execute(&mut **tx).await?;
            }
            keep_profiles(&mut dataset.locations, payee_changes(tx).await?, &mut report);
            let (header, new) = serialize(dataset, today).map_err(decode)?;
            report.compare(&lists(tx).await?, &new);
            // A stored response must not answer for a state that is gone.
            sqlx::query("DELETE FROM answers").execute(&mut **tx).await?;
            replace(tx, &header, digest, new).await?;
            let action = Action::DatasetImported { digest };
            tx.audit(&Entry { actor: Actor::Server, action, account: None }).await?;
            Ok(Some(report))
        });
        Ok(imported.await?)
    }

    /// Removes the links to payee profiles in another system. Returns the number of locations that had one.
    pub async fn remove_payee_links(&self) -> sqlx::Result<usize> {
        let select = "SELECT id, body FROM resources WHERE kind = 'location' AND body LIKE '%\"url\"%'";
        if sqlx::query(select).fetch_all(&self.readers).await?.is_empty() {
            return Ok(0);
        }
        self.write(async |tx| {
            let rows = sqlx::query(select).fetch_all(&mut **tx).await?;
            for row in &rows {
                let mut location: Location = serde_json::from_str(&row.try_get::<String, _>(1)?).map_err(decode)?;
                for kind in ProfileKind::ALL {
                    location.payee.get_mut(kind).url = None;
                }
                let body = serde_json::to_string(&location).map_err(decode)?;
                super::payee::write(tx, &row.try_get::<String, _>(0)?, &body).await?;
            }
            Ok(rows.len())
        })
        .await
    }

    /// Returns whether a dataset was imported.
    pub async fn has_dataset(&self) -> sqlx::Result<bool> {
        self.read(async |tx| Ok(header(tx).await?.is_some())).await
    }

    /// Moves the dates of a dataset with `shiftDates` so that they describe today (rule 14). Returns whether they have
    /// moved.
    pub async fn move_dates(&self, today: Day) -> sqlx::Result<bool> {
        let outdated = |header: &Header| header.shift_dates && header.as_of != today;
        let found = self.read(async |tx| header(tx).await).await?;
        if !found.is_some_and(|(header, _, _)| outdated(&header)) {
            return Ok(false);
        }
        self.write(async |tx| {
            // Another process may have moved them in the meantime.
            let Some((mut header, _, digest)) = header(tx).await?.filter(|(header, _, _)| outdated(header)) else {
                tx.cancel();
                return Ok(false);
            };
            let days = today.since(header.as_of);
            header.as_of = today;
            let moved = lists(tx).await?.try_map(|kind, list| {
                let moved = list.into_iter().map(|resource| Ok((resource.id, shift_days(kind, resource.body, days)?)));
                moved.collect::<serde_json::Result<_>>()
            });
            replace(tx, &header, &digest, moved.map_err(decode)?).await?;
            Ok(true)
        })
        .await
    }
}

/// Reads a file that must not have any problem.
fn validate(file: &DatasetFile, today: Day) -> Result<Dataset, Vec<String>> {
    let loaded = Reader::read(&file.json, today);
    let mut problems = loaded.problems;
    if let Some(data) = &loaded.data {
        problems.extend(data.check_details(0..data.details_count()));
    }
    let complaints = file.complaints(&problems);
    if !complaints.is_empty() {
        return Err(complaints);
    }
    // The same types: a file without problems deserializes as well.
    serde_json::from_slice(without_mark(&file.json)).map_err(|error| vec![format!("$: {error}")])
}

/// Keeps the profiles that people changed.
fn keep_profiles(
    locations: &mut [Location],
    mut changes: BTreeMap<(String, ProfileKind), ProfileStatus>,
    report: &mut ImportReport,
) {
    for location in locations {
        for profile in ProfileKind::ALL {
            let Some(kept) = changes.remove(&(location.id.0.clone(), profile)) else { continue };
            let status = &mut location.payee.get_mut(profile).status;
            let of_file = std::mem::replace(status, kept);
            if of_file != kept {
                report.conflicts.push(Conflict { location: location.id.0.clone(), profile, kept, in_file: of_file });
            }
        }
    }
    report.absent = changes.into_keys().map(|(location, _)| location).collect();
    report.absent.dedup();
}

/// Serializes the lists of a dataset; moves dates to today if `shiftDates` is set.
fn serialize(mut dataset: Dataset, today: Day) -> serde_json::Result<(Header, Lists<Vec<NewResource>>)> {
    let mut as_of = dataset.as_of;
    if dataset.shift_dates {
        let days = today.since(as_of);
        for location in &mut dataset.locations {
            location.shift(days);
        }
        for engagement in &mut dataset.engagements {
            engagement.term.shift(days);
        }
        for claim in &mut dataset.claims {
            claim.shift(days);
        }
        for verdict in &mut dataset.customer_verdicts {
            verdict.shift(days);
        }
        as_of = today;
    }
    let Dataset { id, shift_dates, illustrative, partner, .. } = dataset;
    let lists = Lists {
        areas: serialize_list(&dataset.areas, |area| &area.id.0)?,
        roles: serialize_list(&dataset.roles, |role| &role.id.0)?,
        markets: serialize_list(&dataset.markets, |market| &market.id.0)?,
        credentials: serialize_list(&dataset.credentials, |credential| &credential.id.0)?,
        criteria: serialize_list(&dataset.criteria, |set| &set.id.0)?,
        locations: serialize_list(&dataset.locations, |location| &location.id.0)?,
        engagements: serialize_list(&dataset.engagements, |engagement| &engagement.id.0)?,
        customers: serialize_list(&dataset.customers, |customer| &customer.id.0)?,
        claims: serialize_list(&dataset.claims, |claim| &claim.id.0)?,
        customer_verdicts: serialize_list(&dataset.customer_verdicts, |verdict| &verdict.id.0)?,
    };
    Ok((Header { id, as_of, shift_dates, illustrative, partner }, lists))
}

fn serialize_list<T: Serialize>(list: &[T], id: impl Fn(&T) -> &String) -> serde_json::Result<Vec<NewResource>> {
    list.iter().map(|element| Ok((id(element).clone(), serde_json::to_string(element)?))).collect()
}

/// Moves the days of a resource.
fn shift_days(kind: ResourceKind, body: String, days: i32) -> serde_json::Result<String> {
    fn change<T: Serialize + DeserializeOwned>(body: &str, by: impl FnOnce(&mut T)) -> serde_json::Result<String> {
        let mut element = serde_json::from_str(body)?;
        by(&mut element);
        serde_json::to_string(&element)
    }
    match kind {
        ResourceKind::Location => change(&body, |location: &mut Location| location.shift(days)),
        ResourceKind::Engagement => change(&body, |engagement: &mut Engagement| engagement.term.shift(days)),
        ResourceKind::Claim => change(&body, |claim: &mut Claim| claim.shift(days)),
        ResourceKind::CustomerVerdict => change(&body, |verdict: &mut CustomerVerdict| verdict.shift(days)),
        ResourceKind::Area
        | ResourceKind::Role
        | ResourceKind::Market
        | ResourceKind::Credential
        | ResourceKind::Criteria
        | ResourceKind::Customer => Ok(body),
    }
}

async fn replace(tx: &mut Tx, header: &Header, digest: &str, lists: Lists<Vec<NewResource>>) -> sqlx::Result<()> {
    let seq = tx.change().await?;
    // Changes are counted from the import on: their tags name no state of the new data.
    sqlx::query("UPDATE answers SET changes = -1").execute(&mut **tx).await?;
    sqlx::query("DELETE FROM resources").execute(&mut **tx).await?;
    for (kind, list) in lists.into_pairs() {
        insert(tx, seq, kind, list).await?;
    }
    let upsert = "INSERT INTO dataset (id, header, digest, revision) VALUES (1, $1, $2, $3) ON CONFLICT (id) \
                  DO UPDATE SET header = excluded.header, digest = excluded.digest, revision = excluded.revision";
    let header = serde_json::to_string(header).map_err(decode)?;
    sqlx::query(upsert).bind(header).bind(digest).bind(seq).execute(&mut **tx).await?;
    record_event(tx, seq, "dataset", "").await
}

/// Inserts rows in batches: single inserts take seconds.
async fn insert(tx: &mut Tx, seq: i64, kind: ResourceKind, list: Vec<NewResource>) -> sqlx::Result<()> {
    const ROWS: usize = 64;
    let mut position = 0_i64;
    let mut list = list.into_iter().peekable();
    while list.peek().is_some() {
        let rows: Vec<_> = list.by_ref().take(ROWS).collect();
        let values: Vec<_> =
            (0..rows.len()).map(|at| format!("($1, ${}, ${}, $2, ${})", 3 * at + 3, 3 * at + 4, 3 * at + 5)).collect();
        let statement =
            format!("INSERT INTO resources (kind, id, position, revision, body) VALUES {}", values.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(statement)).bind(kind.as_str()).bind(seq);
        for (id, body) in rows {
            query = query.bind(id).bind(position).bind(body);
            position += 1;
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

fn decode(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Decode(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{LogFormat, Place};

    const DEMO: &[u8] = include_bytes!("../../../../demo/contoso.json");

    async fn store(directory: &tempfile::TempDir) -> Store {
        let place = Place {
            data: directory.path().to_owned(),
            database_url: None,
            log_format: LogFormat::Text,
            security_log_plain: false,
        };
        Store::open(&place).await.unwrap()
    }

    /// Returns dates of the first engagement, the first location, the first claim with its evidence, and the first
    /// verdict.
    async fn dates(store: &Store) -> [Day; 5] {
        let lists = store.read_dataset().await.unwrap().lists;
        let engagement: Engagement = serde_json::from_str(&lists.engagements[0].body).unwrap();
        let location: Location = serde_json::from_str(&lists.locations[0].body).unwrap();
        let claim: Claim = serde_json::from_str(&lists.claims[0].body).unwrap();
        let verdict: CustomerVerdict = serde_json::from_str(&lists.customer_verdicts[0].body).unwrap();
        let evidence = claim.evidence[0].since.unwrap();
        [engagement.term.last, location.attainments[0].first, claim.added, evidence, verdict.since]
    }

    #[tokio::test]
    async fn moves_dates_of_a_demo_with_the_days() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let today = Day::new(2027, 3, 1).unwrap();
        assert!(store.import(&DatasetFile::of_json(DEMO), false, today).await.unwrap().is_some());
        assert!(
            store.import(&DatasetFile::of_json(DEMO), false, today.plus(1)).await.unwrap().is_none(),
            "the same file again changes nothing"
        );
        assert!(!store.move_dates(today).await.unwrap());
        let before = dates(&store).await;
        let seq = store.head().await.unwrap();
        assert!(store.move_dates(today.plus(40)).await.unwrap());
        assert_eq!(dates(&store).await, before.map(|day| day.plus(40)));
        let events = store.changes_after(seq).await.unwrap().events;
        assert_eq!(
            events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
            ["dataset"],
            "every client reloads"
        );
        assert!(!store.move_dates(today.plus(40)).await.unwrap());
    }

    #[tokio::test]
    async fn keeps_dates_without_shift_dates() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let file = String::from_utf8(DEMO.to_vec()).unwrap().replace("\"shiftDates\": true", "\"shiftDates\": false");
        let today = Day::new(2027, 3, 1).unwrap();
        assert!(store.import(&DatasetFile::of_json(file.as_bytes()), false, today).await.unwrap().is_some());
        assert!(!store.move_dates(today.plus(1)).await.unwrap());
    }

    #[tokio::test]
    async fn rolled_back_change_leaves_no_gap() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let change = async |tx: &mut Tx| tx.change().await;
        let first = store.write(async |tx| change(tx).await.inspect(|_| tx.cancel())).await.unwrap();
        let second = store.write(change).await.unwrap();
        assert_eq!((first, second, store.head().await.unwrap()), (1, 1, 1));
    }
}
