//! `config.json`, beside `index.html`: where the data come from.

use gloo_net::http::Request;
use serde::Deserialize;

use super::LoadError;

/// What `config.json` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The dataset file, relative to the app.
    pub dataset: String,
}

/// Reads `config.json`.
///
/// # Errors
/// Where it is not there or not as expected.
pub async fn load() -> Result<Config, LoadError> {
    let response = Request::get("config.json").send().await;
    let response = response.map_err(|_| LoadError::Network("config.json".to_owned()))?;
    if !response.ok() {
        return Err(LoadError::ConfigMissing(response.status()));
    }
    let text = response.text().await.map_err(|_| LoadError::BrokeOff("config.json".to_owned()))?;
    serde_json::from_str(&text).map_err(|error| LoadError::ConfigInvalid(error.to_string()))
}
