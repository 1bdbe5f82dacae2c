//! The local backend: a dataset file, and changes in the database of the browser.

use std::cell::RefCell;

use domain::Day;
use domain::command::Command;
use domain::dataset::{Data, DatasetProblem};
use domain::permissions::AccessRole;
use serde::{Deserialize, Serialize};

use super::error::{Failure, LoadError};
use super::read::read;
use super::{Progress, file};
use crate::browser::database::{Database, OpenRequest, StorageError};
use crate::browser::http_cache::RequestCache;

/// The changes of the demo: persisted in the browser, applied again at each visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Commands, in the order they were given.
    #[serde(default)]
    pub commands: Vec<Command>,
    /// The word for the role that the demo is played in; absent where none was chosen.
    #[serde(default)]
    pub access: Option<String>,
}

/// The word for a demo that is played without a role.
const NO_ROLE: &str = "none";

impl Changes {
    /// Reads saved changes. Those that another version saved and this one cannot read must not break the start.
    pub fn parse(saved: &str) -> Self {
        serde_json::from_str(saved).unwrap_or_default()
    }

    /// Returns the role that the demo is played in: incentives admin where none was chosen, and no role for a word
    /// that is none, such as one that another version saved.
    pub fn role(&self) -> Option<AccessRole> {
        self.access.as_deref().map_or(Some(AccessRole::Admin), AccessRole::from_word)
    }

    /// Chooses the role that the demo is played in.
    pub fn set_role(&mut self, role: Option<AccessRole>) {
        self.access = Some(role.map_or(NO_ROLE, AccessRole::as_str).to_owned());
    }
}

/// A dataset and the changes made to it in this browser.
pub struct LocalData {
    pub data: Data,
    /// The parts of the data that are left out, and why.
    pub problems: Vec<DatasetProblem>,
    /// The changes as they were saved, to be [read](Changes::parse) by the lazy chunk.
    pub changes: Option<String>,
    /// `None` where the browser does not persist data.
    pub database: Option<Database>,
}

/// Loads a dataset file. The dates of a demo move to `today`.
///
/// # Errors
/// Where there is nothing to show.
pub async fn load(
    url: &str,
    cache: RequestCache,
    today: Day,
    opening: Result<OpenRequest, StorageError>,
    progress: Option<&Progress>,
) -> Result<LocalData, Failure> {
    let storage = Storage { opening: RefCell::new(opening.ok()), ..Storage::default() };
    let show = async |progress: &Progress, data: Data| {
        // Changes may concern any row, and without a role no row is shown.
        if storage.changes(&data.id).await.is_none() {
            progress.show_first_rows(data).await;
        }
    };
    let missing = |status| LoadError::DatasetMissing(url.to_owned(), status);
    let loaded =
        file::load(url, cache, missing, async |response| read(&response, today, progress, &show).await).await?;
    let Some(data) = loaded.data else {
        return Err(Failure { error: LoadError::Unusable, problems: loaded.problems });
    };
    let changes = storage.changes(&data.id).await;
    Ok(LocalData { data, problems: loaded.problems, changes, database: storage.database.take() })
}

/// The database, opened while the dataset loads, and what it has.
#[derive(Default)]
struct Storage {
    opening: RefCell<Option<OpenRequest>>,
    database: RefCell<Option<Database>>,
    /// The changes that were read, with the dataset that they belong to.
    found: RefCell<Option<(String, Option<String>)>>,
}

impl Storage {
    /// Returns the changes of a dataset, read once.
    async fn changes(&self, dataset: &str) -> Option<String> {
        let found = self.found.borrow().clone().filter(|(id, _)| id == dataset);
        if let Some((_, changes)) = found {
            return changes;
        }
        let opening = self.opening.take();
        if let Some(opening) = opening {
            let opened = opening.finish().await.ok();
            self.database.replace(opened);
        }
        let database = self.database.borrow().clone();
        let saved = match &database {
            Some(database) => database.get(dataset).await,
            None => Ok(None),
        };
        if saved.is_err() {
            // The next change would replace those that cannot be read now.
            self.database.take();
        }
        let changes = saved.ok().flatten();
        self.found.replace(Some((dataset.to_owned(), changes.clone())));
        changes
    }
}

/// Saves the changes of a dataset; deletes the saved ones where there are none.
///
/// # Errors
/// Where the browser refuses.
pub async fn save(database: &Database, dataset: &str, changes: &Changes) -> Result<(), StorageError> {
    if *changes == Changes::default() {
        return database.delete(dataset).await;
    }
    let text = serde_json::to_string(changes).map_err(|_| StorageError)?;
    database.put(dataset, &text).await
}
