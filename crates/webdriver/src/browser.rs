//! A browser with a fresh profile, driven by blocking calls.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use tokio::runtime::{Builder, Runtime};

use crate::capabilities::capabilities;
use crate::{Driver, Engine};

/// How a browser is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its engine. Other engines than Chromium ignore `console` and `arguments`.
    pub engine: Engine,
    /// Value of its `Accept-Language` header.
    pub languages: &'static str,
    /// Size of the window in pixels.
    pub size: (u32, u32),
    /// Shows the window.
    pub headed: bool,
    /// Keeps the console messages of the page.
    pub console: bool,
    /// Commands wait until the page is loaded. Without it a page can be tested whose files never arrive.
    pub waits_for_load: bool,
    /// Limit for one script.
    pub script_timeout: Duration,
    /// Further flags.
    pub arguments: &'static [&'static str],
    /// Directory of the profile, to start the browser again with its caches; otherwise a new one. Chromium only.
    pub profile: Option<PathBuf>,
    /// Categories of trace events to record, separated by commas. Chromium only.
    pub trace: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            engine: Engine::default(),
            languages: "en",
            size: (1280, 900),
            headed: false,
            console: false,
            waits_for_load: true,
            script_timeout: Duration::from_secs(30),
            arguments: &[],
            profile: None,
            trace: None,
        }
    }
}

/// A running browser, closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: Option<WebDriver>,
    runtime: Runtime,
    _process: Arc<Driver>,
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    ///
    /// Fails if the driver or the browser does not start.
    pub fn start(options: &Options) -> Result<Self> {
        let process = Driver::of(options.engine)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let builder = WebDriver::builder(process.url(), capabilities(options)?)
            .request_timeout(options.script_timeout + Duration::from_secs(90));
        let hint = if options.headed {
            "The browser did not start; a visible window needs a display (DISPLAY or WAYLAND_DISPLAY)"
        } else {
            "The browser did not start; its version must fit that of its driver"
        };
        let driver = runtime.block_on(builder.connect()).context(hint)?;
        if options.engine != Engine::Chromium {
            let (width, height) = options.size;
            runtime.block_on(driver.set_window_rect(0, 0, width, height))?;
        }
        Ok(Self { driver: Some(driver), runtime, _process: process })
    }

    /// Runs commands and waits for their result.
    ///
    /// # Panics
    ///
    /// Never: the session exists until the browser is dropped.
    pub fn run<T>(&self, commands: impl AsyncFnOnce(&WebDriver) -> T) -> T {
        let driver = self.driver.as_ref().unwrap_or_else(|| unreachable!("the browser is dropped"));
        self.runtime.block_on(commands(driver))
    }

    /// Sends a command of the Chrome `DevTools` Protocol, to Chromium.
    ///
    /// # Errors
    ///
    /// Fails if the browser is gone, is not Chromium, or rejects the command.
    pub fn devtools(&self, method: &str, parameters: Value) -> WebDriverResult<Value> {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
    }

    /// Drops the trace events so far: with [`Options::trace`], [`Self::trace_events`] returns those from now on.
    ///
    /// # Errors
    ///
    /// Fails if the browser is gone.
    pub fn restart_trace(&self) -> WebDriverResult<()> {
        // The driver ends the trace when its log is read, and starts the next one only when it is read again.
        self.trace_events()?;
        self.trace_events().map(drop)
    }

    /// Returns the trace events since the start of the browser or of the trace, and ends the trace.
    ///
    /// # Errors
    ///
    /// Fails if the browser is gone.
    pub fn trace_events(&self) -> WebDriverResult<Vec<Value>> {
        let log = self.run(async |driver| driver.get_log("performance").await)?;
        let messages = log.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let events = messages.map(|mut message| message["message"].take());
        Ok(events
            .filter(|event| event["method"] == "Tracing.dataCollected")
            .map(|mut it| it["params"].take())
            .collect())
    }

    /// Runs a script in each page before its own scripts.
    ///
    /// # Errors
    ///
    /// Fails if the browser is gone.
    pub fn before_each_page(&self, script: &str) -> WebDriverResult<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).map(drop)
    }

    /// Opens a page and waits until it is loaded.
    ///
    /// # Errors
    ///
    /// Fails if the page cannot be loaded.
    pub fn open(&self, url: &str) -> WebDriverResult<()> {
        self.run(async |driver| driver.goto(url).await)
    }

    /// Runs a script in the page and returns its value, or the value of the promise it returns.
    ///
    /// # Errors
    ///
    /// Fails if the script throws, does not return in time, or the browser is gone.
    pub fn execute(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.run(async |driver| Ok(driver.execute(script, arguments).await?.json().clone()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // It may be closed already.
            let _ = self.runtime.block_on(driver.quit());
        }
    }
}
