//! The chromedriver process.

use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use anyhow::{Context, Result};

use crate::Process;

/// A running chromedriver.
#[derive(Debug)]
pub struct Chromedriver {
    _process: Process,
    url: String,
}

static SHARED: Mutex<Weak<Chromedriver>> = Mutex::new(Weak::new());

impl Chromedriver {
    /// Returns the chromedriver of this process, started if none runs. It ends with its last user.
    ///
    /// # Errors
    ///
    /// Fails if chromedriver is not installed or does not start.
    pub fn shared() -> Result<Arc<Self>> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return Ok(running);
        }
        let mut command = Command::new("chromedriver");
        // Browsers show days of the reader's time zone: fixed to UTC for the stories.
        command.arg("--port=0").env("TZ", "UTC");
        let (process, port) = Process::start(&mut command, |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        })
        .context("Install Chromium and the chromedriver of the same version (`cargo xtask test` does)")?;
        let started = Arc::new(Self { _process: process, url: format!("http://127.0.0.1:{port}") });
        *shared = Arc::downgrade(&started);
        Ok(started)
    }

    /// The address that `WebDriver` commands go to.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}
