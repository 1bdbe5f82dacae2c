//! The files of the compiled app in `dist`, with a hash of their content in their names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::compile::APP;
use super::{bindgen, short_hash, split, strip};
use crate::paths;

/// File names of the app in `dist`.
pub struct App {
    pub script: String,
    pub wasm: String,
    pub split: Option<Split>,
}

/// File names of what a split app has in addition.
pub struct Split {
    /// The script that loads the lazy chunk.
    pub glue: String,
    /// The lazy chunk.
    pub lazy: String,
}

/// Splits (release only) and binds the compiled app, and writes it into `dist`.
pub fn write(wasm: &Path, dist: &Path, dev: bool) -> Result<App> {
    let compiled = fs::read(wasm).with_context(|| format!("Could not read {}", wasm.display()))?;
    let work = paths::target().join(if dev { "xtask/app-dev" } else { "xtask/app" });
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    // A development build is whole and keeps the names of functions, for readable stack traces.
    if dev {
        bindgen::bind(compiled, &work, false)?;
        return rename(&work, dist, false);
    }
    let main = split::split(&compiled, &work)?;
    bindgen::bind(main, &work, true)?;
    fs::copy(work.join(bindgen::WASM), strip::named_copy())?;
    for file in [bindgen::WASM, split::LAZY] {
        strip::file(&work.join(file))?;
    }
    for file in [bindgen::SCRIPT, split::GLUE] {
        strip::script(&work.join(file))?;
    }
    rename(&work, dist, true)
}

/// Copies the files under names that hold one hash of all of them, since they belong together.
fn rename(work: &Path, dist: &Path, is_split: bool) -> Result<App> {
    let mut own = vec![bindgen::SCRIPT, bindgen::WASM];
    if is_split {
        own.extend([split::GLUE, split::LAZY]);
    }
    let read = |name: &&str| fs::read(work.join(name)).with_context(|| format!("The bound app has no {name}"));
    let content = own.iter().map(read).collect::<Result<Vec<_>>>()?;
    let hash = short_hash(&content.concat());
    let split = is_split.then(|| Split { glue: format!("split-{hash}.js"), lazy: format!("lazy-{hash}.wasm") });
    let app = App { script: format!("{APP}-{hash}.js"), wasm: format!("{APP}-{hash}_bg.wasm"), split };
    let split = app.split.iter().flat_map(|split| [&split.glue, &split.lazy]);
    let names: Vec<(&str, &String)> = own.into_iter().zip([&app.script, &app.wasm].into_iter().chain(split)).collect();
    let mut links = 0;
    for ((_, name), content) in names.iter().zip(content) {
        let content = if paths::has_extension(name, "js") {
            let (script, found) = with_new_names(String::from_utf8(content)?, &names);
            links += found;
            script.into_bytes()
        } else {
            content
        };
        fs::write(dist.join(name), content)?;
    }
    // The script imports the glue; the glue imports the script and loads the chunk.
    let expected = if is_split { 3 } else { 0 };
    ensure!(links == expected, "The scripts of the app link {links} files, not {expected}: see xtask/src/build/app.rs");
    Ok(app)
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
