//! The workbook module in `dist`: its wasm, its script, and the web worker that runs it. The app loads them when
//! somebody asks for a spreadsheet.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::linked::{self, LinkedFile};
use super::{bindgen, split, strip};

/// The package, and the stem of its files.
pub const WORKBOOK: &str = "workbook";
/// The script of the web worker.
const WORKER: &str = "workbook-worker.js";

/// Writes the module into `dist` and returns the names of its files: the worker, which loads the others, is the first.
pub fn write(wasm: &Path, dist: &Path, dev: bool) -> Result<[String; 3]> {
    let compiled = fs::read(wasm).with_context(|| format!("Could not read {}", wasm.display()))?;
    let work = linked::work_directory(if dev { "workbook-dev" } else { "workbook" })?;
    bindgen::bind(WORKBOOK, compiled, &work, false)?;
    fs::write(work.join(WORKER), [split::LOAD_WASM, include_str!("workbook_worker.js")].concat())?;
    if !dev {
        strip::file(&work.join("workbook_bg.wasm"))?;
        strip::script(&work.join("workbook.js"))?;
        strip::script(&work.join(WORKER))?;
    }
    let file = |name, stem, end| LinkedFile { name, stem, end };
    let files = [
        file(WORKER, "workbook-worker", ".js"),
        file("workbook.js", WORKBOOK, ".js"),
        file("workbook_bg.wasm", WORKBOOK, "_bg.wasm"),
    ];
    // The worker imports the script and loads the wasm.
    linked::copy(&work, dist, &files, 2)
}
