//! `cargo xtask build`: Trunk compiles and bundles; the rest makes `dist/` complete for any static host.

pub mod compress;
pub mod page;
mod precache;
mod split;
pub mod strip;
pub mod styles;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::{paths, tools};
use split::Split;

/// What to build, and for which place.
#[derive(clap::Args)]
pub struct Args {
    /// The path the app will live at, such as /demo/
    #[arg(long, default_value = "/")]
    pub public_url: String,
    /// Where the result goes
    #[arg(long, default_value = "dist")]
    pub dist: PathBuf,
    /// Compiles fast and unoptimised
    #[arg(long)]
    pub dev: bool,
}

/// Builds the app.
pub fn run(args: &Args) -> Result<()> {
    let base = normal_base(&args.public_url)?;
    let dist = paths::below_root(&args.dist);
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    tools::ensure_build_tools(&sh)?;
    tools::timed("Compiling and bundling the app", || trunk(&sh, &dist, args.dev))?;
    let split = || tools::timed("Splitting off what the first picture does without", || split::app(&sh, &dist));
    let split = if args.dev { None } else { Some(split()?) };
    tools::timed("Finishing the page, the precache list and the compressed files", || {
        finish(&dist, &base, split.as_ref())
    })?;
    println!("Built {} for {base}", args.dist.display());
    Ok(())
}

/// A public URL with a slash at both ends.
pub fn normal_base(public_url: &str) -> Result<String> {
    let plain = public_url.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.~".contains(c));
    ensure!(plain, "--public-url is a path such as /demo/, not {public_url:?}");
    let inner = public_url.trim_matches('/');
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

fn trunk(sh: &Shell, dist: &Path, dev: bool) -> Result<()> {
    // Trunk then runs without a network; this is the one step that may need it, and only for missing crates.
    cmd!(sh, "cargo fetch --quiet --target wasm32-unknown-unknown")
        .quiet()
        .run()
        .context("Could not fetch the crates of Cargo.lock: connect once, then build again")?;
    let release = if dev { &[][..] } else { &["--release", "--features", "split"] };
    cmd!(sh, "trunk build {release...} --offline --public-url ./ --dist {dist}")
        // Trunk takes only `true` and `false` for it, and stops at the customary `1`.
        .env_remove("NO_COLOR")
        .quiet()
        .run()
        .context("Trunk stopped: its message above names the file")
}

/// What is not split is for development, and keeps the names of its functions.
fn finish(dist: &Path, base: &str, split: Option<&Split>) -> Result<()> {
    if split.is_some() {
        strip::directory(dist)?;
    }
    let stylesheet = styles::bundle(paths::root(), dist)?;
    let boot = hash_name(dist, "boot.js")?;
    let dataset = page::dataset(dist)?;
    let source = std::fs::read_to_string(dist.join("index.html"))?;
    let finished = page::finish(
        &source,
        &page::Parts { base, stylesheet: &stylesheet, boot: &boot, dataset: dataset.as_deref(), split },
    )?;
    std::fs::write(dist.join("index.html"), &finished)?;
    precache::write(dist)?;
    // For hosts that know no fallback but do know this name.
    std::fs::write(dist.join("404.html"), &finished)?;
    compress::directory(dist)
}

/// Puts a hash of the content into the name of a file of `dist`, so that it can be cached for ever.
fn hash_name(dist: &Path, name: &str) -> Result<String> {
    let content = std::fs::read(dist.join(name)).with_context(|| format!("dist has no {name}"))?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let hashed = format!("{stem}-{}.{extension}", short_hash(&content));
    std::fs::rename(dist.join(name), dist.join(&hashed))?;
    Ok(hashed)
}

/// Sixteen hexadecimal digits that stand for the content.
pub fn short_hash(content: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(content).iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_has_a_slash_at_both_ends() {
        for (input, expect) in [("/", "/"), ("", "/"), ("demo", "/demo/"), ("/a/b", "/a/b/"), ("/demo/", "/demo/")] {
            assert_eq!(normal_base(input).ok().as_deref(), Some(expect), "{input:?}");
        }
        assert!(normal_base("https://host/").is_err());
    }

    #[test]
    fn the_hash_has_sixteen_digits() {
        assert_eq!(short_hash(b"a"), "ca978112ca1bbdca");
    }
}
