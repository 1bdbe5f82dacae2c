//! The tools a build needs: found, or installed at the version that fits.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::paths;

/// The newest that the project's Rust compiles.
const TRUNK: &str = "0.21.14";
const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that everything `trunk build` needs is here; silent about what is.
pub fn ensure_build_tools(sh: &Shell) -> Result<()> {
    ensure_wasm_target(sh)?;
    ensure(sh, "trunk", "trunk", TRUNK, "about 5 minutes")?;
    let lock = sh.read_file(paths::root().join("Cargo.lock"))?;
    let bindgen = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    ensure(sh, "wasm-bindgen", "wasm-bindgen-cli", bindgen, "about 3 minutes")
}

fn ensure_wasm_target(sh: &Shell) -> Result<()> {
    let sysroot = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    if sh.path_exists(format!("{sysroot}/lib/rustlib/{WASM}")) {
        return Ok(());
    }
    timed(&format!("Installing the Rust target {WASM} (about 20 seconds)"), || {
        cmd!(sh, "rustup target add {WASM}").quiet().run().with_context(|| {
            format!("Could not add the target. Install rustup, or the package of your system that holds {WASM}")
        })
    })
}

fn ensure(sh: &Shell, program: &str, package: &str, version: &str, duration: &str) -> Result<()> {
    if installed_version(sh, program).as_deref() == Some(version) {
        return Ok(());
    }
    timed(&format!("Installing {package} {version} ({duration}, once)"), || {
        let locked = cmd!(sh, "cargo install --locked {package} --version {version}").quiet().run();
        if locked.is_err() {
            // A registry that lags behind may lack the exact versions of the package's own lock file.
            println!("The locked versions could not be installed; trying with those that are available");
            cmd!(sh, "cargo install {package} --version {version}").quiet().run().with_context(|| {
                format!(
                    "Could not install {package}. Check the network, then: cargo install {package} --version {version}"
                )
            })?;
        }
        Ok(())
    })?;
    match installed_version(sh, program) {
        Some(found) if found == version => Ok(()),
        Some(found) => bail!("`{program}` on the PATH is {found}, not {version}: put cargo's bin directory first"),
        None => bail!("`{program}` is installed but not on the PATH: add cargo's bin directory"),
    }
}

fn installed_version(sh: &Shell, program: &str) -> Option<String> {
    let output = cmd!(sh, "{program} --version").quiet().ignore_stderr().env_remove("NO_COLOR").read().ok()?;
    output.split_whitespace().nth(1).map(str::to_owned)
}

/// Says what starts, runs it, and says how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let start = Instant::now();
    let done = work()?;
    println!("  done in {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
