//! What the browser stories need: a browser, its driver, and axe-core.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::{paths, tools};

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
const AXE: &str = "node_modules/axe-core/axe.min.js";

/// Installs what is missing, or says exactly what to install.
pub fn ensure(sh: &Shell) -> Result<()> {
    ensure_browser(sh)?;
    ensure_axe(sh)
}

fn ensure_browser(sh: &Shell) -> Result<()> {
    if has_browser(sh) {
        return Ok(());
    }
    if !on_path(sh, "apt-get") {
        bail!("Install Chromium and the chromedriver of the same version, so that both are on the PATH");
    }
    let is_root = cmd!(sh, "id -u").quiet().read()? == "0";
    let sudo = if is_root { None } else { Some("sudo") };
    tools::timed("Installing Chromium and its driver (about 1 minute)", || {
        let mut update = vec!["apt-get", "update", "-qq"];
        let mut install = vec!["apt-get", "install", "-y", "-qq", "chromium", "chromium-driver"];
        for command in [&mut update, &mut install] {
            if let Some(sudo) = sudo {
                command.insert(0, sudo);
            }
            let (program, arguments) = command.split_first().context("an empty command")?;
            cmd!(sh, "{program} {arguments...}")
                .quiet()
                .env("DEBIAN_FRONTEND", "noninteractive")
                .run()
                .context("Install the packages chromium and chromium-driver, then run this again")?;
        }
        Ok(())
    })?;
    if has_browser(sh) { Ok(()) } else { bail!("chromium and chromedriver are installed but not on the PATH") }
}

fn has_browser(sh: &Shell) -> bool {
    BROWSERS.iter().any(|browser| on_path(sh, browser)) && on_path(sh, "chromedriver")
}

fn on_path(sh: &Shell, program: &str) -> bool {
    cmd!(sh, "which {program}").quiet().ignore_stdout().ignore_stderr().run().is_ok()
}

fn ensure_axe(sh: &Shell) -> Result<()> {
    if paths::root().join(AXE).is_file() {
        return Ok(());
    }
    if !on_path(sh, "npm") {
        bail!("Install Node.js with npm: the accessibility checks come from its package axe-core");
    }
    tools::timed("Installing axe-core (about 10 seconds)", || {
        cmd!(sh, "npm ci --no-audit --no-fund --loglevel=error")
            .quiet()
            .run()
            .context("Check the network, then run: npm ci")
    })
}
