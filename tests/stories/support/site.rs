//! The built app on a server: static or connected, as it is or with changed files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fault_proxy::FaultProxy;
use fixtures::Spec;
use serde_json::{Value, json};
use tempfile::TempDir;
use webdriver::{DistCopy, Process, serve_static};

use super::env;

/// The dataset that `config.json` names, and that the page preloads.
pub const DATA: &str = "demo/contoso.json";

/// A running server.
#[derive(Debug)]
struct Server {
    process: Process,
    url: String,
}

/// The static server that all stories share which do not change files and do not stop it.
static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// The built app and the server that serves it.
#[derive(Debug)]
pub struct Site {
    server: Option<Arc<Server>>,
    /// The URL of the server itself.
    server_url: String,
    /// The URL that browsers open.
    url: String,
    proxy: Option<FaultProxy>,
    directory: PathBuf,
    /// Removed when dropped.
    copy: Option<(DistCopy, TempDir)>,
    /// Data directory of the backend, for a connected site; removed when dropped.
    data: Option<TempDir>,
}

impl Site {
    /// Serves the build at the root of the static server that stories share.
    pub fn built() -> Self {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let server = shared.upgrade().unwrap_or_else(|| static_server(&env::dist(), "/"));
        *shared = Arc::downgrade(&server);
        Self::of(server, env::dist(), None)
    }

    /// Serves the build below a path such as `/demo/`, with a static server of its own.
    pub fn below(path: &str) -> Self {
        Self::of(static_server(&env::dist(), path), env::dist(), None)
    }

    /// Serves a copy of the build, whose files can be changed.
    pub fn copied(path: &str) -> Self {
        let temporary = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let copy = DistCopy::new(&env::dist(), temporary.path().to_owned()).unwrap();
        let directory = copy.directory().to_owned();
        Self::of(static_server(&directory, path), directory, Some((copy, temporary)))
    }

    /// Serves a copy of the build with another dataset.
    pub fn with_data(dataset: &[u8]) -> Self {
        let site = Self::copied("/");
        site.write(DATA, dataset);
        site
    }

    /// Serves a copy of the build with a changed demo dataset.
    pub fn with_changed_demo(change: impl FnOnce(&mut Value)) -> Self {
        let mut dataset = demo();
        change(&mut dataset);
        Self::with_data(dataset.to_string().as_bytes())
    }

    /// Serves a copy of the build with a generated dataset.
    pub fn with_generated(engagements: usize, locations: usize) -> Self {
        Self::with_data(&Spec::of_size(engagements, locations).json().unwrap())
    }

    /// Serves the build with a new backend, filled with the demo, that accepts payee forms.
    pub fn connected() -> Self {
        Self::connected_with(&[])
    }

    /// Serves the build with a backend that has further arguments.
    pub fn connected_with(arguments: &[&str]) -> Self {
        let data = TempDir::new().unwrap();
        let server = start_backend(data.path(), &env::dist(), "127.0.0.1:0", arguments);
        Self { data: Some(data), ..Self::of(server, env::dist(), None) }
    }

    /// Serves the build with a backend that is no demo, with one incentives admin of every location.
    pub fn connected_with_account(username: &str, name: &str, password: &str) -> Self {
        let data = TempDir::new().unwrap();
        operate(data.path(), &["account", "add", username, "--name", name], password);
        operate(data.path(), &["account", "grant", username, "--location", "*", "--role", "admin"], "");
        let server = start(backend(data.path()), &env::dist(), "127.0.0.1:0", &[]);
        Self { data: Some(data), ..Self::of(server, env::dist(), None) }
    }

    /// Serves a copy of the build, whose files can be changed, with a new backend.
    pub fn connected_copy() -> Self {
        let copied = Self::copied("/");
        let data = TempDir::new().unwrap();
        let server = start_backend(data.path(), &copied.directory, "127.0.0.1:0", &[]);
        Self { data: Some(data), ..Self::of(server, copied.directory, copied.copy) }
    }

    /// Puts a proxy before the server that injects faults: see [`Site::faults`].
    pub fn with_faults(mut self) -> Self {
        let proxy = FaultProxy::start(host(&self.server_url)).unwrap();
        self.url = self.server_url.replacen(host(&self.server_url), &proxy.address().to_string(), 1);
        self.proxy = Some(proxy);
        self
    }

    /// Returns the proxy of a site [`Site::with_faults`].
    pub fn faults(&self) -> &FaultProxy {
        self.proxy.as_ref().expect("a site with faults")
    }

    /// Returns the same site for a second browser; it ends with the first.
    pub fn same(&self) -> Self {
        let (server_url, url, directory) = (self.server_url.clone(), self.url.clone(), self.directory.clone());
        Self { server: None, server_url, url, proxy: None, directory, copy: None, data: None }
    }

    fn of(server: Arc<Server>, directory: PathBuf, copy: Option<(DistCopy, TempDir)>) -> Self {
        let url = server.url.clone();
        Self { server: Some(server), server_url: url.clone(), url, proxy: None, directory, copy, data: None }
    }

    /// Starts the backend again at its address, after [`Site::stop`].
    pub fn restart(&mut self) {
        self.server = Some(start_backend(self.data(), &self.directory, host(&self.server_url), &[]));
    }

    /// The data directory of the backend.
    fn data(&self) -> &Path {
        self.data.as_ref().expect("a connected site").path()
    }

    /// Runs an operator command of the backend.
    pub fn operate(&self, arguments: &[&str]) {
        operate(self.data(), arguments, "");
    }

    /// Returns the URL of a route such as `/engagements`.
    pub fn url_of(&self, route: &str) -> String {
        format!("{}{}", self.url.trim_end_matches('/'), route)
    }

    /// Returns the path that the app lives below: empty, or such as `/demo`.
    pub fn base_path(&self) -> &str {
        let (_, path) = self.url.split_once(host(&self.url)).unwrap_or_default();
        path.trim_end_matches('/')
    }

    /// Writes a file of a copy.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        self.copy().write(name, bytes).unwrap();
    }

    /// Removes a file of a copy.
    pub fn remove(&self, name: &str) {
        self.copy().remove(name).unwrap();
    }

    fn copy(&self) -> &DistCopy {
        &self.copy.as_ref().expect("only a copy of the build can be changed").0
    }

    /// Returns the name of the file of the build that starts and ends with these texts.
    pub fn file_name(&self, start: &str, end: &str) -> String {
        let names = fs::read_dir(&self.directory).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names = names.map(|name| name.into_string().unwrap());
        names.find(|name| name.starts_with(start) && name.ends_with(end)).expect("a file of the build")
    }

    /// Returns the content of a file of the build.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.directory.join(name)).unwrap()
    }

    /// Stops the server, as in an outage.
    pub fn stop(&mut self) {
        let server = self.server.take().expect("a running server");
        let Server { process, .. } = Arc::into_inner(server).expect("a server of its own, not the shared one");
        drop(process);
    }
}

/// Returns host and port of a URL.
fn host(url: &str) -> &str {
    url.trim_start_matches("http://").split('/').next().unwrap_or_default()
}

fn backend(data: &Path) -> Command {
    let mut command = Command::new(env::server());
    command.arg("--data").arg(data);
    command
}

/// Runs an operator command of the backend.
fn operate(data: &Path, arguments: &[&str], input: &str) {
    let mut command = backend(data);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    // It may end without reading.
    let _ = process.stdin.take().unwrap().write_all(input.as_bytes());
    let done = process.wait_with_output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Starts the backend as a demo.
fn start_backend(data: &Path, dist: &Path, listen: &str, arguments: &[&str]) -> Arc<Server> {
    let mut command = backend(data);
    command.arg("--demo");
    start(command, dist, listen, arguments)
}

/// Starts the backend with the dataset of the build.
fn start(mut command: Command, dist: &Path, listen: &str, arguments: &[&str]) -> Arc<Server> {
    command.args(["--payee-forms", "--listen", listen, "--dist"]).arg(dist);
    command.arg("--import").arg(env::dist().join(DATA)).args(arguments);
    let ready = |line: &str| line.strip_prefix("Serving at ").map(|url| url.trim().to_owned());
    let (process, url) = Process::start(&mut command, ready).unwrap();
    Arc::new(Server { process, url })
}

fn static_server(directory: &Path, path: &str) -> Arc<Server> {
    let (process, url) = serve_static(&env::xtask(), directory, path).unwrap();
    Arc::new(Server { process, url })
}

/// Returns the demo dataset as JSON.
pub fn demo() -> Value {
    serde_json::from_slice(&fs::read(env::dist().join(DATA)).unwrap()).unwrap()
}

/// Returns a text that is the same in both languages.
pub fn both(text: &str) -> Value {
    json!({"en": text, "sv": text})
}
