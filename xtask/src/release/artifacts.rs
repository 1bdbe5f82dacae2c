//! The files of a release: server, app, lists of components and checksums.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use semver::Version;
use sha2::{Digest, Sha256};
use xshell::{Shell, cmd};

use super::{DIST, SERVER};
use crate::{paths, progress};

const APP: &str = "mci-engagements";
const CHECKSUMS: &str = "SHA256SUMS";
const SBOM_TOOL: &str = "cargo-cyclonedx";
/// Pinned, so that two releases have the same format.
const SBOM_TOOL_VERSION: &str = "0.5.9";

/// Returns the names of all files that [`write`] makes for the server of `host`.
pub fn names(version: &Version, host: &str) -> Vec<String> {
    let mut names = checked_names(version, host).to_vec();
    names.push(CHECKSUMS.to_owned());
    names
}

/// The server, the app, and the components of each.
fn checked_names(version: &Version, host: &str) -> [String; 4] {
    let suffix = std::env::consts::EXE_SUFFIX;
    [
        format!("{SERVER}-{version}-{host}{suffix}"),
        format!("{APP}-{version}-dist.tar.gz"),
        format!("{SERVER}-{version}.cdx.json"),
        format!("{APP}-{version}.cdx.json"),
    ]
}

/// Builds the server with the app of [`DIST`] in it, and returns its path.
pub fn server(sh: &Shell) -> Result<PathBuf> {
    progress::timed("Building the server with the app (some minutes the first time)", || {
        let build = cmd!(sh, "cargo build --release --locked --quiet --package {SERVER} --features embed-app");
        build.quiet().run().context("The message above names the file")
    })?;
    Ok(paths::target().join("release").join(format!("{SERVER}{}", std::env::consts::EXE_SUFFIX)))
}

/// Writes all files into the directory `out`, which is replaced.
pub fn write(sh: &Shell, version: &Version, host: &str, server: &Path, out: &Path) -> Result<()> {
    sh.remove_path(out)?;
    sh.create_dir(out)?;
    let [binary, archive, server_sbom, app_sbom] = checked_names(version, host);
    fs::copy(server, out.join(&binary)).with_context(|| format!("Could not copy {}", server.display()))?;
    progress::timed("Packing the app", || pack(&paths::root().join(DIST), commit_time(sh)?, &out.join(&archive)))?;
    let tool = ensure_sbom_tool(sh)?;
    progress::timed("Listing the components (SBOM)", || {
        let server = Package { name: SERVER, directory: "crates/server", target: host, features: "embed-app" };
        sbom(sh, &tool, &server, &out.join(&server_sbom))?;
        let app = Package { name: APP, directory: ".", target: "wasm32-unknown-unknown", features: "split" };
        sbom(sh, &tool, &app, &out.join(&app_sbom))
    })?;
    let checksums = checksums(out, &[binary, archive, server_sbom, app_sbom])?;
    fs::write(out.join(CHECKSUMS), checksums)?;
    Ok(())
}

/// Packs a directory. The same files and time give the same bytes: sorted, without owners and modes of this machine.
///
/// `time` is in seconds since 1970. Static hosts compute validators from time and length: with one time for all
/// releases, a browser could keep the files of an earlier one.
fn pack(directory: &Path, time: u64, archive: &Path) -> Result<()> {
    let files = paths::files_below(directory).with_context(|| format!("Could not read {}", directory.display()))?;
    ensure!(files.iter().any(|file| file == "index.html"), "{} has no index.html", directory.display());
    let mut tar = tar::Builder::new(GzEncoder::new(File::create(archive)?, Compression::best()));
    for file in files {
        let content = fs::read(directory.join(&file))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(content.len())?);
        header.set_mode(0o644);
        header.set_mtime(time);
        tar.append_data(&mut header, &file, content.as_slice())?;
    }
    tar.into_inner()?.finish()?;
    Ok(())
}

/// Installs the tool below `target/` unless it is there, and returns its path.
fn ensure_sbom_tool(sh: &Shell) -> Result<PathBuf> {
    let directory = paths::target().join("tools");
    let tool = directory.join("bin").join(SBOM_TOOL);
    let installed = cmd!(sh, "{tool} cyclonedx --version").quiet().ignore_stderr().read().unwrap_or_default();
    if installed.split_whitespace().last() == Some(SBOM_TOOL_VERSION) {
        return Ok(tool);
    }
    progress::timed(&format!("Installing {SBOM_TOOL} {SBOM_TOOL_VERSION} (about 3 minutes, once)"), || {
        let install = cmd!(sh, "cargo install --quiet --locked {SBOM_TOOL} --version {SBOM_TOOL_VERSION}");
        install.arg("--root").arg(&directory).quiet().run().context("Check the network, then try again")
    })?;
    Ok(tool)
}

/// The time of the last commit, in seconds since 1970.
fn commit_time(sh: &Shell) -> Result<u64> {
    Ok(cmd!(sh, "git log -1 --format=%ct").quiet().read()?.parse()?)
}

/// A package as it is built for a release.
struct Package<'a> {
    name: &'a str,
    directory: &'a str,
    target: &'a str,
    features: &'a str,
}

/// Writes the components of a package as a `CycloneDX` document.
fn sbom(sh: &Shell, tool: &Path, package: &Package, file: &Path) -> Result<()> {
    const NAME: &str = "release.cdx";
    let Package { name, directory, target, features } = package;
    let time = commit_time(sh)?.to_string();
    let manifest = format!("{directory}/Cargo.toml");
    cmd!(sh, "{tool} cyclonedx --quiet --manifest-path {manifest} --target {target} --features {features}")
        .args(["--format", "json", "--spec-version", "1.5", "--override-filename", NAME])
        .env("SOURCE_DATE_EPOCH", time)
        .quiet()
        .run()
        .with_context(|| format!("Could not list the components of {name}"))?;
    let written = format!("{directory}/{NAME}.json");
    let text = sh.read_file(&written).with_context(|| format!("{SBOM_TOOL} wrote no {written}"))?;
    // The tool writes a file beside the manifest of every package of the workspace; only one of them is wanted.
    let glob = format!(":(glob)**/{NAME}.json");
    let all = cmd!(sh, "git ls-files --others --exclude-standard {glob}").quiet().read()?;
    all.lines().try_for_each(|path| sh.remove_path(path))?;
    // References within the document contain the directory of the repository on this machine.
    let root = format!("file://{}", paths::root().display());
    fs::write(file, text.replace(&root, "file://."))?;
    Ok(())
}

/// Returns lines that `sha256sum --check` reads.
fn checksums(directory: &Path, names: &[String]) -> Result<String> {
    let lines = names.iter().map(|name| {
        let digest = Sha256::digest(fs::read(directory.join(name))?);
        Ok(format!("{digest:x}  {name}\n"))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_the_same_files_to_the_same_bytes_and_lists_checksums() {
        let directory = std::env::temp_dir().join(format!("xtask-release-{}", std::process::id()));
        let dist = directory.join("dist");
        fs::create_dir_all(dist.join("icons")).unwrap();
        fs::write(dist.join("icons/a.svg"), "abc").unwrap();
        let archive = |name: &str| directory.join(name);
        assert!(pack(&dist, 1_000_000_000, &archive("none")).is_err(), "a directory without index.html");
        fs::write(dist.join("index.html"), "page").unwrap();
        pack(&dist, 1_000_000_000, &archive("one")).unwrap();
        fs::remove_file(dist.join("icons/a.svg")).unwrap();
        fs::write(dist.join("icons/a.svg"), "abc").unwrap();
        pack(&dist, 1_000_000_000, &archive("two")).unwrap();
        assert_eq!(fs::read(archive("one")).unwrap(), fs::read(archive("two")).unwrap());
        let mut packed = tar::Archive::new(flate2::read::GzDecoder::new(File::open(archive("one")).unwrap()));
        let names = packed.entries().unwrap().map(|entry| entry.unwrap().path().unwrap().display().to_string());
        assert_eq!(names.collect::<Vec<_>>(), ["icons/a.svg", "index.html"]);
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  icons/a.svg\n";
        assert_eq!(checksums(&dist, &["icons/a.svg".to_owned()]).unwrap(), abc);
        fs::remove_dir_all(&directory).unwrap();
    }
}
