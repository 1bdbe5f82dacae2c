//! The subcommands.

mod account;
mod audit;
mod healthcheck;
mod payee;
mod serve;

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

use crate::config::{Cli, Command, LogFormat, Place};
use crate::security::SecurityLog;
use crate::store::{Store, private_files};

/// Threads for reading files, hashing and compressing. Each keeps memory: a thousand clients must not start hundreds.
const BLOCKING_THREADS: usize = 16;

/// Runs a command.
///
/// # Errors
/// If the command fails; the message says what to do.
pub fn run(cli: Cli) -> Result<()> {
    private_files::make_new_files_private();
    init_log(cli.place.log_format);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(BLOCKING_THREADS).build();
    let runtime = runtime.context("Could not start threads")?;
    runtime.block_on(async {
        match cli.command {
            None => serve::run(&cli.place, cli.serve).await,
            Some(Command::Payee(decision)) => payee::run(&existing(&cli.place).await?, &decision).await,
            Some(Command::Account(action)) => account::run(&Store::open(&cli.place).await?, &action).await,
            Some(Command::Audit(args)) => audit::run(&existing(&cli.place).await?, &args).await,
            Some(Command::Pseudonym { text }) => {
                println!("{}", pseudonym(existing(&cli.place).await?.security(), &text));
                Ok(())
            }
            Some(Command::Healthcheck) => healthcheck::run(cli.serve.listen),
            Some(Command::Openapi) => {
                print!("{}", crate::routes::openapi::document());
                Ok(())
            }
            Some(Command::Backup { file }) => {
                let store = existing(&cli.place).await?;
                store.backup(&file).await?;
                println!("Written to {}", file.display());
                Ok(())
            }
        }
    })
}

/// Returns a username or an address as the security log shows it.
fn pseudonym(log: &SecurityLog, text: &str) -> String {
    text.parse().map_or_else(|_| log.user(text), |address| log.address(address))
}

/// Opens a database that must exist: a mistyped path must not create one.
async fn existing(place: &Place) -> Result<Store> {
    let file = place.data.join("mci-engagements.db");
    if place.database_url.is_none() && !file.is_file() {
        anyhow::bail!("There is no {}: name the directory of the server with --data", file.display());
    }
    Store::open(place).await
}

fn init_log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("MCI_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A line that cannot be written, on a full disk, must not end the request: reporting that on standard error panics.
    let builder = tracing_subscriber::fmt().with_env_filter(filter).log_internal_errors(false);
    let builder = builder.with_writer(std::io::stderr);
    match format {
        LogFormat::Text => builder.with_ansi(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).with_span_list(false).init(),
    }
}
