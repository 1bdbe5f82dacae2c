//! How data get in and out: from a dataset file beside the app, with changes kept in the browser, or from a backend.

mod config;
pub mod http;
pub mod local;

use domain::Day;
use domain::dataset::{Data, DatasetProblem, Reader};
use domain::session::{API_VERSION, Session, SignIn};
use gloo_net::http::Response;

use crate::browser::body::{BodyError, read_chunks};
use crate::browser::database::Database;
use config::Source;
use http::{Api, ApiError};
use local::Changes;

/// Why nothing can be shown.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// There is no `config.json`; the status of the answer.
    ConfigMissing(u16),
    /// `config.json` is not as expected; what was.
    ConfigInvalid(String),
    /// The dataset that `config.json` names is not there; its address and the status of the answer.
    DatasetMissing(String, u16),
    /// No answer; for which address.
    Network(String),
    /// The answer broke off; for which address.
    BrokeOff(String),
    /// The dataset is there and cannot be used; its problems say why.
    Unusable,
    /// The backend does not give the data.
    Api(ApiError),
}

/// What cannot be shown, and why in detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Why.
    pub error: LoadError,
    /// What is wrong in the dataset.
    pub problems: Vec<DatasetProblem>,
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self { error, problems: Vec::new() }
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        LoadError::Api(error).into()
    }
}

/// What a visit starts with.
pub struct Loaded {
    /// The data.
    pub data: Data,
    /// What of them is left out, and why.
    pub problems: Vec<DatasetProblem>,
    /// Where they come from, and changes go.
    pub backend: Backend,
}

impl Loaded {
    /// Whether nothing newer was heard of while they were on their way.
    pub fn is_newest(&self) -> bool {
        match &self.backend {
            Backend::Local { .. } => true,
            Backend::Http { api, revision, .. } => api.is_newest(revision),
        }
    }
}

/// Where changes go.
pub enum Backend {
    /// The browser.
    Local {
        /// What was changed before.
        changes: Changes,
        /// Where changes are kept; `None` where the browser keeps none.
        database: Option<Database>,
    },
    /// A backend.
    Http {
        /// Which.
        api: &'static Api,
        /// Who is signed in.
        session: Session,
        /// At which revision the data were read.
        revision: String,
    },
}

/// What came of loading.
pub enum Outcome {
    /// The data.
    Loaded(Box<Loaded>),
    /// Nothing can be shown.
    Failed(Failure),
    /// Somebody has to sign in first, in one of these ways.
    SignIn(&'static Api, SignIn),
}

/// Loads what `config.json` names. `today` is where the dates of a demo are moved to.
pub async fn load(today: Day) -> Outcome {
    // Opening takes a while, which the dataset takes as well.
    let opening = Database::open();
    match config::load().await {
        Ok(Source::Dataset(url)) => match local::load(&url, today, opening).await {
            Ok(loaded) => Outcome::Loaded(Box::new(loaded)),
            Err(failure) => Outcome::Failed(failure),
        },
        // A page has one backend, as long as it lives.
        Ok(Source::Api(base)) => from_api(Box::leak(Box::new(Api::new(&base))), today).await,
        Err(error) => Outcome::Failed(error.into()),
    }
}

/// Reads a dataset as it arrives.
///
/// # Errors
/// Where the answer breaks off.
async fn read(response: &Response, today: Day) -> Result<domain::dataset::read::LoadedDataset, BodyError> {
    let mut reader = Reader::new();
    let read = read_chunks(response.body(), |chunk| {
        chunk.copy_to(reader.space(chunk.byte_count()));
        reader.advance();
    });
    read.await?;
    Ok(reader.finish(today))
}

/// Loads what the session may see.
pub async fn from_api(api: &'static Api, today: Day) -> Outcome {
    match session_data(api, today).await {
        Ok(outcome) => outcome,
        Err(failure) => Outcome::Failed(failure),
    }
}

async fn session_data(api: &'static Api, today: Day) -> Result<Outcome, Failure> {
    let mut ways = api.sign_in_options().await?;
    if ways.api_version != API_VERSION {
        return Err(ApiError::OtherVersion.into());
    }
    let Some(session) = ways.session.take() else { return Ok(Outcome::SignIn(api, ways)) };
    let (data, problems, revision) = match api.dataset(today).await {
        Ok(dataset) => dataset,
        // The session has ended just now.
        Err(ApiError::NotSignedIn) => return Ok(Outcome::SignIn(api, ways)),
        Err(error) => return Err(error.into()),
    };
    match data {
        Some(data) => {
            let backend = Backend::Http { api, session, revision };
            Ok(Outcome::Loaded(Box::new(Loaded { data, problems, backend })))
        }
        None => Err(Failure { error: LoadError::Unusable, problems }),
    }
}
