//! Browsers, and the one driver that starts them.

use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use super::process::Process;

/// What kind of browser a person has.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The languages it asks for.
    pub languages: &'static str,
    /// Pixels of the window.
    pub size: (u32, u32),
    /// Whether it is a phone.
    pub phone: bool,
    /// Whether it prefers dark colours.
    pub dark: bool,
    /// Runs in each page before anything of the app.
    pub before: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self { languages: "en-GB,en", size: (1280, 900), phone: false, dark: false, before: None }
    }
}

impl Options {
    /// A phone of a width.
    pub fn phone(width: u32) -> Self {
        Self { size: (width, 740), phone: true, ..Self::default() }
    }

    /// A browser that asks for Swedish first.
    pub fn swedish(self) -> Self {
        Self { languages: "sv-SE,sv,en", ..self }
    }
}

/// The running chromedriver, as long as a browser needs it.
#[derive(Debug)]
pub struct Driver {
    _process: Process,
    url: String,
}

static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

impl Driver {
    /// The one that runs, started if none does.
    pub fn shared() -> Arc<Self> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(driver) = running.upgrade() {
            return driver;
        }
        let mut command = Command::new("chromedriver");
        // Days are those of the reader's time zone: the stories reckon in UTC.
        command.arg("--port=0").env("TZ", "UTC");
        let (process, port) = Process::start(&mut command, |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let driver = Arc::new(Self { _process: process, url: format!("http://127.0.0.1:{port}") });
        *running = Arc::downgrade(&driver);
        driver
    }

    /// A new browser with a fresh profile.
    pub async fn browser(&self, options: Options) -> WebDriver {
        let mut wanted = DesiredCapabilities::chrome();
        let (width, height) = options.size;
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            &format!("--window-size={width},{height}"),
            &format!("--lang={}", options.languages.split(',').next().unwrap_or("en")),
        ] {
            wanted.add_arg(argument).unwrap();
        }
        wanted.add_experimental_option("prefs", json!({"intl.accept_languages": options.languages})).unwrap();
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let browser = WebDriver::new(self.url.as_str(), wanted).await.expect("a browser");
        if let Err(error) = set_up(&browser, options).await {
            let _ = browser.quit().await;
            panic!("cannot set up the browser: {error}");
        }
        browser
    }
}

async fn set_up(browser: &WebDriver, options: Options) -> thirtyfour::error::WebDriverResult<()> {
    let cdp = browser.cdp();
    if options.phone {
        let (width, height) = options.size;
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": 2, "mobile": true});
        cdp.send_raw("Emulation.setDeviceMetricsOverride", screen).await?;
        cdp.send_raw("Emulation.setTouchEmulationEnabled", json!({"enabled": true})).await?;
    }
    let scheme = if options.dark { "dark" } else { "light" };
    let media = json!({"features": [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]});
    cdp.send_raw("Emulation.setEmulatedMedia", media).await?;
    if let Some(source) = options.before {
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({"source": source})).await?;
    }
    Ok(())
}
