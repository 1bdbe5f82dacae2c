//! A Chromium with a fresh profile, driven by blocking calls.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::{Builder, Runtime};

use crate::Chromedriver;

/// Flags of every browser: no sandbox, because CI runs as root, and nothing that competes for the processor.
const ARGUMENTS: [&str; 8] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// How a browser is started.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Value of its `Accept-Language` header.
    pub languages: &'static str,
    /// Size of the window in pixels.
    pub size: (u32, u32),
    /// Shows the window.
    pub headed: bool,
    /// Keeps the console messages of the page.
    pub console: bool,
    /// Limit for one script.
    pub script_timeout: Duration,
    /// Further flags.
    pub arguments: &'static [&'static str],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            languages: "en",
            size: (1280, 900),
            headed: false,
            console: false,
            script_timeout: Duration::from_secs(30),
            arguments: &[],
        }
    }
}

/// A running browser, closed when dropped.
#[derive(Debug)]
pub struct Browser {
    driver: Option<WebDriver>,
    runtime: Runtime,
    _chromedriver: Arc<Chromedriver>,
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    ///
    /// Fails if chromedriver or Chromium does not start.
    pub fn start(options: &Options) -> Result<Self> {
        let chromedriver = Chromedriver::shared()?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let builder = WebDriver::builder(chromedriver.url(), capabilities(options)?)
            .request_timeout(options.script_timeout + Duration::from_secs(90));
        let hint = if options.headed {
            "Chromium did not start; a visible window needs a display (DISPLAY or WAYLAND_DISPLAY)"
        } else {
            "Chromium did not start; its version must be that of chromedriver"
        };
        let driver = runtime.block_on(builder.connect()).context(hint)?;
        Ok(Self { driver: Some(driver), runtime, _chromedriver: chromedriver })
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

    /// Sends a command of the Chrome `DevTools` Protocol.
    ///
    /// # Errors
    ///
    /// Fails if the browser is gone or rejects the command.
    pub fn devtools(&self, method: &str, parameters: Value) -> WebDriverResult<Value> {
        self.run(async |driver| driver.cdp().send_raw(method, parameters).await)
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

fn capabilities(options: &Options) -> WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut wanted = DesiredCapabilities::chrome();
    let (width, height) = options.size;
    let language = options.languages.split(',').next().unwrap_or("en");
    let headless = if options.headed { &[][..] } else { &["--headless=new"] };
    for argument in ARGUMENTS.iter().chain(options.arguments).chain(headless) {
        wanted.add_arg(argument)?;
    }
    wanted.add_arg(&format!("--window-size={width},{height}"))?;
    wanted.add_arg(&format!("--lang={language}"))?;
    wanted.add_experimental_option("prefs", json!({ "intl.accept_languages": options.languages }))?;
    if options.console {
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    }
    wanted.set("timeouts", json!({ "script": options.script_timeout.as_millis(), "pageLoad": 60_000 }))?;
    Ok(wanted)
}
