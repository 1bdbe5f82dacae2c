//! `cargo xtask test`: everything that must hold, in order of what fails fastest. `.ci/run` is this.

pub mod needs;
mod steps;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::{build, paths, size, story, tidy};
use steps::{Outcome, Steps};

/// How much to run.
#[derive(clap::Args)]
pub struct Args {
    /// Leaves out what needs the built app: build, size and browser stories
    #[arg(long)]
    quick: bool,
}

const APP: &str = "mci-engagements";
const DIST: &str = "dist";
const STORIES: &str = "tests/stories/main.rs";

/// Runs the steps, stops at the first that fails, and prints what each one took.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    // Asked now: the tests rebuild this very program.
    let xtask = std::env::current_exe().context("Could not find this program itself")?;
    let mut steps = Steps::default();
    let outcome = static_checks(&sh, &mut steps).and_then(|()| native_tests(&sh, &mut steps));
    let outcome = if args.quick {
        outcome
    } else {
        outcome.and_then(|()| from_outside(&sh, &mut steps)).and_then(|()| in_the_browser(&sh, &mut steps, &xtask))
    };
    steps.print();
    outcome
}

fn static_checks(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("format", "run `cargo fmt --all`", || run_cmd(cmd!(sh, "cargo fmt --all --check")))?;
    steps.run("tidy", "each line says how", || tidy::run(&tidy::Args {}).map(|()| Outcome::Done))?;
    let mend = "mend what clippy says; a warning that is wrong here gets an `allow` with a reason";
    steps.run("clippy, native", mend, || {
        run_cmd(cmd!(sh, "cargo clippy --quiet --workspace --exclude {APP} --all-targets -- -D warnings"))
    })?;
    steps.run("clippy, app", mend, || {
        crate::tools::ensure_build_tools(sh)?;
        run_cmd(cmd!(
            sh,
            "cargo clippy --quiet -p {APP} --features split --target wasm32-unknown-unknown -- -D warnings"
        ))
    })?;
    steps.run("clippy, app tests", mend, || run_cmd(cmd!(sh, "cargo clippy --quiet -p {APP} --tests -- -D warnings")))
}

fn native_tests(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("what tests need", "install what the message names", || {
        needs::ensure_packages(sh)?;
        needs::ensure_postgres(sh).map(|()| Outcome::Done)
    })?;
    let mend = "the message above names the test; run it alone with `cargo test <name>`";
    steps.run("tests, native", mend, || run_cmd(cmd!(sh, "cargo test --quiet --workspace --exclude {APP}")))?;
    steps.run("tests, app", mend, || {
        let library = sh.path_exists("src/lib.rs").then_some("--lib");
        run_cmd(cmd!(sh, "cargo test --quiet -p {APP} --bins {library...}"))
    })
}

/// What tools of others find: in the dependencies, and in the running API.
fn from_outside(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("licences", "change the dependency, or deny.toml with a reason", || {
        if !needs::ensure_cargo_deny(sh)? {
            return Ok(Outcome::Skipped("install cargo-deny to check licences and sources".to_owned()));
        }
        run_cmd(cmd!(sh, "cargo deny --log-level error check bans licenses sources"))
    })?;
    steps.run("API from outside", "the report above says which request", || {
        if !needs::ensure_python(sh)? {
            return Ok(Outcome::Skipped("install python3-venv and curl to run schemathesis".to_owned()));
        }
        run_cmd(cmd!(sh, "crates/server/schemathesis.sh"))
    })
}

fn in_the_browser(sh: &Shell, steps: &mut Steps, xtask: &Path) -> Result<()> {
    steps.run("build", "the message above names the file", || {
        build::run(&build::Args { public_url: "/".to_owned(), dist: DIST.into(), dev: false }).map(|()| Outcome::Done)
    })?;
    steps.run("size", "make it smaller, or say in the issue what was tried", || {
        size::run(&size::Args { dist: DIST.into(), top: 5 }).map(|()| Outcome::Done)
    })?;
    if !sh.path_exists(STORIES) {
        return steps.run("stories", "", || Ok(Outcome::Skipped(format!("there is no {STORIES} yet"))));
    }
    steps.run("what stories need", "install what the message names", || {
        needs::ensure_browser(sh).map(|()| Outcome::Done)
    })?;
    let dist: PathBuf = paths::below_root(Path::new(DIST));
    steps.run("server", "the message above names the file", || story::build_server(sh).map(|()| Outcome::Done))?;
    steps.run("stories", "run one alone with `cargo xtask story NAME`", || {
        story::run_stories(sh, xtask, &dist, None, story::Mode::default()).map(|()| Outcome::Done)
    })
}

fn run_cmd(command: xshell::Cmd) -> Result<Outcome> {
    command.quiet().run()?;
    Ok(Outcome::Done)
}
