//! Browser engines: Chromium for all stories, Firefox and `WebKitGTK` for the smoke stories where they are installed.
//!
//! In CI they are installed. Elsewhere, and where that fails, their stories are skipped with a count.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::needs::{apt, ensure_browser, in_ci, on_path};
use crate::progress;

/// The engine of a story's browsers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chromium with chromedriver
    #[default]
    Chromium,
    /// Firefox with geckodriver; smoke stories only
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser` on a virtual display; smoke stories only
    #[value(name = "webkit")]
    WebKit,
}

impl Engine {
    /// The name that stories know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Installs the engine where that is possible; fails with what to install.
    pub fn ensure(self, sh: &Shell) -> Result<()> {
        if self == Self::Chromium {
            return ensure_browser(sh);
        }
        if in_ci() {
            self.install(sh)?;
        }
        match self.missing(sh) {
            None => Ok(()),
            Some(what) => Err(anyhow::Error::msg(what)),
        }
    }

    /// What to install to use the engine.
    pub fn missing(self, sh: &Shell) -> Option<&'static str> {
        let complete = match self {
            Self::Chromium => return None,
            Self::Firefox => has_firefox(sh) && on_path(sh, "geckodriver"),
            Self::WebKit => on_path(sh, "WebKitWebDriver") && on_path(sh, "Xvfb"),
        };
        let what = match self {
            Self::WebKit => "install webkit2gtk-driver and xvfb",
            _ => "install Firefox, and geckodriver with `cargo install --locked geckodriver`",
        };
        (!complete).then_some(what)
    }

    fn install(self, sh: &Shell) -> Result<()> {
        if self.missing(sh).is_none() {
            return Ok(());
        }
        if self == Self::WebKit {
            return apt(sh, &["webkit2gtk-driver", "xvfb"]);
        }
        if !has_firefox(sh) {
            apt(sh, &["firefox-esr"])?;
        }
        if on_path(sh, "geckodriver") {
            return Ok(());
        }
        // Unoptimised, because it compiles in half the time and only passes commands on.
        progress::timed("Installing geckodriver (about 1 minute)", || {
            cmd!(sh, "cargo install --quiet --locked --debug geckodriver").quiet().run().context("Install geckodriver")
        })
    }
}

fn has_firefox(sh: &Shell) -> bool {
    on_path(sh, "firefox-esr") || on_path(sh, "firefox")
}
