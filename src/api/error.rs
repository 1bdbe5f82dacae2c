//! Why nothing can be shown.

use domain::dataset::DatasetProblem;

use super::http::ApiError;
use super::request::RequestError;
use super::retry::Transient;

/// Why loading failed.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// There is no `config.json`; the HTTP status.
    ConfigMissing(u16),
    /// `config.json` is not as expected; what was.
    ConfigInvalid(String),
    /// The dataset that `config.json` names is not there; its URL and the HTTP status.
    DatasetMissing(String, u16),
    /// The server failed to deliver a file; its URL and the HTTP status.
    ServerFailed(String, u16),
    /// No response; the URL.
    Network(String),
    /// The response did not begin, or did not continue, in time; the URL.
    TimedOut(String),
    /// The connection broke during the response; the URL.
    Interrupted(String),
    /// The file that the person opened at an earlier visit cannot be read from the database of the browser.
    OwnFile,
    /// The dataset is there but unusable; its problems say why.
    Unusable,
    /// A part of the app itself could not be loaded.
    AppIncomplete,
    /// The backend refuses the data.
    Api(ApiError),
}

impl LoadError {
    /// Returns the error of a request for a file.
    pub(super) fn of(error: RequestError, url: &str) -> Self {
        let error = match error {
            RequestError::Network => Self::Network,
            RequestError::TimedOut => Self::TimedOut,
            RequestError::Interrupted => Self::Interrupted,
        };
        error(url.to_owned())
    }

    /// Returns whether the same request may succeed in a moment.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::ServerFailed(..) | Self::Network(_) | Self::TimedOut(_) | Self::Interrupted(_) | Self::AppIncomplete
        )
    }
}

impl Transient for LoadError {
    fn is_transient(&self) -> bool {
        self.is_transient()
    }

    fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut(_))
    }
}

/// Why loading failed, and the problems of the dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub error: LoadError,
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
