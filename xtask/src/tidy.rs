//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md that a program can check. Each finding says what to do.
//!
//! A check of single files goes into [`check_file`], a check of several files into [`check_repository`].

mod hygiene;
mod layers;
mod paths_in_code;
mod reserved;
mod rules;
mod source;
mod versions;
mod visible_text;
mod words;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use crate::build::{links, styles};
use crate::paths;
use layers::Layers;
use source::Source;

#[derive(clap::Args)]
pub struct Args {}

/// A violation: its line, and what to do about it.
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

/// The text files of the repository by path.
type Files = BTreeMap<String, String>;

/// Checks every file of the repository, uncommitted ones included, and reports all findings at once.
pub fn run(_: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let files = read_files(&sh)?;
    let (layers, mut findings) = Layers::read_all(&files);
    findings.extend(check_repository(&files)?);
    for (path, text) in &files {
        findings.extend(check_file(path, text, &layers).into_iter().map(|finding| (path.clone(), finding)));
    }
    if findings.is_empty() {
        println!("{} files are tidy", files.len());
        return Ok(());
    }
    let lines: Vec<_> = findings.iter().map(|(path, at)| format!("{path}:{}: {}", at.line, at.message)).collect();
    bail!("tidy:\n  {}\n{} findings", lines.join("\n  "), lines.len())
}

fn read_files(sh: &Shell) -> Result<Files> {
    let listing = cmd!(sh, "git ls-files --cached --others --exclude-standard").quiet().read()?;
    // A listed file can be deleted already, or contain something else than text.
    let readable = |path: &str| Some((path.to_owned(), std::fs::read_to_string(paths::root().join(path)).ok()?));
    Ok(listing.lines().filter_map(readable).collect())
}

fn check_repository(files: &Files) -> Result<Vec<(String, Finding)>> {
    let text = |path: &str| files.get(path).map(String::as_str).unwrap_or_default();
    let listed = links::read(text("index.html"))?.stylesheets;
    let problems = styles::problems(&listed, &styles::in_repository(paths::root())?);
    let stylesheets = problems.into_iter().map(|problem| ("index.html".to_owned(), Finding::new(1, problem)));
    let versions = versions::check(text("Cargo.lock"), text("xtask/Cargo.toml"));
    let versions = versions.map(|finding| ("xtask/Cargo.toml".to_owned(), finding));
    Ok(stylesheets.chain(versions).chain(rules::check(files)).collect())
}

fn check_file(path: &str, text: &str, layers: &[Layers]) -> Vec<Finding> {
    let mut findings = hygiene::every_file(path, text);
    findings.extend(words::check(path, text));
    if paths::has_extension(path, "rs") {
        let source = Source::new(text);
        findings.extend(hygiene::rust(&source));
        findings.extend(reserved::check(path, &source));
        findings.extend(visible_text::check(path, &source));
        findings.extend(layers.iter().flat_map(|layers| layers.check(path, &source)));
    }
    findings.sort_by_key(|finding| finding.line);
    findings
}
