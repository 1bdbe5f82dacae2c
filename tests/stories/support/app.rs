//! A browser with the app, and assertions that wait until they hold.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use webdriver::thirtyfour::error::WebDriverResult;
use webdriver::thirtyfour::{WebDriver, WebElement};
use webdriver::{Browser, Engine};

use super::browser::Options;
use super::site::Site;
use super::{console, env};

/// Limit for every wait; a busy machine is slow.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Time between two attempts: grows, because polling competes with the browser for the processor.
const POLL_INTERVALS: [Duration; 2] = [Duration::from_millis(10), Duration::from_millis(80)];

/// A browser with the app, closed when dropped. It fails the story if the console has an error then.
#[derive(Debug)]
pub struct App {
    browser: Browser,
    allowed_console_errors: RefCell<Vec<&'static str>>,
    /// The site of the app.
    pub site: Site,
}

impl App {
    /// Starts a desktop browser for the static build.
    pub fn new() -> Self {
        Self::on(Site::built())
    }

    /// Starts a desktop browser for a site.
    pub fn on(site: Site) -> Self {
        Self::with(site, Options::default())
    }

    /// Starts a browser with options for a site.
    pub fn with(site: Site, options: Options) -> Self {
        Self { browser: options.start(), allowed_console_errors: RefCell::default(), site }
    }

    /// Starts a second browser for the same site.
    pub fn second_browser(&self) -> Self {
        Self::on(self.site.same())
    }

    /// Allows console errors that contain a text.
    pub fn allow_console_error(&self, part: &'static str) {
        self.allowed_console_errors.borrow_mut().push(part);
    }

    /// Sends `WebDriver` commands.
    pub fn webdriver<T>(&self, commands: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>) -> WebDriverResult<T> {
        self.browser.run(commands)
    }

    /// Sends a command of the Chrome `DevTools` Protocol.
    #[track_caller]
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.browser.devtools(method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Runs a script in the page.
    pub fn try_run(&self, script: &str, arguments: Vec<Value>) -> WebDriverResult<Value> {
        self.browser.execute(script, arguments)
    }

    /// Runs a script in the page; a failure fails the story.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.try_run(script, Vec::new()).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs an action on the elements that a script returns first.
    pub fn with_elements<T>(
        &self,
        script: &str,
        arguments: Vec<Value>,
        action: impl AsyncFnOnce(Vec<WebElement>) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        self.webdriver(async |driver| {
            let found = driver.execute(script, arguments).await?;
            let ids = found.json().get(0).and_then(Value::as_array).cloned().unwrap_or_default();
            let elements = ids.into_iter().map(|id| WebElement::from_json(id, Arc::clone(driver.handle())));
            action(elements.collect::<WebDriverResult<_>>()?).await
        })
    }

    /// Repeats an attempt until it succeeds.
    #[track_caller]
    pub fn wait_until<T>(&self, mut attempt: impl FnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + TIMEOUT;
        let [mut interval, longest] = POLL_INTERVALS;
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(why) if Instant::now() > deadline => panic!("{why}\n  at {}", self.address()),
                Err(_) => std::thread::sleep(interval),
            }
            interval = (interval * 2).min(longest);
        }
    }

    /// Waits until a script in the page returns a value.
    #[track_caller]
    pub fn expect_script(&self, script: &str, wanted: &Value) {
        self.wait_until(|| match self.try_run(script, Vec::new()) {
            Ok(found) if found == *wanted => Ok(()),
            Ok(found) => Err(format!("{script} should be {wanted}, not {found}")),
            Err(error) => Err(format!("{script}: {error}")),
        });
    }

    /// Opens a route of the app, as by typing its address.
    #[track_caller]
    pub fn open(&self, route: &str) {
        self.visit(route);
        self.expect_started();
    }

    /// Opens a route without waiting for the app.
    #[track_caller]
    pub fn visit(&self, route: &str) {
        let url = self.site.url_of(route);
        self.browser.open(&url).unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Waits until the app has replaced the frame of the page, with content or with an error.
    #[track_caller]
    pub fn expect_started(&self) {
        let started = "return !document.getElementById('frame') && !document.querySelector('.skeleton') \
                       && !!document.querySelector('h1')";
        self.expect_script(started, &json!(true));
    }

    /// Reloads the page.
    #[track_caller]
    pub fn reload(&self) {
        let reloaded = self.webdriver(async |driver| match env::engine() {
            // The refresh of geckodriver bypasses the service worker, which that of a person does not.
            Engine::Firefox => driver.goto(driver.current_url().await?.as_str()).await,
            Engine::Chromium | Engine::WebKit => driver.refresh().await,
        });
        reloaded.unwrap();
        self.expect_started();
    }

    /// Goes back in the history.
    pub fn back(&self) {
        self.webdriver(async |driver| driver.back().await).unwrap();
    }

    /// Goes forward in the history.
    pub fn forward(&self) {
        self.webdriver(async |driver| driver.forward().await).unwrap();
    }

    /// Returns path and query of the page, below the path of the app.
    pub fn address(&self) -> String {
        let url = self.webdriver(async |driver| driver.current_url().await).map(String::from).unwrap_or_default();
        url.strip_prefix(self.site.url_of("").as_str()).map(ToOwned::to_owned).unwrap_or(url)
    }

    /// Waits until the address is a route.
    #[track_caller]
    pub fn expect_address(&self, route: &str) {
        self.wait_until(|| match self.address() {
            found if found == route => Ok(()),
            found => Err(format!("the address should be {route}, not {found}")),
        });
    }

    /// Returns a description of the focused element.
    pub fn focused(&self) -> String {
        let words = "const e = document.activeElement; \
                     return `${e.tagName} ${e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 60)}`";
        self.run(words).as_str().unwrap_or_default().to_owned()
    }

    /// Sends keys to the focused element.
    pub fn press(&self, keys: impl AsRef<str>) {
        let keys = keys.as_ref();
        self.webdriver(async |driver| driver.action_chain_with_delay(None, None).send_keys(keys).perform().await)
            .unwrap();
    }

    /// Presses a key while Ctrl is held.
    pub fn press_with_ctrl(&self, key: char) {
        const CONTROL: char = '\u{e009}';
        self.webdriver(async |driver| {
            let keys = driver.action_chain_with_delay(None, None).key_down(CONTROL).send_keys(key.to_string());
            keys.key_up(CONTROL).perform().await
        })
        .unwrap();
    }

    /// Prints what helps to understand a failure: a screenshot, the panic of the app, the console.
    fn report_failure(&self, console: &[String]) {
        let name = std::thread::current().name().unwrap_or("story").replace("::", "-");
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        if self.webdriver(async |driver| driver.screenshot(&file).await).is_ok() {
            eprintln!("  screenshot: {}", file.display());
        }
        let panic = self.try_run("return document.querySelector('#boot-error pre')?.textContent ?? ''", Vec::new());
        if let Some(panic) = panic.ok().as_ref().and_then(Value::as_str).filter(|report| !report.is_empty()) {
            eprintln!("  the app has stopped: {panic}");
        }
        for error in console {
            eprintln!("  console: {error}");
        }
        if env::keeps_failures() {
            let url = self.webdriver(async |driver| driver.current_url().await).map(String::from).unwrap_or_default();
            eprintln!("  {name} failed; it stays open at {url}. Close the browser or press Ctrl+C to go on.");
            while self.webdriver(async |driver| driver.current_url().await).is_ok() {
                std::thread::sleep(Duration::from_millis(500));
            }
        }
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let allowed = self.allowed_console_errors.take();
        let console = self.browser.run(async |driver| console::errors(driver, &allowed).await);
        if std::thread::panicking() {
            self.report_failure(&console);
        } else {
            assert!(console.is_empty(), "the console has errors:\n  {}", console.join("\n  "));
        }
    }
}
