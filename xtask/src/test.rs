//! `cargo xtask test`: every check and test, those that fail fastest first. `.ci/run` is this.

pub mod engines;
pub mod needs;
mod steps;

use std::path::Path;

use anyhow::Result;
use xshell::{Cmd, Shell, cmd};

use crate::backend::SERVER;
use crate::build::compile::APP;
use crate::toolchain::{self, WASM};
use crate::{backend, build, paths, size, story, tidy};
use engines::Engine;
use steps::{Outcome, Steps};

#[derive(clap::Args)]
pub struct Args {
    /// Skips what needs the built app or the network: build, size, stories, licences and the API from outside
    #[arg(long)]
    quick: bool,
}

const DIST: &str = "dist";

/// Runs the steps, stops at the first that fails, and prints how long each took.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    if std::env::var_os("CI").is_some() {
        // Nothing is compiled twice on such a machine: what incremental compilation writes would never be read.
        sh.set_var("CARGO_INCREMENTAL", "0");
    }
    let mut steps = Steps::default();
    let outcome = static_checks(&sh, &mut steps).and_then(|()| native_tests(&sh, &mut steps));
    let outcome = if args.quick {
        outcome
    } else {
        outcome
            .and_then(|()| dependencies(&sh, &mut steps))
            .and_then(|()| built_app(&sh, &mut steps))
            .and_then(|()| running_app(&sh, &mut steps))
    };
    steps.print();
    outcome
}

fn static_checks(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("toolchain", "install what the message names", || {
        toolchain::ensure_components(sh)?;
        toolchain::ensure_wasm_target(sh).map(|()| Outcome::Done)
    })?;
    steps.run("format", "run `cargo fmt --all`", || run_cmd(cmd!(sh, "cargo fmt --all --check")))?;
    steps.run("tidy", "each line says how", || tidy::run(&tidy::Args {}).map(|()| Outcome::Done))?;
    let advice = "change what clippy reports; a lint that is wrong here gets an `expect` with a reason";
    // One selection of packages for every native command: another one would compile dependencies with other features.
    steps.run("clippy, native", advice, || {
        run_cmd(cmd!(sh, "cargo clippy --quiet --workspace --all-targets -- -D warnings"))
    })?;
    // Stories are not among all targets (`test = false`). With `--bins` the dependencies are those of the step before.
    steps.run("clippy, stories", advice, || {
        run_cmd(cmd!(sh, "cargo clippy --quiet --workspace --bins --test stories -- -D warnings"))
    })?;
    steps.run("clippy, wasm", advice, || {
        run_cmd(cmd!(sh, "cargo clippy --quiet -p {APP} --features split --target {WASM} -- -D warnings"))
    })
}

fn native_tests(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("what tests need", "install what the message names", || {
        needs::ensure_packages(sh)?;
        needs::ensure_postgres(sh)?;
        needs::ensure_pgbouncer(sh)?;
        needs::ensure_nginx(sh).map(|()| Outcome::Done)
    })?;
    steps.run("tests", "the message above names the test; run it alone with `cargo test --workspace <name>`", || {
        run_cmd(cmd!(sh, "cargo test --quiet --workspace"))
    })
}

/// Checks what the project depends on.
fn dependencies(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("licences", "change the dependency, or deny.toml with a reason", || {
        if !needs::ensure_cargo_tool(sh, "deny")? {
            return Ok(Outcome::Skipped("install cargo-deny to check licences and sources".to_owned()));
        }
        run_cmd(needs::cargo_tool(sh, "deny").args(["--log-level", "error", "check", "bans", "licenses", "sources"]))
    })?;
    steps.run("unused dependencies", "remove the dependencies that the message names", || {
        if !needs::ensure_cargo_tool(sh, "machete")? {
            return Ok(Outcome::Skipped("install cargo-machete to find unused dependencies".to_owned()));
        }
        run_cmd(needs::cargo_tool(sh, "machete").arg("--skip-target-dir"))
    })
}

fn built_app(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("build", "the message above names the file", || {
        build::run(&build::Args { public_url: "/".to_owned(), dist: DIST.into(), dev: false, without_worker: false })
            .map(|()| Outcome::Done)
    })?;
    steps.run("size", "make it smaller, or say in the issue what was tried", || {
        size::run(&size::Args { dist: DIST.into(), top: 5 }).map(|()| Outcome::Done)
    })?;
    steps.run("clippy, embedded app", "change what clippy reports", || {
        run_cmd(cmd!(sh, "cargo clippy --quiet --workspace --all-targets --features {SERVER}/embed-app -- -D warnings"))
    })?;
    let advice = "index.html and Trunk.toml must work for `trunk serve` too. Trunk downloads wasm-bindgen from GitHub: \
                  without access to it, install the wasm-bindgen-cli of the version in Cargo.lock";
    steps.run("trunk", advice, || {
        if !needs::on_path(sh, "trunk") {
            return Ok(Outcome::Skipped("trunk is not installed; only `trunk serve` needs it".to_owned()));
        }
        let dist = paths::target().join("trunk-check");
        // Trunk does not accept the customary value `1`.
        run_cmd(cmd!(sh, "trunk build --dist {dist}").env_remove("NO_COLOR"))
    })
}

fn running_app(sh: &Shell, steps: &mut Steps) -> Result<()> {
    steps.run("server", "the message above names the file", || backend::build(sh).map(|()| Outcome::Done))?;
    steps.run("API from outside", "the report above says which request", || {
        if !needs::ensure_python(sh)? {
            return Ok(Outcome::Skipped("install python3-venv and curl to run schemathesis".to_owned()));
        }
        run_cmd(cmd!(sh, "crates/server/schemathesis.sh").env("MCI_SERVER", backend::program()))
    })?;
    steps.run("what stories need", "install what the message names", || {
        needs::ensure_browser(sh).map(|()| Outcome::Done)
    })?;
    steps.run("stories", "run one alone with `cargo xtask story NAME`", || {
        story::run_stories(sh, &paths::below_root(Path::new(DIST)), None, story::Mode::default())
            .map(|()| Outcome::Done)
    })?;
    smoke_stories(sh, steps, "stories, Firefox", Engine::Firefox)?;
    smoke_stories(sh, steps, "stories, WebKitGTK", Engine::WebKit)
}

/// Runs the smoke stories in another engine than Chromium, where it is installed.
fn smoke_stories(sh: &Shell, steps: &mut Steps, name: &'static str, engine: Engine) -> Result<()> {
    steps.run(name, "run it alone with `cargo xtask story smoke --engine` and its name", || {
        if let Err(error) = engine.ensure(sh) {
            let count = story::count(sh, story::SMOKE)?;
            return Ok(Outcome::Skipped(format!("{count} stories: {error:#}")));
        }
        let (dist, mode) = (paths::below_root(Path::new(DIST)), story::Mode::of(engine));
        story::run_stories(sh, &dist, Some(story::SMOKE), mode).map(|()| Outcome::Done)
    })
}

fn run_cmd(command: Cmd) -> Result<Outcome> {
    command.quiet().run()?;
    Ok(Outcome::Done)
}
