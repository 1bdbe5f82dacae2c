//! `cargo xtask bench-browser`: measures the built app in Chromium with generated data, alone or in turns with another
//! page, and prints the figures beside their targets. It never fails because of time: the machine may be busy.

mod actions;
mod condition;
mod in_page;
mod memory;
mod metric;
mod report;
mod selectors;
mod session;
mod sites;
mod slow_link;
mod trace;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Parser;

use condition::Condition;
use report::Table;
use selectors::Selectors;
use session::{Page, Plan};
use sites::{Served, Sites, Size};

/// What to measure
#[derive(Parser)]
#[command(name = "cargo xtask bench-browser", about = "Measures the built app in Chromium with generated data")]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
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
    /// One run with few words at 10000x200, without a warm-up: in two minutes
    #[arg(long, conflicts_with_all = ["runs", "sizes", "words"])]
    quick: bool,
    /// Opens the first row and goes back this often in each run, to find leaks: 2000 take four minutes
    #[arg(long, default_value_t = 0)]
    navigations: usize,
    /// Sends the dataset in brotli, as most hosts do; otherwise uncompressed
    #[arg(long)]
    compressed: bool,
    /// Does not register the service worker, to measure a visit without its installation
    #[arg(long)]
    without_worker: bool,
    /// The conditions, one after the other
    #[arg(long, value_delimiter = ',', value_enum, default_value = "plain")]
    conditions: Vec<Condition>,
    /// Compares with the page at this URL, in turns; `{size}` in it stands for the size
    #[arg(long, value_name = "URL")]
    against: Option<String>,
    /// Compares with another build of the app, in turns, with the same data
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    against_dist: Option<PathBuf>,
    /// Measures the app at the URL of a server that has the generated data of the size, signed in: keys and long tasks
    #[arg(long, value_name = "URL", requires = "account", conflicts_with_all = ["against", "against_dist"])]
    connected: Option<String>,
    /// Username and password at the server
    #[arg(long, value_name = "USER:PASSWORD")]
    account: Option<String>,
    /// Words to search for in the page at the URL; by default those of the app's data
    #[arg(long, value_delimiter = ',', requires = "against")]
    against_words: Vec<String>,
    #[command(flatten)]
    selectors: Selectors,
}

fn main() -> ExitCode {
    run(Args::parse()).map_or_else(
        |error| {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(mut args: Args) -> Result<()> {
    if args.quick {
        (args.runs, args.words) = (1, 4);
        args.sizes.retain(|size| size.engagements == 10_000);
    }
    ensure!(args.runs > 0 && !args.sizes.is_empty(), "Nothing to measure: --runs and --sizes must not be empty");
    let xtask = std::env::var_os("MCI_XTASK").context("Run it as `cargo xtask bench-browser`")?;
    let xtask = Path::new(&xtask);
    if !args.no_build {
        let built = Command::new(xtask).args(["build", "--dist"]).arg(&args.dist).status()?;
        ensure!(built.success(), "The build failed: see above");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    std::fs::create_dir_all(target.join("bench-browser"))?;
    // The browser is found by the path of its profile.
    let directory = target.join("bench-browser").canonicalize()?;
    let sites = Sites { xtask, directory, compressed: args.compressed, words: args.words + 2 };
    let served = timed("Generating and serving the datasets", || {
        args.sizes.iter().map(|&size| subjects(&args, &sites, &root, size)).collect::<Result<Vec<_>>>()
    })?;
    let mut loads = Vec::new();
    for &condition in &args.conditions {
        let tables = measure(&args, &sites.directory, condition, &served, &mut loads)?;
        for (table, subjects) in tables.iter().zip(&served) {
            table.print();
            let encoding = if args.compressed { "in brotli" } else { "uncompressed" };
            println!("Dataset of {} kB, sent {encoding}", subjects.app.bytes.div_ceil(1000));
        }
    }
    report::print_loads(&loads);
    Ok(())
}

/// The pages of one size.
struct Subjects {
    app: Served,
    other: Option<Page>,
    /// The server of the other build.
    _other: Option<Served>,
}

fn subjects(args: &Args, sites: &Sites<'_>, root: &Path, size: Size) -> Result<Subjects> {
    if let Some(url) = &args.connected {
        return Ok(Subjects { app: sites.of_server(url, size)?, other: None, _other: None });
    }
    let app = sites.serve(&root.join(&args.dist), "", size)?;
    if let Some(dist) = &args.against_dist {
        let served = sites.serve(&root.join(dist), "other-", size)?;
        let other =
            Page { url: served.page.url.clone(), words: app.page.words.clone(), selectors: Selectors::default() };
        return Ok(Subjects { app, other: Some(other), _other: Some(served) });
    }
    let other = args.against.as_ref().map(|url| {
        let words = if args.against_words.is_empty() { &app.page.words } else { &args.against_words };
        let url = url.replace("{size}", &size.to_string());
        Page { url, words: words.clone(), selectors: args.selectors.clone() }
    });
    Ok(Subjects { app, other, _other: None })
}

/// Measures all sizes and pages in turns; returns a table for each size.
fn measure(
    args: &Args,
    directory: &Path,
    condition: Condition,
    served: &[Subjects],
    loads: &mut Vec<f64>,
) -> Result<Vec<Table>> {
    let title = |size: &Size| format!("{size}{}", condition.label());
    let mut tables: Vec<Table> = args.sizes.iter().map(|size| Table::new(title(size), *size)).collect();
    // The first round warms caches of the machine and is discarded; then sizes and pages take turns.
    for run in usize::from(args.quick)..=args.runs {
        for ((table, size), subjects) in tables.iter_mut().zip(&args.sizes).zip(served) {
            let mut pages: Vec<_> = std::iter::once(&subjects.app.page).chain(&subjects.other).enumerate().collect();
            // Neither page is always the one that follows a pause.
            if run % 2 == 0 {
                pages.reverse();
            }
            for (at, page) in pages {
                let profile = directory.join("profile");
                let start_only = args.words == 0 || run == 0;
                let plan = Plan {
                    start_only,
                    without_worker: args.without_worker,
                    account: args.account.as_deref().and_then(|account| account.split_once(':')),
                    // The other page may have no pages of its rows.
                    navigations: if at == 0 { args.navigations } else { 0 },
                    condition,
                    profile: &profile,
                };
                let slow = if condition == Condition::SlowNetwork { Some(slow(page)?) } else { None };
                let page = slow.as_ref().unwrap_or(page);
                let who = if at == 0 { "" } else { ", the other page" };
                let samples = timed(&format!("{}{who}, run {run} of {}", title(size), args.runs), || {
                    let samples = session::measure(page, plan)?;
                    let traced = (run == 1 && !start_only && plan.account.is_none())
                        .then(|| session::trace_keys(page, plan))
                        .transpose()?;
                    Ok((samples, traced))
                })?;
                if run > 0 {
                    table.add(at, samples.0);
                    samples.1.into_iter().for_each(|traced| table.add(at, traced));
                    loads.extend(report::load());
                }
            }
        }
    }
    Ok(tables)
}

/// Returns a page behind a slow network.
fn slow(page: &Page) -> Result<Page> {
    let rest = page.url.strip_prefix("http://").context("A slow network needs a URL with http")?;
    let (server, path) = rest.split_once('/').unwrap_or((rest, ""));
    let server = if server.contains(':') { server.to_owned() } else { format!("{server}:80") };
    let url = format!("http://{}/{path}", slow_link::start(server)?);
    Ok(Page { url, words: page.words.clone(), selectors: page.selectors.clone() })
}

/// Prints what starts, runs it, and prints how long it took.
fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let start = Instant::now();
    let done = work()?;
    println!("  done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}
