//! The source of the data: a dataset file beside the app, with changes persisted in the browser, or a backend.

mod config;
mod error;
mod file;
pub mod http;
pub mod local;
pub mod own_file;
mod progress;
mod read;
mod request;
mod retry;

use std::sync::Arc;

use domain::Day;
use domain::dataset::read::LoadedDataset;
use domain::dataset::{Data, DatasetProblem};
use domain::session::{API_VERSION, Session, SignIn};

use crate::browser::database::Database;
use crate::browser::http_cache::RequestCache;
use config::Source;
pub use error::{Failure, LoadError};
use http::{Api, ApiError, Dataset};
use local::LocalData;
pub use progress::Progress;

/// The data of a visit.
pub struct Loaded {
    pub data: Data,
    /// The parts of the data that are left out, and why.
    pub problems: Vec<DatasetProblem>,
    pub backend: Backend,
}

/// Where the data come from and changes go.
pub enum Backend {
    /// A dataset file and this browser.
    Local {
        /// The changes of earlier visits, as they were saved.
        changes: Option<String>,
        /// `None` where the browser does not persist data.
        database: Option<Database>,
    },
    /// A backend over HTTP.
    Http { api: Arc<Api>, session: Session, version: DataVersion },
}

/// Which state of the backend the data are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataVersion {
    pub revision: i64,
    /// The entity tag.
    pub tag: String,
}

/// The outcome of loading. It names the backend where one is known, so that a retry uses the same.
pub enum Outcome {
    Loaded(Box<Loaded>),
    /// The data are those that are shown; the session may have other roles.
    Unchanged(Session, DataVersion),
    Failed(Failure, Option<Arc<Api>>),
    /// Someone has to sign in first, in one of these ways.
    SignIn(SignIn, Arc<Api>),
}

/// Loads from `api`, or from the source that `config.json` names. The dates of a demo move to `today`. `progress` gets
/// the first rows before all data are loaded.
pub async fn load(api: Option<Arc<Api>>, today: Day, progress: Option<&Progress>) -> Outcome {
    match api {
        Some(api) => load_remote(api, today, progress).await,
        None => load_configured(today, progress).await,
    }
}

async fn load_configured(today: Day, progress: Option<&Progress>) -> Outcome {
    // Only the first load has progress. Loading again after a failure must not get the bytes of the failure.
    let cache = if progress.is_some() { RequestCache::Default } else { RequestCache::Reload };
    // Opens while the dataset loads: both take a while.
    let opening = Database::open();
    match config::load(cache).await {
        Ok(Source::Dataset(url)) => match local::load(&url, cache, today, opening, progress).await {
            Ok(LocalData { data, problems, changes, database }) => {
                let backend = Backend::Local { changes, database };
                Outcome::Loaded(Box::new(Loaded { data, problems, backend }))
            }
            Err(failure) => Outcome::Failed(failure, None),
        },
        Ok(Source::Api(base)) => load_remote(Arc::new(Api::new(&base)), today, progress).await,
        Err(error) => Outcome::Failed(error.into(), None),
    }
}

async fn load_remote(api: Arc<Api>, today: Day, progress: Option<&Progress>) -> Outcome {
    match session_data(&api, today, progress).await {
        Ok(outcome) => outcome,
        Err(failure) => Outcome::Failed(failure, Some(api)),
    }
}

/// Loads what the session may see.
async fn session_data(api: &Arc<Api>, today: Day, progress: Option<&Progress>) -> Result<Outcome, Failure> {
    let mut options = api.sign_in_options().await?;
    if options.api_version != API_VERSION {
        return Err(ApiError::OtherVersion.into());
    }
    let Some(session) = options.session.take() else { return Ok(Outcome::SignIn(options, Arc::clone(api))) };
    // Without a role the page says so, and shows no rows.
    let progress = progress.filter(|_| !session.roles.is_empty());
    let Dataset { content, revision, tag } = match api.dataset(today, &session.user.username, progress).await {
        Ok(dataset) => dataset,
        // The session ended between the two requests.
        Err(ApiError::NotSignedIn) => return Ok(Outcome::SignIn(options, Arc::clone(api))),
        Err(error) => return Err(error.into()),
    };
    let version = DataVersion { revision, tag };
    match content {
        None => Ok(Outcome::Unchanged(session, version)),
        Some(LoadedDataset { data: Some(data), problems }) => {
            let backend = Backend::Http { api: Arc::clone(api), session, version };
            Ok(Outcome::Loaded(Box::new(Loaded { data, problems, backend })))
        }
        Some(LoadedDataset { problems, .. }) => Err(Failure { error: LoadError::Unusable, problems }),
    }
}
