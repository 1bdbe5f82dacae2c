//! The built app: from a directory, or embedded in the program.

use std::path::Path;

use anyhow::Result;
use site::{EmbeddedFile, Options, Site};

/// Replaces the `config.json` of the build, so that the app calls this server.
const CONFIG: &str = r#"{"api":"/api/v1"}"#;

/// Opens the app of a directory, or the embedded one. Returns `None` for a program without an app.
pub fn open(dist: Option<&Path>) -> Result<Option<Site>> {
    let options = Options { base: "/".to_owned(), config: Some(CONFIG), adapt_page: |page, _| without_dataset(page) };
    let site = match (dist, EMBEDDED) {
        (Some(dist), _) => Some(Site::directory(dist.to_owned(), options)?),
        (None, Some(find)) => Some(Site::embedded(find, options)?),
        (None, None) => None,
    };
    Ok(site)
}

#[cfg(feature = "embed-app")]
const EMBEDDED: Option<fn(&str) -> Option<EmbeddedFile>> = Some(embedded::find);
#[cfg(not(feature = "embed-app"))]
const EMBEDDED: Option<fn(&str) -> Option<EmbeddedFile>> = None;

#[cfg(feature = "embed-app")]
mod embedded {
    use rust_embed::RustEmbed;
    use site::EmbeddedFile;

    /// The build in `dist/`, with its compressed copies. The data come from the API.
    #[derive(RustEmbed)]
    #[folder = "../../dist"]
    #[exclude = "404.html"]
    #[exclude = "demo/*"]
    struct App;

    pub fn find(name: &str) -> Option<EmbeddedFile> {
        let file = App::get(name)?;
        Some(EmbeddedFile { content: file.data, hash: file.metadata.sha256_hash() })
    }
}

/// Removes the preload of the dataset, which only the static build loads.
fn without_dataset(html: &str) -> String {
    let preload = |line: &&str| {
        let needed = ["config.json", "application/wasm"];
        line.contains("rel=\"preload\"")
            && line.contains("as=\"fetch\"")
            && !needed.iter().any(|needed| line.contains(needed))
    };
    html.split_inclusive('\n').filter(|line| !preload(line)).collect()
}
