//! Why nothing can be shown.

use domain::dataset::DatasetProblem;

use super::http::ApiError;

/// Why loading failed.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// There is no `config.json`; the HTTP status.
    ConfigMissing(u16),
    /// `config.json` is not as expected; what was.
    ConfigInvalid(String),
    /// The dataset that `config.json` names is not there; its URL and the HTTP status.
    DatasetMissing(String, u16),
    /// No response; the URL.
    Network(String),
    /// The connection broke during the response; the URL.
    Interrupted(String),
    /// The dataset is there but unusable; its problems say why.
    Unusable,
    /// The backend refuses the data.
    Api(ApiError),
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
