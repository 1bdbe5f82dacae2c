//! `cargo xtask bench-browser`: runs the browser benchmark, a package of its own so that xtask compiles quickly.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{load, paths};

/// Passed to the benchmark as they are, but for `--changes`.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    /// Before all others: measures keys in the connected app, with data of this size, while a change arrives every
    /// 100 ms
    #[arg(long, value_name = "ENGAGEMENTSxLOCATIONS")]
    changes: Option<String>,
    /// `--help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Compiles and runs the benchmark.
pub fn run(args: &Args) -> Result<()> {
    let Some(changes) = &args.changes else { return bench(&args.arguments) };
    let parts = changes.split_once('x').and_then(|(left, right)| Some((left.parse().ok()?, right.parse().ok()?)));
    let size = parts.with_context(|| format!("A size is written like 200x20, not {changes}"))?;
    load::bench(&paths::root().join("dist"), size, |url, account| {
        let own = ["--no-build", "--connected", url, "--account", account, "--sizes", changes];
        bench(&own.into_iter().map(str::to_owned).chain(args.arguments.iter().cloned()).collect::<Vec<_>>())
    })
}

fn bench(arguments: &[String]) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let bench = cmd!(sh, "cargo run --package bench-browser -- {arguments...}").env("MCI_XTASK", paths::program());
    bench.quiet().run().context("The benchmark stopped; its message is above")
}
