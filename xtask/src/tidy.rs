//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md that a program can check. Each finding says how to mend it.

mod hygiene;
mod imports;
mod source;
mod text;

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::build::styles;
use crate::paths;
use source::Source;

/// Nothing to choose.
#[derive(clap::Args)]
pub struct Args {}

/// Where something is wrong, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    line: usize,
    message: String,
}

impl Finding {
    fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// Checks every file of the repository, also those not committed yet.
pub fn run(_: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let listing = cmd!(sh, "git ls-files --cached --others --exclude-standard").quiet().read()?;
    let mut findings = Vec::new();
    let mut count = 0;
    for path in listing.lines() {
        // Deleted but still listed, or not text.
        let Ok(text) = std::fs::read_to_string(paths::root().join(path)) else { continue };
        count += 1;
        let found = check(path, &text);
        findings.extend(found.into_iter().map(|finding| format!("{path}:{}: {}", finding.line, finding.message)));
    }
    let index = std::fs::read_to_string(paths::root().join("index.html"))?;
    let problems = styles::problems(&styles::listed(&index), &styles::in_repository(paths::root())?);
    findings.extend(problems.into_iter().map(|problem| format!("index.html:1: {problem}")));
    if findings.is_empty() {
        println!("{count} files are tidy");
        return Ok(());
    }
    bail!("tidy:\n  {}\n{} to mend", findings.join("\n  "), findings.len())
}

fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = hygiene::every_file(path, text);
    if paths::has_extension(path, "rs") {
        let source = Source::new(text);
        findings.extend(hygiene::rust(&source));
        findings.extend(imports::check(path, &source));
        findings.extend(text::check(path, &source));
    }
    findings.sort_by_key(|finding| finding.line);
    findings
}
