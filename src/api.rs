//! How data get in and out. Today from a dataset file beside the app, with changes kept in the browser.

mod config;
pub mod local;

use domain::dataset::Problem;

/// Why nothing can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// What cannot be shown, and why in detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Why.
    pub error: LoadError,
    /// What is wrong in the dataset.
    pub problems: Vec<Problem>,
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self { error, problems: Vec::new() }
    }
}
