//! Compiles the app to WebAssembly with cargo.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::paths;
use crate::toolchain::WASM;

/// The package, and the stem of its files.
pub const APP: &str = "mci-engagements";

/// Compiles the app and returns the path of the wasm. Only the release build is split.
pub fn app(sh: &Shell, dev: bool) -> Result<PathBuf> {
    let (directory, options) =
        if dev { ("debug", &[][..]) } else { ("wasm-release", &["--profile=wasm-release", "--features=split"][..]) };
    cmd!(sh, "cargo build --quiet --package {APP} --target {WASM} {options...}")
        .quiet()
        .run()
        .context("The app does not compile, or its dependencies could not be fetched: see the message above")?;
    let wasm = paths::target().join(WASM).join(directory).join(format!("{APP}.wasm"));
    ensure!(wasm.is_file(), "cargo left no {}: is another target directory configured?", wasm.display());
    Ok(wasm)
}
