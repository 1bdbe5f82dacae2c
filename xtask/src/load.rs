//! `cargo xtask load`: speed and memory of the release server under load, beside the figures stored in the
//! documentation.
//!
//! Everything is bounded in count and time and stays on the loopback address.

mod changes;
mod client;
mod memory;
mod reads;
mod server;
mod streams;
mod table;
mod times;

use std::path::{Path, PathBuf};
use std::{fs, thread};

use anyhow::{Context, Result};
use fixtures::Spec;
use xshell::{Shell, cmd};

use crate::backend::SERVER;
use crate::{paths, progress};
use server::Server;
use table::Table;

pub use changes::bench;

#[derive(clap::Args)]
pub struct Args {
    /// The server to measure; without it, the release server is built
    #[arg(long)]
    server: Option<PathBuf>,
    /// Seconds of each measurement with 200 readers
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// Seconds of the mixed load: 300 streams, 16 readers, 2.5 writes a second
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=900))]
    mixed_seconds: u64,
    /// Leaves the throughput of 200 readers out
    #[arg(long)]
    no_reads: bool,
    /// Stores the figures in docs/benchmarks-server.md
    #[arg(long)]
    save: bool,
}

/// A server to measure, with its dataset, and where the figures go.
struct Run<'a> {
    program: &'a Path,
    directory: &'a Path,
    stored: Vec<(String, String)>,
    table: Table,
}

impl Run<'_> {
    fn add(&mut self, name: &str, value: String) {
        self.table.add(&self.stored, name, value);
    }
}

/// Measures.
pub fn run(args: &Args) -> Result<()> {
    let program = match &args.server {
        Some(program) => paths::below_root(program),
        None => build()?,
    };
    let directory = paths::target().join("load");
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    let mut run = Run { program: &program, directory: &directory, stored: table::stored()?, table: Table::default() };
    demo(&mut run)?;
    large(&mut run, args)?;
    fs::remove_dir_all(&directory)?;
    if args.save { run.table.save() } else { Ok(()) }
}

fn build() -> Result<PathBuf> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    progress::timed("Compiling the release server (some minutes the first time)", || {
        cmd!(sh, "cargo build --quiet --release --package {SERVER}").quiet().run().context("See the message above")
    })?;
    Ok(paths::target().join("release").join(SERVER))
}

fn demo(run: &mut Run<'_>) -> Result<()> {
    let (data, dataset) = (run.directory.join("demo"), paths::root().join("demo/contoso.json"));
    let server = Server::start(run.program, &data, &dataset, None)?;
    run.add("Demo: first start, with import and accounts", millis(server.started.as_secs_f64() * 1000.0));
    drop(server);
    let server = Server::start(run.program, &data, &dataset, None)?;
    run.add("Demo: start to first response", millis(server.started.as_secs_f64() * 1000.0));
    memory::idle_and_after_sign_ins(run, &server)
}

fn large(run: &mut Run<'_>, args: &Args) -> Result<()> {
    let (data, dataset) = (run.directory.join("large"), run.directory.join("large.json"));
    let spec = Spec { engagements: 10_000, locations: 200, customers: 5_000, seed: 1 };
    fs::write(&dataset, spec.json()?)?;
    let server = Server::start(run.program, &data, &dataset, None)?;
    run.add("10,000 × 200: first start, with import", millis(server.started.as_secs_f64() * 1000.0));
    drop(server);
    let server = Server::start(run.program, &data, &dataset, None)?;
    run.add("10,000 × 200: start to first response", millis(server.started.as_secs_f64() * 1000.0));
    if !args.no_reads {
        reads::one_client(run, &server)?;
        reads::many_clients(run, &server, args.seconds)?;
    }
    let people = streams::people(&server)?;
    streams::thousand(run, &server, &people)?;
    memory::mixed(run, &server, &people, args.mixed_seconds)
}

fn millis(value: f64) -> String {
    if value < 10.0 { format!("{value:.2} ms") } else { format!("{value:.0} ms") }
}

fn mib(value: f64) -> String {
    format!("{value:.0} MiB")
}

/// Runs `count` threads of the same work and returns their results.
fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..count).map(|number| scope.spawn(move || work(number))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| anyhow::bail!("a thread of the load generator stopped")))
            .collect()
    })
}
