//! `mci-engagements-server`: see `--help`.

use std::process::ExitCode;

use clap::Parser;
use mci_engagements_server::commands;
use mci_engagements_server::config::Cli;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
