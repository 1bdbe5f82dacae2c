//! The precache list of the service worker, generated from the build.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{page, short_hash};
use crate::paths;

/// What the list replaces in `public/sw.js`.
const PLACEHOLDER: &str = r#"{ version: "development", entry: "", files: [] }"#;

/// Writes version, entry script and file list into `dist/sw.js`.
pub fn write(dist: &Path, entry: &str) -> Result<()> {
    let worker = std::fs::read_to_string(dist.join("sw.js")).context("dist has no sw.js")?;
    ensure!(worker.contains(PLACEHOLDER), "public/sw.js lost its placeholder: {PLACEHOLDER}");
    let files: Vec<String> = paths::files_below(dist)?.into_iter().filter(|file| belongs(file)).collect();
    let list = serde_json::json!({ "version": version(dist, &files)?, "entry": entry, "files": files });
    std::fs::write(dist.join("sw.js"), worker.replace(PLACEHOLDER, &list.to_string()))?;
    Ok(())
}

/// Whether a file is part of the shell. The worker stores the page by its folder, data belong to the host, and
/// compressed copies are never requested by name.
fn belongs(file: &str) -> bool {
    let stored_otherwise = ["index.html", "404.html", "sw.js"].contains(&file);
    let other = ["json", "br", "gz"].iter().any(|extension| paths::has_extension(file, extension));
    !stored_otherwise && !other
}

/// A version that changes when any file does, the page and the worker included, but not when only the base does.
fn version(dist: &Path, files: &[String]) -> Result<String> {
    let mut all = Vec::new();
    for file in files.iter().map(String::as_str).chain(["sw.js"]) {
        all.extend(file.bytes());
        all.extend(short_hash(&std::fs::read(dist.join(file))?).bytes());
    }
    let index = std::fs::read_to_string(dist.join("index.html"))?;
    all.extend(page::with_base(&index, "/")?.bytes());
    Ok(short_hash(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_only_the_shell() {
        for file in
            ["app-1.css", "mci-engagements-1.js", "mci-engagements-1_bg.wasm", "icons/icon.svg", "manifest.webmanifest"]
        {
            assert!(belongs(file), "{file}");
        }
        for file in
            ["index.html", "404.html", "sw.js", "config.json", "demo/contoso.json", "app-1.css.br", "app-1.css.gz"]
        {
            assert!(!belongs(file), "{file}");
        }
    }

    #[test]
    fn worker_has_the_placeholder() {
        assert!(include_str!("../../../public/sw.js").contains(PLACEHOLDER));
    }
}
