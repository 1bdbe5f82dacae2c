//! What tests need beyond Rust: a browser and its driver, packages from npm, PostgreSQL, `PgBouncer`, nginx, Python.
//!
//! What is missing is installed where possible. What only makes tests more thorough is installed in CI (where the
//! environment variable `CI` is set) and skipped with a notice elsewhere.

use anyhow::{Context, Result, bail};
use xshell::{Cmd, Shell, cmd};

use crate::{paths, progress};

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const PACKAGES: &[&str] = &["node_modules/axe-core/axe.min.js", "node_modules/oidc-provider/package.json"];

/// Installs Chromium and its driver if they are missing, or fails with what to install.
pub fn ensure_browser(sh: &Shell) -> Result<()> {
    if has_browser(sh) {
        return Ok(());
    }
    if !on_path(sh, "apt-get") {
        bail!("Install Chromium and the chromedriver of the same version, so that both are on the PATH");
    }
    apt(sh, &["chromium", "chromium-driver"])?;
    if has_browser(sh) { Ok(()) } else { bail!("chromium and chromedriver are installed but not on the PATH") }
}

/// Installs the accessibility checker and the identity provider of the tests.
pub fn ensure_packages(sh: &Shell) -> Result<()> {
    if PACKAGES.iter().all(|file| paths::root().join(file).is_file()) {
        return Ok(());
    }
    if !on_path(sh, "npm") {
        bail!(
            "Install Node.js with npm: the accessibility checker and the identity provider of the tests come from it"
        );
    }
    progress::timed("Installing axe-core and oidc-provider (about 10 seconds)", || {
        cmd!(sh, "npm ci --no-audit --no-fund --loglevel=error")
            .quiet()
            .run()
            .context("Check the network, then run: npm ci")
    })
}

/// Installs PostgreSQL in CI, so that the tests of the server run on both databases.
pub fn ensure_postgres(sh: &Shell) -> Result<()> {
    let exists = on_path(sh, "postgres") || sh.read_dir("/usr/lib/postgresql").is_ok_and(|all| !all.is_empty());
    if exists || !in_ci() || !on_path(sh, "apt-get") { Ok(()) } else { apt(sh, &["postgresql"]) }
}

/// Installs `PgBouncer` in CI, so that the tests of the server run behind it as well.
pub fn ensure_pgbouncer(sh: &Shell) -> Result<()> {
    let exists = on_path(sh, "pgbouncer") || sh.path_exists("/usr/sbin/pgbouncer");
    if exists || !in_ci() || !on_path(sh, "apt-get") { Ok(()) } else { apt(sh, &["pgbouncer"]) }
}

/// Installs nginx in CI, so that the example of `packaging/nginx.conf` is tested.
pub fn ensure_nginx(sh: &Shell) -> Result<()> {
    let exists = on_path(sh, "nginx") || sh.path_exists("/usr/sbin/nginx");
    if exists || !in_ci() || !on_path(sh, "apt-get") { Ok(()) } else { apt(sh, &["nginx"]) }
}

/// Whether Python can create virtual environments, and curl exists; in CI the former is installed.
pub fn ensure_python(sh: &Shell) -> Result<bool> {
    let has_python =
        || cmd!(sh, "python3 -c").arg("import venv, ensurepip").quiet().ignore_stdout().ignore_stderr().run().is_ok();
    if !has_python() && in_ci() && on_path(sh, "apt-get") {
        apt(sh, &["python3-venv"])?;
    }
    Ok(has_python() && on_path(sh, "curl"))
}

/// Whether `cargo <name>` exists; in CI it is installed.
pub fn ensure_cargo_tool(sh: &Shell, name: &str) -> Result<bool> {
    let exists = || cargo_tool(sh, name).arg("--version").ignore_stdout().ignore_stderr().run().is_ok();
    if !exists() && in_ci() {
        progress::timed(&format!("Installing cargo-{name} (some minutes)"), || {
            let install = cmd!(sh, "cargo install --quiet --locked cargo-{name}").quiet().run();
            // A registry can lag behind the lock file. Where installing fails as well, the step is skipped.
            let _ = install.or_else(|_| cmd!(sh, "cargo install --quiet cargo-{name}").quiet().run());
            Ok(())
        })?;
    }
    Ok(exists())
}

/// A command of a tool that cargo does not come with.
pub fn cargo_tool<'a>(sh: &'a Shell, name: &str) -> Cmd<'a> {
    // Where cargo-machete finds the name of a package, as `cargo run` sets it, it does not expect its own name.
    cmd!(sh, "cargo {name}").env_remove("CARGO_PKG_NAME").quiet()
}

pub(super) fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
}

/// Installs packages through apt.
pub(super) fn apt(sh: &Shell, packages: &[&str]) -> Result<()> {
    let is_root = cmd!(sh, "id -u").quiet().read()? == "0";
    let sudo = (!is_root).then_some("sudo");
    let names = packages.join(" and ");
    progress::timed(&format!("Installing {names} (about 1 minute)"), || {
        let commands: [&[&str]; 2] = [&["update", "-qq"], &["install", "-y", "-qq"]];
        for (at, arguments) in commands.into_iter().enumerate() {
            let packages = if at == 1 { packages } else { &[] };
            let all: Vec<&str> = sudo.into_iter().chain(["apt-get"]).chain(arguments.iter().copied()).collect();
            let (program, arguments) = all.split_first().context("an empty command")?;
            cmd!(sh, "{program} {arguments...} {packages...}")
                .quiet()
                .env("DEBIAN_FRONTEND", "noninteractive")
                .run()
                .with_context(|| format!("Install the packages {names}, then run this again"))?;
        }
        Ok(())
    })
}

fn has_browser(sh: &Shell) -> bool {
    BROWSERS.iter().any(|browser| on_path(sh, browser)) && on_path(sh, "chromedriver")
}

/// Whether a program is on the PATH.
pub fn on_path(sh: &Shell, program: &str) -> bool {
    cmd!(sh, "which {program}").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}
