//! The files of the compiled app in `dist`, with a hash of their content in their names.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::compile::APP;
use super::linked::{self, LinkedFile};
use super::{bindgen, split, strip};

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
    let work = linked::work_directory(if dev { "app-dev" } else { "app" })?;
    // A development build is whole and keeps the names of functions, for readable stack traces.
    if dev {
        bindgen::bind("app", compiled, &work, false)?;
        return copy(&work, dist, false);
    }
    let main = split::split(&compiled, &work)?;
    bindgen::bind("app", main, &work, true)?;
    fs::copy(work.join(bindgen::WASM), strip::named_copy())?;
    for file in [bindgen::WASM, split::LAZY] {
        strip::file(&work.join(file))?;
    }
    for file in [bindgen::SCRIPT, split::GLUE] {
        strip::script(&work.join(file))?;
    }
    copy(&work, dist, true)
}

fn copy(work: &Path, dist: &Path, is_split: bool) -> Result<App> {
    let script = LinkedFile { name: bindgen::SCRIPT, stem: APP, end: ".js" };
    let wasm = LinkedFile { name: bindgen::WASM, stem: APP, end: "_bg.wasm" };
    if !is_split {
        let [script, wasm] = linked::copy(work, dist, &[script, wasm], 0)?;
        return Ok(App { script, wasm, split: None });
    }
    let glue = LinkedFile { name: split::GLUE, stem: "split", end: ".js" };
    let lazy = LinkedFile { name: split::LAZY, stem: "lazy", end: ".wasm" };
    // The script imports the glue; the glue imports the script and loads the chunk.
    let [script, wasm, glue, lazy] = linked::copy(work, dist, &[script, wasm, glue, lazy], 3)?;
    Ok(App { script, wasm, split: Some(Split { glue, lazy }) })
}
