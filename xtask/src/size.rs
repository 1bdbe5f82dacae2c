//! `cargo xtask size`: what a first visit downloads, against the budget, and the largest crates and functions.

mod names;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::build::{compress, strip};
use crate::paths;

/// The goal for a first visit: wasm, JavaScript and CSS in brotli. A kilobyte is 1000 bytes.
const GOAL: usize = 200_000;
/// The limit until first paint: the static app, which the goal is about, and the part that speaks to a backend.
/// ARCHITECTURE.md says what takes the room. Without a new capability both limits only go down.
const CEILING: usize = 268_800;
/// The limit including the lazy chunk and its styles.
const CEILING_OF_ALL: usize = 618_400;
/// The limit of the workbook module, which is loaded when somebody asks for a spreadsheet.
const CEILING_OF_WORKBOOK: usize = 447_500;

#[derive(clap::Args)]
pub struct Args {
    /// The built app
    #[arg(long, default_value = "dist")]
    pub dist: PathBuf,
    /// Lists this many functions and crates
    #[arg(long, default_value_t = 15)]
    pub top: usize,
}

/// Prints the sizes, and fails over the ceiling.
pub fn run(args: &Args) -> Result<()> {
    let dist = paths::below_root(&args.dist);
    let (mut first, mut lazy, mut workbook) = (0, 0, 0);
    println!("{:<44} {:>10} {:>10}", "", "plain", "brotli");
    for (extension, counts) in [("wasm", true), ("js", true), ("css", true), ("html", false)] {
        for name in files(&dist, extension)? {
            let content = std::fs::read(dist.join(&name))?;
            let compressed = compress::brotli(&content, 11)?.len();
            println!("{name:<44} {:>10} {:>10}", kilobytes(content.len()), kilobytes(compressed));
            if counts {
                let sum = match &*name {
                    _ if name.starts_with("lazy-") => &mut lazy,
                    _ if name.starts_with("workbook-") => &mut workbook,
                    _ => &mut first,
                };
                *sum += compressed;
            }
        }
    }
    let line = |what: &str, bytes: usize| println!("{what:<44} {:>10} {:>10}", "", kilobytes(bytes));
    line("wasm + js + css until first paint", first);
    line("wasm + js + css in all", first + lazy);
    line("workbook module, on demand", workbook);
    line("goal", GOAL);
    line("ceiling until first paint", CEILING);
    line("ceiling in all", CEILING_OF_ALL);
    line("ceiling of the workbook module", CEILING_OF_WORKBOOK);
    println!();
    match std::fs::read(strip::named_copy()) {
        Ok(wasm) => names::print(&wasm, args.top)?,
        Err(_) => println!("Run `cargo xtask build` to see which crates and functions take the room."),
    }
    if first + lazy > GOAL {
        let over = |bytes: usize| kilobytes(bytes.saturating_sub(GOAL));
        println!("Over the goal by {} kB, until first paint by {} kB: see above", over(first + lazy), over(first));
    }
    for (what, bytes, ceiling) in [
        ("first paint", first, CEILING),
        ("all", first + lazy, CEILING_OF_ALL),
        ("workbook module", workbook, CEILING_OF_WORKBOOK),
    ] {
        let over = bytes.saturating_sub(ceiling);
        ensure!(over == 0, "{what}: {} kB over the ceiling: a change has made the app larger", kilobytes(over));
    }
    Ok(())
}

/// Files that a first visit loads: the service worker comes after it, and the fallback page replaces the page.
fn files(dist: &Path, extension: &str) -> Result<Vec<String>> {
    let all =
        paths::files_below(dist).with_context(|| format!("{} is missing: run `cargo xtask build`", dist.display()))?;
    let wanted = |file: &String| paths::has_extension(file, extension) && file != "404.html" && file != "sw.js";
    Ok(all.into_iter().filter(wanted).collect())
}

/// Bytes as kilobytes with one decimal.
fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}
