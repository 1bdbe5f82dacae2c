//! Takes in a dataset file, all of it or nothing, and moves the dates of a demo along.

use std::fmt;

use domain::Day;
use domain::dataset::wire::{Claim, Dataset, Engagement, Location};
use domain::dataset::{Problem, Reader};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::dataset::{Header, Kind, header, list};
use super::{Store, Tx, tell};

/// Why a dataset was not taken in; nothing has changed then.
#[derive(Debug)]
pub enum ImportError {
    /// What is wrong in it, with JSON paths.
    Unsound(Vec<Problem>),
    /// The database failed.
    Database(sqlx::Error),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsound(problems) => {
                f.write_str("the dataset is not sound, and nothing of it was imported:")?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
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

/// An element to be written: its id and its JSON.
type Element = (String, String);

impl Store {
    /// Replaces the data by a dataset file unless it is the one that was imported last; whether it was.
    ///
    /// # Errors
    /// Where anything in the file is not sound, by the rules that the app reads files by.
    pub async fn import(&self, file: &[u8], today: Day) -> Result<bool, ImportError> {
        let digest = hex(&Sha256::digest(file));
        {
            let mut tx = self.reading().await?;
            if header(&mut tx).await?.is_some_and(|(_, _, known)| known == digest) {
                return Ok(false);
            }
        }
        let dataset = sound(file, today).map_err(ImportError::Unsound)?;
        let (header, lists) = elements(dataset, today).map_err(decode)?;
        let (mut tx, seq) = self.change().await?;
        // Another process may have been faster.
        if self::header(&mut tx).await?.is_some_and(|(_, _, known)| known == digest) {
            return Ok(false);
        }
        replace(&mut tx, seq, &header, &digest, lists).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Whether there is a dataset.
    pub async fn has_dataset(&self) -> sqlx::Result<bool> {
        Ok(header(&mut self.reading().await?).await?.is_some())
    }

    /// Moves the dates of a dataset that asks for it so that they describe today (rule 14); whether they moved.
    pub async fn move_dates(&self, today: Day) -> sqlx::Result<bool> {
        let outdated = |header: &Header| header.shift_dates && header.as_of != today;
        let found = header(&mut self.reading().await?).await?;
        if !found.is_some_and(|(header, _, _)| outdated(&header)) {
            return Ok(false);
        }
        let (mut tx, seq) = self.change().await?;
        // Another process may have been faster.
        let Some((mut header, _, digest)) = header(&mut tx).await?.filter(|(header, _, _)| outdated(header)) else {
            return Ok(false);
        };
        let days = today.since(header.as_of);
        header.as_of = today;
        let mut lists = Vec::new();
        for kind in Kind::ALL {
            let stored = list(&mut tx, kind).await?.into_iter();
            let moved = stored.map(|element| Ok((element.id, moved(kind, element.body, days)?)));
            lists.push(moved.collect::<serde_json::Result<_>>().map_err(decode)?);
        }
        replace(&mut tx, seq, &header, &digest, lists).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Reads a file of which everything is sound.
fn sound(file: &[u8], today: Day) -> Result<Dataset, Vec<Problem>> {
    let loaded = Reader::read(file, today);
    let mut problems = loaded.problems;
    if let Some(data) = &loaded.data {
        problems.extend(data.check_details(0..data.details_count()));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    // The same types; what the reader finds sound can be read this way as well.
    serde_json::from_slice(file).map_err(|error| {
        let message = error.to_string();
        vec![Problem::new("$", domain::dataset::ProblemKind::Invalid { message })]
    })
}

/// The lists of a dataset as they are kept, in the order of [`Kind::ALL`].
fn elements(mut dataset: Dataset, today: Day) -> serde_json::Result<(Header, Vec<Vec<Element>>)> {
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
        as_of = today;
    }
    let Dataset { id, shift_dates, illustrative, partner, .. } = dataset;
    let lists = vec![
        written(&dataset.areas, |area| &area.id.0)?,
        written(&dataset.roles, |role| &role.id.0)?,
        written(&dataset.markets, |market| &market.id.0)?,
        written(&dataset.credentials, |credential| &credential.id.0)?,
        written(&dataset.criteria, |set| &set.id.0)?,
        written(&dataset.locations, |location| &location.id.0)?,
        written(&dataset.engagements, |engagement| &engagement.id.0)?,
        written(&dataset.customers, |customer| &customer.id.0)?,
        written(&dataset.claims, |claim| &claim.id.0)?,
    ];
    Ok((Header { id, as_of, shift_dates, illustrative, partner }, lists))
}

fn written<T: Serialize>(list: &[T], id: impl Fn(&T) -> &String) -> serde_json::Result<Vec<Element>> {
    list.iter().map(|element| Ok((id(element).clone(), serde_json::to_string(element)?))).collect()
}

/// An element with its days moved.
fn moved(kind: Kind, body: String, days: i32) -> serde_json::Result<String> {
    fn change<T: Serialize + DeserializeOwned>(body: &str, by: impl FnOnce(&mut T)) -> serde_json::Result<String> {
        let mut element = serde_json::from_str(body)?;
        by(&mut element);
        serde_json::to_string(&element)
    }
    match kind {
        Kind::Location => change(&body, |location: &mut Location| location.shift(days)),
        Kind::Engagement => change(&body, |engagement: &mut Engagement| engagement.term.shift(days)),
        Kind::Claim => change(&body, |claim: &mut Claim| claim.shift(days)),
        _ => Ok(body),
    }
}

async fn replace(tx: &mut Tx, seq: i64, header: &Header, digest: &str, lists: Vec<Vec<Element>>) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM resources").execute(&mut **tx).await?;
    for (kind, list) in Kind::ALL.into_iter().zip(lists) {
        insert(tx, seq, kind, list).await?;
    }
    let upsert = "INSERT INTO dataset (id, header, digest, revision) VALUES (1, $1, $2, $3) ON CONFLICT (id) \
                  DO UPDATE SET header = excluded.header, digest = excluded.digest, revision = excluded.revision";
    let header = serde_json::to_string(header).map_err(decode)?;
    sqlx::query(upsert).bind(header).bind(digest).bind(seq).execute(&mut **tx).await?;
    tell(tx, seq, "dataset", "").await
}

/// Many rows in each statement: one by one they take seconds.
async fn insert(tx: &mut Tx, seq: i64, kind: Kind, list: Vec<Element>) -> sqlx::Result<()> {
    const ROWS: usize = 64;
    let mut position = 0_i64;
    let mut list = list.into_iter().peekable();
    while list.peek().is_some() {
        let rows: Vec<_> = list.by_ref().take(ROWS).collect();
        let values: Vec<_> =
            (0..rows.len()).map(|at| format!("($1, ${}, ${}, $2, ${})", 3 * at + 3, 3 * at + 4, 3 * at + 5)).collect();
        let statement =
            format!("INSERT INTO resources (kind, id, position, revision, body) VALUES {}", values.join(", "));
        let mut query = sqlx::query(&statement).bind(kind.word()).bind(seq);
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

/// Two digits for each byte.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |all, byte| format!("{all}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{LogFormat, Place};

    const DEMO: &[u8] = include_bytes!("../../../../demo/contoso.json");

    async fn store(directory: &tempfile::TempDir) -> Store {
        let place = Place { data: directory.path().to_owned(), database_url: None, log_format: LogFormat::Text };
        Store::open(&place).await.unwrap()
    }

    /// The dates of the first engagement, the first location and the first claim.
    async fn dates(store: &Store) -> (Day, Day, Day) {
        let lists = store.everything().await.unwrap().lists;
        let first = |kind| {
            let at = Kind::ALL.iter().position(|known| *known == kind).unwrap();
            lists[at][0].body.as_str()
        };
        let engagement: Engagement = serde_json::from_str(first(Kind::Engagement)).unwrap();
        let location: Location = serde_json::from_str(first(Kind::Location)).unwrap();
        let claim: Claim = serde_json::from_str(first(Kind::Claim)).unwrap();
        (engagement.term.last, location.attainments[0].first, claim.added)
    }

    #[tokio::test]
    async fn the_dates_of_a_demo_move_with_the_days() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let today = Day::new(2027, 3, 1).unwrap();
        assert!(store.import(DEMO, today).await.unwrap());
        assert!(!store.import(DEMO, today.plus(1)).await.unwrap(), "the same file again changes nothing");
        assert!(!store.move_dates(today).await.unwrap());
        let before = dates(&store).await;
        let seq = store.head().await.unwrap();
        assert!(store.move_dates(today.plus(40)).await.unwrap());
        let (term, attained, added) = dates(&store).await;
        assert_eq!((term, attained, added), (before.0.plus(40), before.1.plus(40), before.2.plus(40)));
        let events = store.changes_after(seq).await.unwrap().events;
        assert_eq!(
            events.iter().map(|event| event.kind.as_str()).collect::<Vec<_>>(),
            ["dataset"],
            "everybody reads anew"
        );
        assert!(!store.move_dates(today.plus(40)).await.unwrap());
    }

    #[tokio::test]
    async fn dates_that_do_not_ask_for_it_stay() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let file = String::from_utf8(DEMO.to_vec()).unwrap().replace("\"shiftDates\": true", "\"shiftDates\": false");
        let today = Day::new(2027, 3, 1).unwrap();
        assert!(store.import(file.as_bytes(), today).await.unwrap());
        assert!(!store.move_dates(today.plus(1)).await.unwrap());
    }

    #[tokio::test]
    async fn a_refused_change_leaves_no_gap() {
        let directory = tempfile::tempdir().unwrap();
        let store = store(&directory).await;
        let (tx, first) = store.change().await.unwrap();
        drop(tx);
        let (mut tx, second) = store.change().await.unwrap();
        tell(&mut tx, second, "location", "l").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((first, second, store.head().await.unwrap()), (1, 1, 1));
    }
}
