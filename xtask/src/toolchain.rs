//! Parts of the Rust toolchain that a command needs: found, or installed where rustup can do it.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::progress;

pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the app can be compiled. Prints nothing when the target is installed.
pub fn ensure_wasm_target(sh: &Shell) -> Result<()> {
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read().context("Install Rust: https://rustup.rs")?;
    if sh.path_exists(format!("{sysroot}/lib/rustlib/{WASM}/lib")) {
        return Ok(());
    }
    progress::timed(&format!("Installing the Rust target {WASM} (about 20 seconds)"), || {
        cmd!(sh, "rustup target add {WASM}").quiet().run().with_context(|| {
            format!(
                "The app needs the Rust target {WASM}. With rustup: check the network, then `rustup target add \
                 {WASM}`. Without rustup: install the package of your system that holds it"
            )
        })
    })
}

/// Makes sure that `cargo fmt` and `cargo clippy` exist. Prints nothing when they do.
pub fn ensure_components(sh: &Shell) -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        ensure_component(sh, command, component)?;
    }
    Ok(())
}

fn ensure_component(sh: &Shell, command: &str, component: &str) -> Result<()> {
    let exists = || cmd!(sh, "cargo {command} --version").quiet().ignore_stdout().ignore_stderr().run().is_ok();
    if exists() {
        return Ok(());
    }
    progress::timed(&format!("Installing the Rust component {component} (about 10 seconds)"), || {
        cmd!(sh, "rustup component add {component}")
            .quiet()
            .run()
            .with_context(|| format!("Check the network, then run: rustup component add {component}"))
    })?;
    if exists() { Ok(()) } else { bail!("{component} is installed, but `cargo {command}` does not run") }
}
