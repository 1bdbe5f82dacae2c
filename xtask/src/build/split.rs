//! Splits the app into what first paint needs and a lazy chunk (`src/app/lazy.rs`).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_encoder::Module;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;

use super::bindgen;

/// The lazy chunk, by the name that `src/app/lazy/split.rs` gives it.
pub const LAZY: &str = "split_lazy.wasm";
/// The script that loads the lazy chunk.
pub const GLUE: &str = "split.js";

/// Functions of scripts that load wasm.
pub const LOAD_WASM: &str = include_str!("load_wasm.js");

/// Writes [`LAZY`] and [`GLUE`] into `directory` and returns the rest of the app.
pub fn split(wasm: &[u8], directory: &Path) -> Result<Vec<u8>> {
    let main = directory.join("main.wasm");
    let (main_module, link_name) = (format!("./{}", bindgen::SCRIPT), format!("./{GLUE}"));
    let mut options = Options::new(wasm);
    options.output_dir = directory;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &link_name;
    transform(options).map_err(|error| anyhow!("The wasm could not be split: {error:?}"))?;
    let lazy = directory.join(LAZY);
    let chunk = fs::read(&lazy).with_context(|| format!("The app has no split point that makes {LAZY}"))?;
    fs::write(&lazy, compact(&chunk)?)?;
    let glue = directory.join(GLUE);
    fs::write(&glue, with_own_loader(&fs::read_to_string(&glue)?)?)?;
    Ok(fs::read(&main)?)
}

/// Replaces how the glue loads the chunk: it neither ends a load that stalls nor accepts other media types, and knows
/// no styles.
fn with_own_loader(glue: &str) -> Result<String> {
    let mut script = glue.to_owned();
    for (theirs, own) in [
        ("const src = fetch(", "const src = fetchFile("),
        ("WebAssembly.instantiateStreaming(src, imports)", "withStyles(instantiateWasm(src, imports))"),
    ] {
        ensure!(script.matches(theirs).count() == 1, "The glue of the split has no {theirs}: adapt {}", file!());
        script = script.replace(theirs, own);
    }
    Ok(script + LOAD_WASM + include_str!("load_styles.js"))
}

/// Encodes numbers in as few bytes as possible: the linker pads them so that it can patch them. wasm-bindgen does this
/// for the modules it writes.
fn compact(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    RoundtripReencoder.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}
