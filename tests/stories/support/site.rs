//! The built app on a server: static or connected, as it is or with changed files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

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
    url: String,
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
        let mut site = Self { server: None, url: String::new(), directory: env::dist(), copy: None, data: Some(data) };
        site.start_backend("127.0.0.1:0", arguments);
        site
    }

    /// Returns the same site for a second browser; it ends with the first.
    pub fn same(&self) -> Self {
        Self { server: None, url: self.url.clone(), directory: self.directory.clone(), copy: None, data: None }
    }

    fn of(server: Arc<Server>, directory: PathBuf, copy: Option<(DistCopy, TempDir)>) -> Self {
        Self { url: server.url.clone(), server: Some(server), directory, copy, data: None }
    }

    fn backend(&self) -> Command {
        let mut command = Command::new(env::server());
        command.arg("--data").arg(self.data.as_ref().expect("a connected site").path());
        command
    }

    fn start_backend(&mut self, listen: &str, arguments: &[&str]) {
        let mut command = self.backend();
        command.args(["--demo", "--payee-forms", "--listen", listen, "--dist"]).arg(&self.directory);
        command.arg("--import").arg(self.directory.join(DATA)).args(arguments);
        let ready = |line: &str| line.strip_prefix("Serving at ").map(|url| url.trim().to_owned());
        let (process, url) = Process::start(&mut command, ready).unwrap();
        self.url.clone_from(&url);
        self.server = Some(Arc::new(Server { process, url }));
    }

    /// Starts the backend again at its address.
    pub fn restart(&mut self) {
        let address = self.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        self.start_backend(&address, &[]);
    }

    /// Runs an operator command of the backend.
    pub fn operate(&self, arguments: &[&str]) {
        let done = self.backend().args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Returns the URL of a route such as `/engagements`.
    pub fn url_of(&self, route: &str) -> String {
        format!("{}{}", self.url.trim_end_matches('/'), route)
    }

    /// Returns the path that the app lives below: empty, or such as `/demo`.
    pub fn base_path(&self) -> &str {
        let host = self.url.find("://").map_or(0, |at| at + 3);
        let path = self.url[host..].find('/').map_or("", |at| &self.url[host + at..]);
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
