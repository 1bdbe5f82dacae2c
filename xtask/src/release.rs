//! `cargo xtask release`: sets the version, closes the CHANGELOG section and builds what is published.

mod artifacts;
mod changelog;
mod manifest;

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use semver::Version;
use xshell::{Shell, cmd};

use crate::{build, paths};

const SERVER: &str = "mci-engagements-server";
const MANIFEST: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";
/// The app that the server embeds and that static hosts serve.
const DIST: &str = "dist";

#[derive(clap::Args)]
pub struct Args {
    /// The new version, such as 0.2.0
    version: Version,
    /// Checks everything and prints what would be done, without changing or building anything
    #[arg(long)]
    dry_run: bool,
}

/// Makes the release. Commit, tag and upload stay with a person: the last lines printed say how.
pub fn run(args: &Args) -> Result<()> {
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    let version = &args.version;
    let changes = cmd!(sh, "git status --porcelain").quiet().read()?;
    ensure!(changes.is_empty(), "Commit or stash these changes first, so that the tag names what is built:\n{changes}");
    let tag = format!("v{version}");
    let tags = cmd!(sh, "git tag --list {tag}").quiet().read()?;
    ensure!(tags.is_empty(), "The tag {tag} exists already: choose the next version");
    let manifest = sh.read_file(MANIFEST)?;
    let current = manifest::version(&manifest).context(MANIFEST)?;
    ensure!(*version > current, "{version} is not newer than {current}, the version of {MANIFEST}");
    let manifest = manifest::with_version(&manifest, version).context(MANIFEST)?;
    let changelog = changelog::release(&sh.read_file(CHANGELOG)?, version, &today()?).context(CHANGELOG)?;
    let out = paths::target().join(format!("release-{version}"));
    if args.dry_run {
        println!("{current} -> {version}: would change {MANIFEST}, Cargo.lock and {CHANGELOG}, and release:\n");
        println!("{}\n", changelog.section);
        println!("Would build into {}:\n  {}", out.display(), artifacts::names(version, &host(&sh)?).join("\n  "));
        return Ok(());
    }
    sh.write_file(MANIFEST, manifest)?;
    sh.write_file(CHANGELOG, changelog.text)?;
    publish(&sh, version, &out).with_context(|| {
        format!("The release stopped; `git restore {MANIFEST} Cargo.lock {CHANGELOG}` undoes the changes of files")
    })?;
    println!("\nWritten to {}. Next:", out.display());
    println!("  git commit -am \"Release {version}\" && git tag -a {tag} -m \"{tag}\" && git push --follow-tags");
    println!("  upload the files, with this section of {CHANGELOG} as their description:\n\n{}", changelog.section);
    Ok(())
}

fn publish(sh: &Shell, version: &Version, out: &Path) -> Result<()> {
    // Writes the new version of the workspace's own packages to Cargo.lock, and nothing else.
    cmd!(sh, "cargo update --workspace --offline --quiet").quiet().run()?;
    build::run(&build::Args { public_url: "/".to_owned(), dist: DIST.into(), dev: false, without_worker: false })?;
    let server = artifacts::server(sh)?;
    artifacts::write(sh, version, &host(sh)?, &server, out)
}

/// The target triple of this machine, which the server is built for.
fn host(sh: &Shell) -> Result<String> {
    let version = cmd!(sh, "rustc -vV").quiet().read()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("`rustc -vV` names no host")
}

/// The current day in UTC, as 2026-11-26.
fn today() -> Result<String> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    Ok(domain::Day::from_epoch(i32::try_from(days)?).to_string())
}
