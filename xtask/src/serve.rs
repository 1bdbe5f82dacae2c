//! `cargo xtask serve`: the release build, served as a good static host would.

use std::path::PathBuf;

use anyhow::Result;

use crate::server::{self, Site};
use crate::{build, paths};

/// What to serve, and where.
#[derive(clap::Args)]
pub struct Args {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The path the app lives at, such as /demo/
    #[arg(long, default_value = "/")]
    public_url: String,
    /// The directory to build into and to serve
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Serves what is there already
    #[arg(long)]
    no_build: bool,
}

/// Builds unless told otherwise, then serves until it is stopped.
pub fn run(args: &Args) -> Result<()> {
    if !args.no_build {
        let (public_url, dist) = (args.public_url.clone(), args.dist.clone());
        build::run(&build::Args { public_url, dist, dev: false })?;
    }
    let base = build::normal_base(&args.public_url)?;
    let site = Site::new(paths::below_root(&args.dist), base)?;
    server::run(site, args.port)
}
