//! The local backend: a dataset file, and changes in the browser's own database.

use domain::Day;
use domain::command::Command;
use domain::dataset::{Data, DatasetProblem};
use domain::permissions::AccessRole;
use gloo_net::http::Request;
use serde::{Deserialize, Serialize};

use super::{Backend, Failure, LoadError, Loaded};
use crate::browser::database::{Database, OpenRequest, StorageError};

/// What a person did in the demo: kept in the browser, carried out again at each visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Commands, in the order they were given.
    #[serde(default)]
    pub commands: Vec<Command>,
    /// As whom the demo is used; incentives admin where nothing was chosen.
    #[serde(default)]
    pub access: Option<AccessRole>,
}

/// Loads a dataset file. `today` is where the dates of a demo are moved to.
///
/// # Errors
/// Where there is nothing to show.
pub async fn load(url: &str, today: Day, opening: Result<OpenRequest, StorageError>) -> Result<Loaded, Failure> {
    let (data, problems) = dataset(url, today).await?;
    let database = match opening {
        Ok(opening) => opening.finish().await.ok(),
        Err(_) => None,
    };
    let kept = match &database {
        Some(database) => database.get(&data.id).await.ok().flatten(),
        None => None,
    };
    // What another version kept and this one cannot read is not worth a broken start.
    let changes = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(Loaded { data, problems, backend: Backend::Local { changes, database } })
}

async fn dataset(url: &str, today: Day) -> Result<(Data, Vec<DatasetProblem>), Failure> {
    let response = Request::get(url).send().await.map_err(|_| LoadError::Network(url.to_owned()))?;
    if !response.ok() {
        return Err(LoadError::DatasetMissing(url.to_owned(), response.status()).into());
    }
    let loaded = super::read(&response, today).await.map_err(|_| LoadError::BrokeOff(url.to_owned()))?;
    match loaded.data {
        Some(data) => Ok((data, loaded.problems)),
        None => Err(Failure { error: LoadError::Unusable, problems: loaded.problems }),
    }
}

/// Keeps the changes of a dataset; without any it forgets that there were some.
///
/// # Errors
/// Where the browser refuses.
pub async fn keep(database: &Database, dataset: &str, changes: &Changes) -> Result<(), StorageError> {
    if *changes == Changes::default() {
        return database.delete(dataset).await;
    }
    let text = serde_json::to_string(changes).map_err(|_| StorageError)?;
    database.put(dataset, &text).await
}
