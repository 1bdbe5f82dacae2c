//! A browser by way of chromedriver: just enough of `WebDriver` to open a page and run scripts in it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_mins(3);

/// The running chromedriver.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port.
    pub fn start() -> Result<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").env("TZ", "UTC").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command
            .spawn()
            .context("Install Chromium and the chromedriver of the same version (`cargo xtask test` does)")?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        // Read to the end, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { process, port: port.context("chromedriver did not say its port")? })
    }

    /// A browser with a fresh profile.
    pub fn browser(&self) -> Result<Browser<'_>> {
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--enable-precise-memory-info",
            "--window-size=1280,900",
            "--lang=en",
        ];
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "timeouts": { "script": 170_000, "pageLoad": 60_000 },
            "goog:chromeOptions": { "args": arguments },
        } } });
        let session = self.call("POST", "/session", Some(&wanted))?;
        let session = session["sessionId"].as_str().context("chromedriver named no session")?;
        Ok(Browser { driver: self, path: format!("/session/{session}") })
    }

    fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).context("chromedriver is gone")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            let header = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
            length = header.map_or(Ok(length), |(_, value)| value.trim().parse())?;
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer).context("chromedriver broke off")?;
        let mut answer: Value = serde_json::from_slice(&answer)?;
        let value = answer["value"].take();
        if let Some(error) = value.get("error").and_then(Value::as_str) {
            let message = value["message"].as_str().unwrap_or_default();
            bail!("{error}: {}", message.lines().next().unwrap_or_default());
        }
        Ok(value)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A browser, as long as it is needed.
pub struct Browser<'a> {
    driver: &'a Driver,
    path: String,
}

impl Browser<'_> {
    fn post(&self, command: &str, body: &Value) -> Result<Value> {
        self.driver.call("POST", &format!("{}/{command}", self.path), Some(body))
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Runs a script in each page before its own.
    pub fn before_each_page(&self, script: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).map(drop)
    }

    /// Opens a page.
    pub fn open(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).map(drop)
    }

    /// What an expression gives, once it is there.
    pub fn eval(&self, expression: &str) -> Result<Value> {
        let script = format!("return {expression};");
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
            .with_context(|| format!("{} in the page failed", expression.split('(').next().unwrap_or_default()))
    }
}

impl Drop for Browser<'_> {
    fn drop(&mut self) {
        // A browser that is gone already needs no end.
        let _ = self.driver.call("DELETE", &self.path, None);
    }
}
