//! `cargo xtask dev`: the connected app in development. Rebuilds on every change and restarts the server.

mod watch;

use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use xshell::Shell;

use crate::{backend, build, paths, progress};
use watch::Snapshot;

/// Apart from `dist`, which always holds a release build.
const DIST: &str = "target/dev-dist";

/// Everything that app or server is built from.
const WATCHED: &[&str] =
    &["src", "crates", "style", "public", "demo", "index.html", "config.json", "build.rs", "Cargo.toml", "Cargo.lock"];

/// Looking at the time stamps of some hundred files takes about a millisecond: no need for a dependency that watches.
const POLL: Duration = Duration::from_millis(500);

#[derive(clap::Args)]
pub struct Args {
    /// The port of the server; not that of `serve`, whose service worker controls its pages
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// Where the server keeps its data; created, and filled with the demo, if it does not exist
    #[arg(long, default_value = "data")]
    data: PathBuf,
}

/// Builds, serves and watches until it is stopped.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let mut files = Snapshot::take(paths::root(), WATCHED);
    let mut server = None;
    loop {
        match build(&sh) {
            Ok(()) => server = Some(Server::start(args, server)?),
            Err(error) => eprintln!("error: {error:#}\nThe last good build stays. Waiting for a change …"),
        }
        files = wait_for_change(&files, &mut server);
    }
}

fn build(sh: &Shell) -> Result<()> {
    // A service worker would show the previous build first.
    let (public_url, dist) = ("/".to_owned(), DIST.into());
    build::run(&build::Args { public_url, dist, dev: true, without_worker: true })?;
    progress::timed("Compiling the server (about 2 minutes the first time)", || backend::build(sh))
}

/// Returns the files when they have changed and are at rest again.
fn wait_for_change(before: &Snapshot, server: &mut Option<Server>) -> Snapshot {
    let mut seen = before.clone();
    loop {
        thread::sleep(POLL);
        if let Some(status) = server.as_mut().and_then(Server::ended) {
            eprintln!("The server ended ({status}); its log above says why. Waiting for a change …");
            *server = None;
        }
        let now = Snapshot::take(paths::root(), WATCHED);
        // An editor or a version control system writes several files: wait for the last one.
        if now == seen && seen != *before {
            println!("\nChanged: {}", now.differences(before).join(", "));
            return now;
        }
        seen = now;
    }
}

/// The running server. It ends when this value is dropped.
struct Server(Child);

impl Server {
    /// Starts the server in place of a previous one.
    fn start(args: &Args, previous: Option<Self>) -> Result<Self> {
        // The port must be free first.
        drop(previous);
        let mut command = backend::demo(&paths::below_root(&args.data), &paths::below_root(Path::new(DIST)), args.port);
        Ok(Self(command.spawn().context("The server could not be started")?))
    }

    /// How the server ended, if it has.
    fn ended(&mut self) -> Option<String> {
        self.0.try_wait().ok().flatten().map(|status| status.to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
