//! `cargo xtask serve`: the release build of the app, with its backend or as a static host serves it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use xshell::Shell;

use crate::{backend, build, paths, progress, server};

#[derive(clap::Args)]
pub struct Args {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Serves the files alone, as a static host does: the demo without a backend
    #[arg(long = "static")]
    alone: bool,
    /// The path the app lives at, such as /demo/; below a path it is served with --static
    #[arg(long, default_value = "/")]
    public_url: String,
    /// The directory to build into and to serve
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Where the backend keeps its data; created, and filled with the demo, if it does not exist
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Serves an existing build
    #[arg(long)]
    no_build: bool,
}

/// Builds unless asked not to, then serves until it is stopped.
pub fn run(args: &Args) -> Result<()> {
    ensure!(args.alone || args.public_url == "/", "With its backend the app lives at the root: add --static");
    if !args.no_build {
        let (public_url, dist) = (args.public_url.clone(), args.dist.clone());
        build::run(&build::Args { public_url, dist, dev: false, without_worker: false })?;
    }
    if args.alone {
        let base = build::normal_base(&args.public_url)?;
        return server::run(paths::below_root(&args.dist), base, args.port);
    }
    with_backend(args)
}

fn with_backend(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    progress::timed("Compiling the server (about 2 minutes the first time)", || backend::build(&sh))?;
    println!("The sign-in page names the demo accounts; the data are in {}. Ctrl+C stops.", args.data.display());
    let mut server = backend::demo(&paths::below_root(&args.data), &paths::below_root(&args.dist), args.port);
    let status = server.status().context("The server could not be started")?;
    ensure!(status.success(), "The server ended: its log above says why");
    Ok(())
}
