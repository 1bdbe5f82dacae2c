//! `cargo xtask dataset`: writes a generated dataset of any size, or the workbooks that people start from.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use fixtures::Spec;

use crate::paths;

#[derive(clap::Args)]
pub struct Args {
    /// Number of engagements
    #[arg(long, default_value_t = 200)]
    engagements: usize,
    /// Number of locations
    #[arg(long, default_value_t = 20)]
    locations: usize,
    /// Number of customers; there are about two claims for each
    #[arg(long, default_value_t = 500)]
    customers: usize,
    /// Another seed gives other data of the same kind
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; - means the standard output
    #[arg(long, default_value = "target/dataset.json")]
    out: PathBuf,
    /// Writes the template and the example as workbooks to demo/, and the tables of docs/own-data.md, instead
    #[arg(long)]
    workbooks: bool,
}

/// Writes the dataset that the arguments ask for.
pub fn run(args: &Args) -> Result<()> {
    let &Args { engagements, locations, customers, seed, ref out, workbooks } = args;
    if workbooks {
        // A program of its own: only who changes the columns waits for the crate that writes workbooks.
        let shell = xshell::Shell::new()?;
        shell.change_dir(paths::root());
        return Ok(xshell::cmd!(shell, "cargo run -q -p import --all-features --example workbooks").run()?);
    }
    let spec = Spec { engagements, locations, customers, seed };
    if out.as_os_str() == "-" {
        let mut out = BufWriter::new(io::stdout().lock());
        spec.write(&mut out)?;
        return Ok(out.flush()?);
    }
    let start = Instant::now();
    let path = paths::below_root(out);
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    }
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut writer = BufWriter::with_capacity(1 << 18, file);
    spec.write(&mut writer).with_context(|| format!("cannot write {}", path.display()))?;
    let bytes = writer.into_inner().map_err(io::IntoInnerError::into_error)?.metadata()?.len();
    eprintln!("{}: {} kB in {:.1} s", out.display(), bytes.div_ceil(1000), start.elapsed().as_secs_f64());
    Ok(())
}
