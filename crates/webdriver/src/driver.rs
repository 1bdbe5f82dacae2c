//! The driver process of an engine.

use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{Engine, Process};

/// A running driver.
#[derive(Debug)]
pub struct Driver {
    url: String,
    /// The driver, and before it the display that it needs: dropped in this order.
    _processes: Vec<Process>,
}

/// The chromedriver of this process, which drives any number of browsers.
static CHROMEDRIVER: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

const START_TIMEOUT: Duration = Duration::from_secs(30);

impl Driver {
    /// Returns a driver that can start a browser of an engine. It ends with its last user.
    pub(crate) fn of(engine: Engine) -> Result<Arc<Self>> {
        match engine {
            Engine::Chromium => Self::shared_chromedriver(),
            // These drive one browser each.
            Engine::Firefox => Self::geckodriver().map(Arc::new),
            Engine::WebKit => Self::webkit().map(Arc::new),
        }
    }

    fn shared_chromedriver() -> Result<Arc<Self>> {
        let mut shared = CHROMEDRIVER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = shared.upgrade() {
            return Ok(running);
        }
        let (process, port) = Process::start(command("chromedriver").arg("--port=0"), |line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        })
        .context("Install Chromium and the chromedriver of the same version (`cargo xtask test` does)")?;
        let started = Arc::new(Self::new(port, vec![process]));
        *shared = Arc::downgrade(&started);
        Ok(started)
    }

    fn geckodriver() -> Result<Self> {
        let (process, port) = Process::start(command("geckodriver").args(["--port", "0"]), |line| {
            line.split_once("Listening on 127.0.0.1:")?.1.trim().parse::<u16>().ok()
        })
        .context("Install Firefox and geckodriver (`cargo install --locked geckodriver`)")?;
        Ok(Self::new(port, vec![process]))
    }

    fn webkit() -> Result<Self> {
        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1400x1200x24", "-nolisten", "tcp"]);
        let (screen, display) = Process::start(&mut screen, |line| line.trim().parse::<u32>().ok())
            .context("Install Xvfb, the virtual display that WebKitGTK needs")?;
        // The driver does not report a port of its own choice.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut driver = command("WebKitWebDriver");
        driver.arg(format!("--port={port}")).env("DISPLAY", format!(":{display}")).env_remove("WAYLAND_DISPLAY");
        // Without a language in the environment the browser reports the language "C".
        driver.env("LANG", "en_GB.UTF-8").env("LIBGL_ALWAYS_SOFTWARE", "1");
        let driver = Process::spawn(&mut driver).context("Install the package webkit2gtk-driver")?;
        let deadline = Instant::now() + START_TIMEOUT;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if Instant::now() > deadline {
                bail!("WebKitWebDriver does not listen on port {port}");
            }
            sleep(Duration::from_millis(20));
        }
        Ok(Self::new(port, vec![driver, screen]))
    }

    fn new(port: u16, processes: Vec<Process>) -> Self {
        Self { url: format!("http://127.0.0.1:{port}"), _processes: processes }
    }

    /// The address that `WebDriver` commands go to.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// A command in UTC: browsers show days of the reader's time zone.
fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("TZ", "UTC");
    command
}
