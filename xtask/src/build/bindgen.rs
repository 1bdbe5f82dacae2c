//! JavaScript bindings of the compiled app, by wasm-bindgen as a library.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// What wasm-bindgen names the script of `app.wasm`.
pub const SCRIPT: &str = "app.js";
/// What wasm-bindgen names the bound wasm.
pub const WASM: &str = "app_bg.wasm";

/// Writes [`SCRIPT`] and [`WASM`] into `directory`.
///
/// `keep_linker_exports` keeps the table and the ends of memory exported: split modules link to them.
pub fn bind(wasm: Vec<u8>, directory: &Path, keep_linker_exports: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("app", wasm).typescript(false).keep_lld_exports(keep_linker_exports);
    bindgen.web(true)?.generate(directory).context("wasm-bindgen could not bind the app")?;
    let snippets = directory.join("snippets");
    ensure!(!snippets.exists(), "A dependency brings JavaScript files ({}): bundle them as well", snippets.display());
    Ok(())
}
