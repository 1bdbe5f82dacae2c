//! `config.json`, beside `index.html`: where the data come from.

use gloo_net::http::Request;
use serde::Deserialize;

use super::LoadError;

/// Where the data come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A dataset file, relative to the app.
    Dataset(String),
    /// A backend; where its API begins.
    Api(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    dataset: Option<String>,
    api: Option<String>,
}

/// Reads `config.json`.
///
/// # Errors
/// Where it is not there or not as expected.
pub async fn load() -> Result<Source, LoadError> {
    let response = Request::get("config.json").send().await;
    let response = response.map_err(|_| LoadError::Network("config.json".to_owned()))?;
    if !response.ok() {
        return Err(LoadError::ConfigMissing(response.status()));
    }
    let text = response.text().await.map_err(|_| LoadError::BrokeOff("config.json".to_owned()))?;
    read(&text).map_err(LoadError::ConfigInvalid)
}

fn read(text: &str) -> Result<Source, String> {
    match serde_json::from_str(text).map_err(|error| error.to_string())? {
        Config { dataset: Some(url), api: None } => Ok(Source::Dataset(url)),
        Config { dataset: None, api: Some(base) } => Ok(Source::Api(base)),
        _ => Err("expected either dataset or api".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_come_from_one_place() {
        assert_eq!(read(r#"{"dataset":"a.json"}"#), Ok(Source::Dataset("a.json".to_owned())));
        assert_eq!(read(r#"{"api":"/api/v1"}"#), Ok(Source::Api("/api/v1".to_owned())));
        for wrong in ["{}", r#"{"dataset":"a.json","api":"/api/v1"}"#, r#"{"data":"a.json"}"#, "[]", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
