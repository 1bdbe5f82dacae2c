//! `cargo xtask build`: compiles the app and writes a `dist/` that any static host can serve.

mod app;
mod bindgen;
pub mod compile;
pub mod compress;
mod linked;
pub mod links;
pub mod page;
mod precache;
mod split;
mod stage;
mod stamp;
pub mod strip;
pub mod styles;
pub mod workbook;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::Shell;

use crate::{paths, progress, toolchain};
use stage::Stage;
use stamp::Stamp;

/// What to build, and for which place.
#[derive(clap::Args)]
pub struct Args {
    /// The path the app will live at, such as /demo/
    #[arg(long, default_value = "/")]
    pub public_url: String,
    /// Where the result goes
    #[arg(long, default_value = "dist")]
    pub dist: PathBuf,
    /// Compiles fast and unoptimised, and compresses nothing
    #[arg(long)]
    pub dev: bool,
    /// Omits the registration of the service worker, and with it offline use
    #[arg(long)]
    pub without_worker: bool,
}

/// Builds the app.
pub fn run(args: &Args) -> Result<()> {
    let base = normal_base(&args.public_url)?;
    let dist = paths::below_root(&args.dist);
    let sh = Shell::new()?;
    sh.change_dir(paths::root());
    toolchain::ensure_wasm_target(&sh)?;
    let expect = if args.dev { "1 minute" } else { "3 minutes" };
    let compiled = progress::timed(&format!("Compiling the app (about {expect} the first time)"), || {
        Ok(Compiled { app: compile::app(&sh, args.dev)?, workbook: compile::workbook(&sh, args.dev)? })
    })?;
    let stamp =
        Stamp::new(&[&compiled.app, &compiled.workbook], &format!("{base} {} {}", args.dev, args.without_worker))?;
    if stamp.matches(&dist) {
        println!("{} is up to date", args.dist.display());
        return Ok(());
    }
    let expect = if args.dev { "5 seconds" } else { "20 seconds" };
    progress::timed(&format!("Bundling the app (about {expect})"), || {
        let stage = Stage::new(&dist)?;
        bundle(&compiled, stage.path(), &base, args)?;
        stage.publish()
    })?;
    stamp.write(&dist)?;
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

/// The wasm files that cargo wrote.
struct Compiled {
    app: PathBuf,
    workbook: PathBuf,
}

/// Writes the app into the empty directory `dist`: the same for every host.
fn bundle(compiled: &Compiled, dist: &Path, base: &str, args: &Args) -> Result<()> {
    let source = std::fs::read_to_string(paths::root().join("index.html")).context("Could not read index.html")?;
    let links = links::read(&source)?;
    links.copy_files(paths::root(), dist)?;
    let app = app::write(&compiled.app, dist, args.dev)?;
    let on_demand = workbook::write(&compiled.workbook, dist, args.dev)?;
    let styles = styles::bundle(&links, app.split.is_some(), paths::root(), dist)?;
    if !args.dev {
        strip::script(&dist.join("boot.js"))?;
    }
    let boot = hash_name(dist, "boot.js")?;
    let dataset = page::dataset(dist)?;
    let parts = page::Parts {
        base,
        styles: &styles,
        boot: &boot,
        worker: (!args.without_worker).then_some("sw.js"),
        dataset: dataset.as_deref(),
        app: &app,
        workbook: &on_demand[0],
    };
    let page = page::finish(&source, &parts).context("index.html")?;
    std::fs::write(dist.join("index.html"), &page)?;
    precache::write(dist, &app.script, &on_demand)?;
    // For hosts that know no fallback but do know this name.
    std::fs::write(dist.join("404.html"), &page)?;
    if args.dev { Ok(()) } else { compress::directory(dist) }
}

/// Puts a hash of the content into the name of a file of `dist`, so that browsers can cache it for ever.
fn hash_name(dist: &Path, name: &str) -> Result<String> {
    let content = std::fs::read(dist.join(name)).with_context(|| format!("public/ has no {name}"))?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let hashed = format!("{stem}-{}.{extension}", short_hash(&content));
    std::fs::rename(dist.join(name), dist.join(&hashed))?;
    Ok(hashed)
}

/// The first sixteen hexadecimal digits of the SHA-256 of `content`.
pub fn short_hash(content: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(content).iter().take(8).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_has_a_slash_at_both_ends() {
        for (input, expect) in [("/", "/"), ("", "/"), ("demo", "/demo/"), ("/a/b", "/a/b/"), ("/demo/", "/demo/")] {
            assert_eq!(normal_base(input).ok().as_deref(), Some(expect), "{input:?}");
        }
        assert!(normal_base("https://host/").is_err());
    }

    #[test]
    fn hash_has_sixteen_digits() {
        assert_eq!(short_hash(b"a"), "ca978112ca1bbdca");
    }
}
