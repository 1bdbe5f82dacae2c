//! `cargo xtask story`: runs browser stories against the built app.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::test::needs;
use crate::{build, paths, tools};

const APP: &str = "mci-engagements";
const SERVER: &str = "mci-engagements-server";
/// The development build has a directory of its own: `dist` always holds a release build.
const DEV_DIST: &str = "target/dev-dist";

/// Which stories to run, and how.
#[derive(clap::Args)]
pub struct Args {
    /// Part of the names of the stories to run; without it, all stories
    name: Option<String>,
    /// Runs against the build that exists
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    mode: Mode,
}

/// How stories run.
#[derive(clap::Args, Clone, Copy, Default)]
pub struct Mode {
    /// Builds the app unoptimised, which is faster
    #[arg(long)]
    dev: bool,
    /// Shows the browser, and runs one story at a time
    #[arg(long)]
    headed: bool,
    /// Leaves browser and server running when a story fails, until the browser is closed
    #[arg(long)]
    keep: bool,
}

/// Builds the app and the server, and runs the matching stories.
pub fn run(args: &Args) -> Result<()> {
    // Asked now: the file of a running program may be replaced by a later build.
    let xtask = std::env::current_exe().context("Could not find this program itself")?;
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    needs::ensure_browser(&sh)?;
    needs::ensure_packages(&sh)?;
    let dist = PathBuf::from(if args.mode.dev { DEV_DIST } else { "dist" });
    if !args.no_build {
        build::run(&build::Args { public_url: "/".to_owned(), dist: dist.clone(), dev: args.mode.dev })?;
    }
    tools::timed("Building the server", || build_server(&sh))?;
    let mut harness: Vec<&str> = args.name.as_deref().into_iter().collect();
    if args.mode.headed || args.mode.keep {
        harness.extend(["--test-threads", "1", "--nocapture"]);
    }
    run_stories(&sh, &xtask, &paths::below_root(&dist), &harness, args.mode)
}

/// Compiles the server that the stories of the connected app start.
pub fn build_server(sh: &Shell) -> Result<()> {
    cmd!(sh, "cargo build --quiet --package {SERVER}").quiet().run().context("The message above names the file")
}

/// Compiles and runs the stories; the server must be built.
pub fn run_stories(sh: &Shell, xtask: &Path, dist: &Path, harness: &[&str], mode: Mode) -> Result<()> {
    let server = paths::target().join("debug").join(SERVER);
    let mut stories = cmd!(sh, "cargo test --package {APP} --test stories -- {harness...}");
    stories = stories.env("MCI_DIST", dist).env("MCI_XTASK", xtask).env("MCI_SERVER", server);
    for (name, wanted) in [("MCI_DEV_BUILD", mode.dev), ("MCI_HEADED", mode.headed), ("MCI_KEEP", mode.keep)] {
        stories = if wanted { stories.env(name, "1") } else { stories.env_remove(name) };
    }
    stories.quiet().run().context("The message above names the story; run it alone with `cargo xtask story NAME`")
}
