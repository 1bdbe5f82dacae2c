//! `cargo xtask bench-browser`: runs the browser benchmark, a package of its own so that xtask compiles quickly.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::paths;

/// Passed to the benchmark as they are.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Compiles and runs the benchmark.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let arguments = &args.arguments;
    let bench = cmd!(sh, "cargo run --package bench-browser -- {arguments...}").env("MCI_XTASK", paths::program());
    bench.quiet().run().context("The benchmark stopped; its message is above")
}
