//! `config.json`, beside `index.html`: names the source of the data.

use serde::Deserialize;

use super::error::LoadError;
use super::file;
use super::request::text;
use crate::browser::http_cache::RequestCache;

/// The source of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The URL of a dataset file, relative to the app.
    Dataset(String),
    /// The base URL of the API of a backend.
    Api(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    dataset: Option<String>,
    api: Option<String>,
}

/// Loads `config.json`.
///
/// # Errors
/// Where it is missing or not as expected.
pub async fn load(cache: RequestCache) -> Result<Source, LoadError> {
    const URL: &str = "config.json";
    let read = async |response| text(&response).await;
    let text = file::load(URL, cache, LoadError::ConfigMissing, read).await?;
    parse(&text).map_err(LoadError::ConfigInvalid)
}

fn parse(text: &str) -> Result<Source, String> {
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
    fn requires_exactly_one_source() {
        assert_eq!(parse(r#"{"dataset":"a.json"}"#), Ok(Source::Dataset("a.json".to_owned())));
        assert_eq!(parse(r#"{"api":"/api/v1"}"#), Ok(Source::Api("/api/v1".to_owned())));
        for wrong in ["{}", r#"{"dataset":"a.json","api":"/api/v1"}"#, r#"{"data":"a.json"}"#, "[]", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
