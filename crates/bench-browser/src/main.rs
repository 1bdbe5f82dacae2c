//! `cargo xtask bench-browser`: measures the built app in Chromium with generated data, and prints the figures beside
//! their targets. It never fails because of time: the machine may be busy.

mod metric;
mod report;
mod session;
mod sites;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Parser;

use report::Report;
use sites::Size;

/// What to measure
#[derive(Parser)]
#[command(name = "cargo xtask bench-browser", about = "Measures the built app in Chromium with generated data")]
struct Args {
    /// The directory to build into and to measure
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Measures the build that exists
    #[arg(long)]
    no_build: bool,
    /// Number of measurements of each size, each in a new browser
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Engagements x locations
    #[arg(long, value_delimiter = ',', default_value = "200x20,10000x200,100000x200")]
    sizes: Vec<Size>,
    /// Number of words typed, letter by letter, in each run; 0 measures only the time to the first row
    #[arg(long, default_value_t = 12)]
    words: usize,
    /// Sends the dataset in brotli, as most hosts do; otherwise uncompressed
    #[arg(long)]
    compressed: bool,
    /// Does not register the service worker, to measure a visit without its installation
    #[arg(long)]
    without_worker: bool,
}

fn main() -> ExitCode {
    run(&Args::parse()).map_or_else(
        |error| {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(args: &Args) -> Result<()> {
    ensure!(args.runs > 0 && !args.sizes.is_empty(), "Nothing to measure: --runs and --sizes must not be empty");
    let xtask = std::env::var_os("MCI_XTASK").context("Run it as `cargo xtask bench-browser`")?;
    let xtask = Path::new(&xtask);
    if !args.no_build {
        let built = Command::new(xtask).args(["build", "--dist"]).arg(&args.dist).status()?;
        ensure!(built.success(), "The build failed: see above");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let served = timed("Generating and serving the datasets", || {
        let serve = |size| sites::serve(xtask, &root, &root.join(&args.dist), size, args.compressed, args.words + 2);
        args.sizes.iter().copied().map(serve).collect::<Result<Vec<_>>>()
    })?;
    let mut report = Report::new(&args.sizes);
    // The first round warms caches of the machine and is discarded; then the sizes take turns.
    for run in 0..=args.runs {
        for (at, (size, site)) in args.sizes.iter().zip(&served).enumerate() {
            let plan = session::Plan { start_only: args.words == 0 || run == 0, without_worker: args.without_worker };
            let name = if run == 0 { "warm-up".to_owned() } else { format!("run {run} of {}", args.runs) };
            let samples = timed(&format!("{size}, {name}"), || session::measure(site, plan))?;
            if run > 0 {
                report.add(at, samples);
            }
        }
    }
    for (size, site) in args.sizes.iter().zip(&served) {
        let encoding = if args.compressed { "in brotli" } else { "uncompressed" };
        println!("{size}: dataset of {} kB, sent {encoding}", site.bytes.div_ceil(1000));
    }
    report.print();
    Ok(())
}

/// Prints what starts, runs it, and prints how long it took.
fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let start = Instant::now();
    let done = work()?;
    println!("  done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}
