//! `cargo xtask serve`: the release build with its backend, or as a good static host would serve it.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::server::{self, Site};
use crate::{build, paths, tools};

const SERVER: &str = "mci-engagements-server";
const DEMO: &str = "demo/contoso.json";

/// What to serve, and where.
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
    /// Where the backend keeps its data; made, and filled with the demo, where there is none
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Serves what is there already
    #[arg(long)]
    no_build: bool,
}

/// Builds unless told otherwise, then serves until it is stopped.
pub fn run(args: &Args) -> Result<()> {
    ensure!(args.alone || args.public_url == "/", "With its backend the app lives at the root: add --static");
    if !args.no_build {
        let (public_url, dist) = (args.public_url.clone(), args.dist.clone());
        build::run(&build::Args { public_url, dist, dev: false })?;
    }
    if args.alone {
        let base = build::normal_base(&args.public_url)?;
        return server::run(Site::new(paths::below_root(&args.dist), base)?, args.port);
    }
    with_backend(args)
}

fn with_backend(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    tools::timed("Building the server (some minutes the first time)", || {
        cmd!(sh, "cargo build --release --quiet --package {SERVER}")
            .quiet()
            .run()
            .context("The message above says what")
    })?;
    let program = paths::target().join("release").join(SERVER);
    let (data, dist) = (paths::below_root(&args.data), paths::below_root(&args.dist));
    let listen = format!("127.0.0.1:{}", args.port);
    println!("The sign-in page names the demo accounts; the data are in {}. Ctrl+C stops.", args.data.display());
    let serve =
        cmd!(sh, "{program} --data {data} --demo --payee-forms --import {DEMO} --dist {dist} --listen {listen}");
    serve.quiet().run().context("The server ended; its log above says why")
}
