//! The server, built for development.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::paths;

pub const SERVER: &str = "mci-engagements-server";

/// Builds the server.
///
/// Selecting the workspace gives dependencies the same features as in `cargo test --workspace`: they compile once.
pub fn build(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo build --quiet --workspace --bin {SERVER}")
        .quiet()
        .run()
        .context("The server does not compile: see the message above")
}

/// The path of the built server.
pub fn program() -> PathBuf {
    paths::target().join("debug").join(SERVER)
}

/// The command that serves a demo instance on this machine.
pub fn demo(data: &Path, dist: &Path, port: u16) -> Command {
    let mut command = Command::new(program());
    command.args(["--demo", "--payee-forms", "--listen", &format!("127.0.0.1:{port}")]);
    command.arg("--import").arg(paths::root().join("demo/contoso.json"));
    command.arg("--data").arg(data).arg("--dist").arg(dist);
    command
}
