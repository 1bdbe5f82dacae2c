//! JavaScript bindings of compiled wasm, by wasm-bindgen as a library.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// What wasm-bindgen names the script of `app.wasm`.
pub const SCRIPT: &str = "app.js";
/// What wasm-bindgen names the bound wasm.
pub const WASM: &str = "app_bg.wasm";

/// Writes `name.js` and `name_bg.wasm` into `directory`: for the name `app`, [`SCRIPT`] and [`WASM`].
///
/// `keep_linker_exports` keeps the table and the ends of memory exported: split modules link to them.
pub fn bind(name: &str, wasm: Vec<u8>, directory: &Path, keep_linker_exports: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, wasm).typescript(false).keep_lld_exports(keep_linker_exports);
    bindgen.web(true)?.generate(directory).with_context(|| format!("wasm-bindgen could not bind {name}"))?;
    let snippets = directory.join("snippets");
    ensure!(!snippets.exists(), "A dependency brings JavaScript files ({}): bundle them as well", snippets.display());
    Ok(())
}
