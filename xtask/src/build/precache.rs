//! What the service worker keeps: generated from the build, so that it can't be forgotten.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{page, short_hash};
use crate::paths;

/// Where `public/sw.js` waits for the list.
const PLACEHOLDER: &str = r#"{ version: "development", entry: "", files: [] }"#;

/// Writes version and file list into `dist/sw.js`.
pub fn write(dist: &Path) -> Result<()> {
    let worker = std::fs::read_to_string(dist.join("sw.js")).context("dist has no sw.js")?;
    ensure!(worker.contains(PLACEHOLDER), "public/sw.js lost its placeholder: {PLACEHOLDER}");
    let files: Vec<String> = paths::files_below(dist)?.into_iter().filter(|file| belongs(file)).collect();
    let entry = files.iter().find(|file| file.starts_with("mci-engagements") && paths::has_extension(file, "js"));
    let entry = entry.context("dist has no script of the app")?;
    let list = serde_json::json!({ "version": version(dist, &files)?, "entry": entry, "files": files });
    std::fs::write(dist.join("sw.js"), worker.replace(PLACEHOLDER, &list.to_string()))?;
    Ok(())
}

/// Shell only. The page is stored by its folder; data are the host's; copies for other hosts are not asked for.
fn belongs(file: &str) -> bool {
    let kept_otherwise = ["index.html", "404.html", "sw.js"].contains(&file);
    let other = ["json", "br", "gz"].iter().any(|extension| paths::has_extension(file, extension));
    !kept_otherwise && !other
}

/// Changes when any file does, the page and the worker included; not when the app only moves to another path.
fn version(dist: &Path, files: &[String]) -> Result<String> {
    let mut all = Vec::new();
    for file in files.iter().map(String::as_str).chain(["sw.js"]) {
        all.extend(file.bytes());
        all.extend(short_hash(&std::fs::read(dist.join(file))?).bytes());
    }
    let index = std::fs::read_to_string(dist.join("index.html"))?;
    all.extend(page::with_base(&index, "/").unwrap_or(index).bytes());
    Ok(short_hash(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shell_is_kept() {
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
    fn the_worker_has_the_placeholder() {
        assert!(include_str!("../../../public/sw.js").contains(PLACEHOLDER));
    }
}
