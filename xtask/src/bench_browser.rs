//! `cargo xtask bench-browser`: how fast the built app is in Chromium, with generated data, beside the targets.
//! It measures and never fails because of time: the machine it runs on may be busy.

mod driver;
mod report;
mod session;
mod sites;

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::{build, paths, tools};
use driver::Driver;
use report::Report;
use sites::Size;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// The directory to build into and to measure
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Measures what is there already
    #[arg(long)]
    no_build: bool,
    /// How often each size is measured, each time in a browser of its own
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Engagements x locations
    #[arg(long, value_delimiter = ',', default_value = "200x20,10000x200,100000x200")]
    sizes: Vec<Size>,
    /// How many words are typed, letter by letter, in each run; 0 measures only the time to the first row
    #[arg(long, default_value_t = 12)]
    words: usize,
    /// Sends the dataset in brotli, as most hosts do; else as it is
    #[arg(long)]
    compressed: bool,
    /// Leaves the service worker out: what would a visit be without its installation?
    #[arg(long)]
    without_worker: bool,
}

/// Measures, and prints the figures beside the targets.
pub fn run(args: &Args) -> Result<()> {
    ensure!(args.runs > 0 && !args.sizes.is_empty(), "There is nothing to measure");
    if !args.no_build {
        build::run(&build::Args { public_url: "/".to_owned(), dist: args.dist.clone(), dev: false })?;
    }
    let dist = paths::below_root(&args.dist);
    let served = tools::timed("Generating and serving the datasets", || {
        let sites = args.sizes.iter().map(|size| sites::serve(&dist, *size, args.compressed, args.words + 2));
        sites.collect::<Result<Vec<_>>>()
    })?;
    let driver = Driver::start()?;
    let mut report = Report::new(&args.sizes);
    // The first round only warms what the machine keeps; then the sizes take turns.
    for run in 0..=args.runs {
        for (at, (size, site)) in args.sizes.iter().zip(&served).enumerate() {
            let plan = session::Plan { start_only: args.words == 0 || run == 0, without_worker: args.without_worker };
            let name = if run == 0 { "warm-up".to_owned() } else { format!("run {run} of {}", args.runs) };
            let samples = tools::timed(&format!("{size}, {name}"), || session::measure(&driver, site, plan))?;
            if run > 0 {
                report.add(at, samples);
            }
        }
    }
    for (size, site) in args.sizes.iter().zip(&served) {
        let how = if args.compressed { "in brotli" } else { "not compressed" };
        println!("{size}: dataset of {} kB as it is sent, {how}", site.bytes.div_ceil(1000));
    }
    report.print();
    Ok(())
}
