//! The server, built for development.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::paths;

const SERVER: &str = "mci-engagements-server";

/// Builds the server and returns its path.
///
/// Selecting the workspace gives dependencies the same features as in `cargo test --workspace`: they compile once.
pub fn build(sh: &Shell) -> Result<PathBuf> {
    cmd!(sh, "cargo build --quiet --workspace --bin {SERVER}")
        .quiet()
        .run()
        .context("The server does not compile: see the message above")?;
    Ok(program())
}

/// The path of the built server.
pub fn program() -> PathBuf {
    paths::target().join("debug").join(SERVER)
}
