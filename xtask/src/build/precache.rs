//! The precache list of the service worker, generated from the build.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::{page, short_hash};
use crate::paths;

/// What the list replaces in `public/sw.js`.
const PLACEHOLDER: &str = r#"{ version: "development", entry: "", files: {}, onDemand: {} }"#;

/// Writes version, entry script and the files with their hashes into `dist/sw.js`. The worker caches the files
/// `on_demand` when they are first used, the others at once.
pub fn write(dist: &Path, entry: &str, on_demand: &[String]) -> Result<()> {
    let worker = std::fs::read_to_string(dist.join("sw.js")).context("dist has no sw.js")?;
    ensure!(worker.contains(PLACEHOLDER), "public/sw.js lost its placeholder: {PLACEHOLDER}");
    let files: Vec<String> = paths::files_below(dist)?.into_iter().filter(|file| belongs(file)).collect();
    let version = version(dist, &files)?;
    let (mut precached, mut later) = (BTreeMap::new(), BTreeMap::new());
    for file in &files {
        let hashes = if on_demand.contains(file) { &mut later } else { &mut precached };
        hashes.insert(file, integrity(&std::fs::read(dist.join(file))?));
    }
    let list = serde_json::json!({ "version": version, "entry": entry, "files": precached, "onDemand": later });
    std::fs::write(dist.join("sw.js"), worker.replace(PLACEHOLDER, &list.to_string()))?;
    Ok(())
}

/// The hash of a file as `integrity` of `fetch` takes it.
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// Whether a file is part of the shell. The worker stores the page by its folder, data belong to the host, and
/// compressed copies are never requested by name.
fn belongs(file: &str) -> bool {
    let stored_otherwise = ["index.html", "404.html", "sw.js"].contains(&file);
    let other = ["json", "xlsx", "br", "gz"].iter().any(|extension| paths::has_extension(file, extension));
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
        for file in [
            "index.html",
            "404.html",
            "sw.js",
            "config.json",
            "demo/contoso.json",
            "demo/template-en.xlsx",
            "app-1.css.br",
            "app-1.css.gz",
        ] {
            assert!(!belongs(file), "{file}");
        }
    }

    #[test]
    fn integrity_is_the_hash_in_base64() {
        assert_eq!(integrity(b"a"), "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=");
    }

    #[test]
    fn worker_has_the_placeholder() {
        assert!(include_str!("../../../public/sw.js").contains(PLACEHOLDER));
    }
}
