//! Files that link each other by name, copied into `dist` under names with a hash of their content.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::short_hash;
use crate::paths;

/// A file, and what stands around the hash in its new name.
pub struct LinkedFile<'a> {
    pub name: &'a str,
    pub stem: &'a str,
    pub end: &'a str,
}

/// Returns an empty directory for the files.
pub fn work_directory(name: &str) -> Result<PathBuf> {
    let work = paths::target().join("xtask").join(name);
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    Ok(work)
}

/// Copies the files under names that hold one hash of all of them, since they belong together, and returns the names.
/// Fails unless the scripts among them have as many links as expected.
pub fn copy<const N: usize>(work: &Path, dist: &Path, files: &[LinkedFile; N], links: usize) -> Result<[String; N]> {
    let read = |file: &LinkedFile| fs::read(work.join(file.name)).with_context(|| format!("{} is missing", file.name));
    let content = files.iter().map(read).collect::<Result<Vec<_>>>()?;
    let hash = short_hash(&content.concat());
    let new_names = files.each_ref().map(|file| format!("{}-{hash}{}", file.stem, file.end));
    let names: Vec<(&str, &String)> = files.iter().map(|file| file.name).zip(&new_names).collect();
    let mut found = 0;
    for ((_, name), content) in names.iter().zip(content) {
        let content = if paths::has_extension(name, "js") {
            let (script, count) = with_new_names(String::from_utf8(content)?, &names);
            found += count;
            script.into_bytes()
        } else {
            content
        };
        fs::write(dist.join(name), content)?;
    }
    ensure!(found == links, "{} and its files have {found} links, not {links}: see {}", files[0].name, file!());
    Ok(new_names)
}

/// A script that links the other files by their new names, and how many links it had.
fn with_new_names(script: String, names: &[(&str, &String)]) -> (String, usize) {
    // Not every mention: the wasm knows the script that it imports from by its first name.
    let links = |name: &str| [format!("from \"./{name}\""), format!("URL(\"./{name}\"")];
    let (mut script, mut count) = (script, 0);
    for (own, name) in names {
        for (own, name) in links(own).iter().zip(links(name)) {
            count += script.matches(own).count();
            script = script.replace(own, &name);
        }
    }
    (script, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_link_files_by_their_new_names() {
        let (script, lazy) = ("app-1.js".to_owned(), "lazy-1.wasm".to_owned());
        let names = [("app.js", &script), ("split_lazy.wasm", &lazy)];
        let source =
            "import * as app from \"./app.js\"; new URL(\"./split_lazy.wasm\"); imports({ \"./app.js\": app });";
        let expected =
            "import * as app from \"./app-1.js\"; new URL(\"./lazy-1.wasm\"); imports({ \"./app.js\": app });";
        assert_eq!(with_new_names(source.to_owned(), &names), (expected.to_owned(), 2));
    }
}
