//! The commands of this project. `cargo xtask help` lists them; each has a file of its name.

mod backend;
mod bench_browser;
mod build;
mod dataset;
mod dev;
mod load;
mod paths;
mod progress;
mod release;
mod serve;
mod server;
mod size;
mod story;
mod test;
mod tidy;
mod toolchain;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, measures and checks MCI Engagements")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the app into dist/, complete: any static host can serve it
    Build(build::Args),
    /// Builds the release app and serves it on this machine
    Serve(serve::Args),
    /// Serves the connected app in development: rebuilds and restarts on every change
    Dev(dev::Args),
    /// Writes a generated dataset of any size
    Dataset(dataset::Args),
    /// Measures the built app in Chromium with generated data
    BenchBrowser(bench_browser::Args),
    /// Measures speed and memory of the release server under load
    Load(load::Args),
    /// Prints what a first visit downloads; fails above the limits
    Size(size::Args),
    /// Checks the invariants of ARCHITECTURE.md and the habits of the code
    Tidy(tidy::Args),
    /// Runs browser stories, all or those whose name contains a word
    Story(story::Args),
    /// Takes the pictures of the documentation again
    Pictures,
    /// Builds the files of a new version: server, app, checksums, components
    Release(release::Args),
    /// Runs every check and test, browser stories included
    Test(test::Args),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let result = paths::remember_program().and_then(|()| run(command));
    // The chain of causes without a backtrace: each message says what to do.
    result.map_or_else(
        |error| {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Dev(args) => dev::run(&args),
        Command::Dataset(args) => dataset::run(&args),
        Command::BenchBrowser(args) => bench_browser::run(&args),
        Command::Load(args) => load::run(&args),
        Command::Size(args) => size::run(&args),
        Command::Tidy(args) => tidy::run(&args),
        Command::Story(args) => story::run(&args),
        Command::Pictures => story::take_pictures(),
        Command::Release(args) => release::run(&args),
        Command::Test(args) => test::run(&args),
    }
}
