//! The local backend: a dataset file, and changes in the database of the browser.

use domain::Day;
use domain::command::Command;
use domain::dataset::{Data, DatasetProblem};
use domain::permissions::AccessRole;
use serde::{Deserialize, Serialize};

use super::error::{Failure, LoadError};
use super::file;
use super::read::read;
use crate::browser::database::{Database, OpenRequest, StorageError};

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
    pub changes: Changes,
    /// `None` where the browser does not persist data.
    pub database: Option<Database>,
}

/// Loads a dataset file. The dates of a demo move to `today`.
///
/// # Errors
/// Where there is nothing to show.
pub async fn load(url: &str, today: Day, opening: Result<OpenRequest, StorageError>) -> Result<LocalData, Failure> {
    let (data, problems) = dataset(url, today).await?;
    let database = match opening {
        Ok(opening) => opening.finish().await.ok(),
        Err(_) => None,
    };
    let (database, saved) = match database {
        Some(database) => match database.get(&data.id).await {
            Ok(saved) => (Some(database), saved),
            // The next change would replace those that cannot be read now.
            Err(StorageError) => (None, None),
        },
        None => (None, None),
    };
    // Changes that another version saved and this one cannot read must not break the start.
    let changes = saved.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(LocalData { data, problems, changes, database })
}

async fn dataset(url: &str, today: Day) -> Result<(Data, Vec<DatasetProblem>), Failure> {
    let missing = |status| LoadError::DatasetMissing(url.to_owned(), status);
    let loaded = file::load(url, missing, async |response| read(&response, today).await).await?;
    match loaded.data {
        Some(data) => Ok((data, loaded.problems)),
        None => Err(Failure { error: LoadError::Unusable, problems: loaded.problems }),
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
