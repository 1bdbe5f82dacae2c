//! `cargo xtask story`: runs browser stories against the built app.

use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use anyhow::{Context, Result};
use xshell::{Cmd, Shell, cmd};

use crate::test::engines::Engine;
use crate::test::needs;
use crate::{backend, build, paths, progress};

/// Apart from the directory of `cargo xtask dev`, whose build has no service worker.
const DEV_DIST: &str = "target/story-dist";

/// Part of the names of the stories that run in every engine.
pub const SMOKE: &str = "smoke::";

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
    /// The engine of the browsers; others than Chromium run the smoke stories
    #[arg(long, value_enum, default_value_t)]
    engine: Engine,
}

impl Mode {
    /// Runs in an engine.
    pub fn of(engine: Engine) -> Self {
        Self { engine, ..Self::default() }
    }
}

/// Builds the app and the server, and runs the matching stories.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let dist = prepare(&sh, args)?;
    run_stories(&sh, &dist, args.name.as_deref(), args.mode)
}

/// Takes the pictures of the documentation in Chromium, from the release build with the demo of today.
pub fn take_pictures() -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let args = Args { name: None, no_build: false, mode: Mode::default() };
    let dist = prepare(&sh, &args)?;
    let pictures = configured(&sh, &dist, args.mode).args(["pictures::", "--ignored"]);
    pictures.quiet().run().context("The pictures could not be taken; the message above says why")
}

/// Installs and builds what stories need, and returns the directory of the app.
fn prepare(sh: &Shell, args: &Args) -> Result<PathBuf> {
    args.mode.engine.ensure(sh)?;
    needs::ensure_packages(sh)?;
    let dist = PathBuf::from(if args.mode.dev { DEV_DIST } else { "dist" });
    if !args.no_build {
        build::run(&build::Args {
            public_url: "/".to_owned(),
            dist: dist.clone(),
            dev: args.mode.dev,
            without_worker: false,
        })?;
    }
    progress::timed("Compiling the server", || backend::build(sh))?;
    Ok(paths::below_root(&dist))
}

/// Compiles and runs the stories, or those whose name contains `name`; the server must be built.
pub fn run_stories(sh: &Shell, dist: &Path, name: Option<&str>, mode: Mode) -> Result<()> {
    // Each story has a browser, which fills a processor, but also waits: for timers, frames and the network.
    let threads = if mode.headed || mode.keep { 1 } else { available_parallelism().map_or(2, usize::from) + 1 };
    let threads = threads.to_string();
    let output = mode.keep.then_some("--nocapture");
    let stories = configured(sh, dist, mode).args(name).args(["--test-threads", &threads]).args(output);
    stories.quiet().run().context("The message above names the story; run it alone with `cargo xtask story NAME`")
}

/// Returns the command of the stories, which knows app, server and browser.
fn configured<'a>(sh: &'a Shell, dist: &Path, mode: Mode) -> Cmd<'a> {
    let mut stories = harness(sh).env("MCI_ENGINE", mode.engine.name());
    stories = stories.env("MCI_DIST", dist).env("MCI_XTASK", paths::program()).env("MCI_SERVER", backend::program());
    for (name, wanted) in [("MCI_DEV_BUILD", mode.dev), ("MCI_HEADED", mode.headed), ("MCI_KEEP", mode.keep)] {
        stories = if wanted { stories.env(name, "1") } else { stories.env_remove(name) };
    }
    stories
}

/// Returns the number of stories whose name contains `name`.
pub fn count(sh: &Shell, name: &str) -> Result<usize> {
    let list = harness(sh).args([name, "--list"]).quiet().read()?;
    Ok(list.lines().filter(|line| line.ends_with(": test")).count())
}

fn harness(sh: &Shell) -> Cmd<'_> {
    cmd!(sh, "cargo test --workspace --test stories --")
}
