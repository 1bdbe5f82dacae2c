//! The server under load.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::client::Client;

/// A running server, killed when dropped.
pub struct Server<'a> {
    process: Child,
    program: &'a Path,
    data: &'a Path,
    /// Host and port.
    pub host: String,
    /// From the start of the process to the first response.
    pub started: Duration,
}

impl<'a> Server<'a> {
    /// Starts the demo accounts with a dataset, behind an imagined proxy, so that clients can have several addresses.
    /// Serves the app too where `dist` is given.
    pub fn start(program: &'a Path, data: &'a Path, dataset: &Path, dist: Option<&Path>) -> Result<Self> {
        let start = Instant::now();
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0", "--demo", "--payee-forms", "--trust-proxy", "--import"]).arg(dataset);
        if let Some(dist) = dist {
            command.arg("--dist").arg(dist);
        }
        command.arg("--data").arg(data).env("MCI_LOG", "error").env_remove("DATABASE_URL").stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("no output")?).read_line(&mut line)?;
        let host = line.trim().strip_prefix("Serving at http://").map(|host| host.trim_end_matches('/').to_owned());
        let Some(host) = host else {
            process.kill()?;
            anyhow::bail!("The server did not start; its log is above");
        };
        let mut server = Self { process, program, data, host, started: Duration::ZERO };
        server.client()?.get("/readyz")?;
        server.started = start.elapsed();
        Ok(server)
    }

    /// A client that is not signed in.
    pub fn client(&self) -> Result<Client> {
        Client::connect(&self.host)
    }

    /// A client of the demo's admin that accepts brotli.
    pub fn admin(&self) -> Result<Client> {
        let mut client = self.client()?;
        client.headers.push_str("Accept-Encoding: br\r\n");
        let response = client.sign_in("admin", "demo-admin")?;
        ensure!(response.status == 200, "status {} at sign-in", response.status);
        Ok(client)
    }

    /// Runs a command of the operator.
    pub fn operate(&self, arguments: &[&str], input: &str) -> Result<()> {
        let mut command = Command::new(self.program);
        command.arg("--data").arg(self.data).args(arguments).env("MCI_LOG", "error").env_remove("DATABASE_URL");
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        if let Some(mut stdin) = process.stdin.take() {
            std::io::Write::write_all(&mut stdin, input.as_bytes())?;
        }
        ensure!(process.wait()?.success(), "{arguments:?} failed; its log is above");
        Ok(())
    }

    /// Its resident memory in MiB; 0 where the system does not say.
    pub fn memory(&self) -> f64 {
        self.status_line("VmRSS:")
    }

    /// The highest resident memory so far, in MiB.
    pub fn peak_memory(&self) -> f64 {
        self.status_line("VmHWM:")
    }

    fn status_line(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
