//! A person with a browser in which the app is open.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WebElement};
use webdriver::{Browser, thirtyfour};

use super::browser::Options;
use super::console::{self, Expected};
use super::site::Site;
use super::slot::Slot;

/// Longest wait for something that must come; on a busy machine everything takes long.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often one looks.
const PAUSE: Duration = Duration::from_millis(20);

/// A browser with the app, closed when dropped. It ends without complaints in the console.
#[derive(Debug)]
pub struct App {
    browser: Browser,
    expected: RefCell<Expected>,
    /// The server of the app.
    pub site: Site,
    _slot: Option<Slot>,
}

impl App {
    /// A desktop browser and the build.
    pub fn new() -> Self {
        Self::with(Site::built, Options::default())
    }

    /// A desktop browser and another site, made when it is this story's turn.
    pub fn on(site: impl FnOnce() -> Site) -> Self {
        Self::with(site, Options::default())
    }

    /// Another browser and another site.
    pub fn with(site: impl FnOnce() -> Site, options: Options) -> Self {
        let slot = Slot::take();
        Self::open_browser(site(), options, Some(slot))
    }

    /// A second browser on the same site: another person, or the same one elsewhere.
    pub fn beside(&self) -> Self {
        // Within the turn of the first: waiting for another could last forever.
        Self::open_browser(self.site.same(), Options::default(), None)
    }

    fn open_browser(site: Site, options: Options, slot: Option<Slot>) -> Self {
        Self { browser: options.start(), expected: RefCell::default(), site, _slot: slot }
    }

    /// Says what the console may say in this story.
    pub fn expects_complaint(&self, part: &'static str) {
        self.expected.borrow_mut().push(part);
    }

    /// Sends commands to the browser.
    pub fn ask<T>(&self, question: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> WebDriverResult<T> {
        self.browser.run(question)
    }

    /// Sends a command of the Chrome `DevTools` Protocol.
    pub fn debugger(&self, method: &str, parameters: Value) -> Value {
        self.browser.devtools(method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Runs a script in the page.
    pub fn try_run(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.browser.execute(script, arguments)
    }

    /// Runs a script in the page.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.try_run(script, Vec::new()).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script in the page that calls back with its result.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        let answer = self.ask(async |browser| Ok(browser.execute_async(script, Vec::new()).await?.json().clone()));
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Does something with the elements that a script returns first.
    pub fn with_found<T>(
        &self,
        script: &str,
        arguments: Vec<Value>,
        act: impl AsyncFnOnce(Vec<WebElement>) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        self.ask(async |browser| {
            let found = browser.execute(script, arguments).await?;
            let ids = found.json().get(0).and_then(Value::as_array).cloned().unwrap_or_default();
            let elements = ids.into_iter().map(|id| WebElement::from_json(id, Arc::clone(browser.handle())));
            act(elements.collect::<WebDriverResult<_>>()?).await
        })
    }

    /// Tries until it succeeds.
    #[track_caller]
    pub fn wait<T>(&self, mut attempt: impl FnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(why) if Instant::now() > deadline => panic!("{why}\n  at {}", self.address()),
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    /// Waits until a script in the page returns this.
    #[track_caller]
    pub fn waits_for(&self, script: &str, wanted: &Value) {
        self.wait(|| match self.try_run(script, Vec::new()) {
            Ok(found) if found == *wanted => Ok(()),
            Ok(found) => Err(format!("{script} should be {wanted}, not {found}")),
            Err(error) => Err(format!("{script}: {error}")),
        });
    }

    /// Goes to a route of the app, as one who types the address.
    #[track_caller]
    pub fn open(&self, route: &str) {
        let url = self.site.at(route);
        self.browser.open(&url).unwrap();
        self.is_started();
    }

    /// Waits until the app has taken the place of the frame, with data or with the reason why not.
    #[track_caller]
    pub fn is_started(&self) {
        let started = "return !document.getElementById('frame') && !document.querySelector('.skeleton') \
                       && !!document.querySelector('h1')";
        self.waits_for(started, &json!(true));
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        self.ask(async |browser| browser.refresh().await).unwrap();
        self.is_started();
    }

    /// Goes back in the history.
    pub fn back(&self) {
        self.ask(async |browser| browser.back().await).unwrap();
    }

    /// Goes forward in the history.
    pub fn forward(&self) {
        self.ask(async |browser| browser.forward().await).unwrap();
    }

    /// Path and query of the page, below the path of the app.
    pub fn address(&self) -> String {
        let url = self.ask(async |browser| browser.current_url().await).map(String::from).unwrap_or_default();
        url.strip_prefix(self.site.at("").as_str()).map(ToOwned::to_owned).unwrap_or(url)
    }

    /// Waits until path and query are these.
    #[track_caller]
    pub fn is_at(&self, route: &str) {
        self.wait(|| match self.address() {
            found if found == route => Ok(()),
            found => Err(format!("the address should be {route}, not {found}")),
        });
    }

    /// What has the focus, in words.
    pub fn focused(&self) -> String {
        let words = "const e = document.activeElement; \
                     return `${e.tagName} ${e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 60)}`";
        self.run(words).as_str().unwrap_or_default().to_owned()
    }

    /// Keys, to whatever has the focus.
    pub fn press(&self, keys: impl AsRef<str>) {
        let keys = keys.as_ref();
        self.ask(async |browser| browser.action_chain_with_delay(None, None).send_keys(keys).perform().await).unwrap();
    }

    /// Writes a picture of the page, to see why a story failed.
    fn keep_picture(&self) {
        let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        if self.ask(async |browser| browser.screenshot(&file).await).is_ok() {
            eprintln!("  a picture of the page is in {}", file.display());
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let failed = std::thread::panicking();
        if failed {
            self.keep_picture();
            let report =
                self.try_run("return document.querySelector('#boot-error pre')?.textContent ?? ''", Vec::new());
            if let Some(report) = report.ok().as_ref().and_then(Value::as_str).filter(|report| !report.is_empty()) {
                eprintln!("  the app has stopped: {report}");
            }
        }
        let expected = self.expected.take();
        let complaints = self.browser.run(async |browser| console::complaints(browser, &expected).await);
        if failed {
            for complaint in &complaints {
                eprintln!("  the console says {complaint}");
            }
        } else {
            assert!(complaints.is_empty(), "the console says:\n  {}", complaints.join("\n  "));
        }
    }
}
