//! Compiles the app and the workbook module to WebAssembly with cargo.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use super::workbook::WORKBOOK;
use crate::paths;
use crate::toolchain::WASM;

/// The package, and the stem of its files.
pub const APP: &str = "mci-engagements";

/// Compiles the app and returns the path of the wasm. Only the release build is split.
pub fn app(sh: &Shell, dev: bool) -> Result<PathBuf> {
    compile(sh, dev, APP, if dev { &[] } else { &["--features=split"] })
}

/// Compiles the workbook module and returns the path of the wasm. Not together with the app, which would then get the
/// features that it needs of the crates of both.
pub fn workbook(sh: &Shell, dev: bool) -> Result<PathBuf> {
    compile(sh, dev, WORKBOOK, &[])
}

fn compile(sh: &Shell, dev: bool, package: &str, options: &[&str]) -> Result<PathBuf> {
    let (directory, profile) = if dev { ("debug", "dev") } else { ("wasm-release", "wasm-release") };
    cmd!(sh, "cargo build --quiet --package {package} --target {WASM} --profile {profile} {options...}")
        .quiet()
        .run()
        .context("The app does not compile, or its dependencies could not be fetched: see the message above")?;
    let wasm = paths::target().join(WASM).join(directory).join(format!("{package}.wasm"));
    ensure!(wasm.is_file(), "cargo left no {}: is another target directory configured?", wasm.display());
    Ok(wasm)
}
