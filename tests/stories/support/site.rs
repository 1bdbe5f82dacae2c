//! The built app on a server of its own.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;
use std::{env, fs};

use fixtures::Spec;
use serde_json::{Value, json};
use tempfile::TempDir;
use webdriver::{DistCopy, Process, serve_static};

/// The dataset that `config.json` names, and that the page begins to load at once.
pub const DATA: &str = "demo/contoso.json";

/// Returns the path in an environment variable. Without it no story can run: the process ends with one hint
/// instead of a panic in each story.
pub fn from_env(name: &str) -> PathBuf {
    static HINT: Once = Once::new();
    env::var_os(name).map_or_else(
        || {
            HINT.call_once(|| {
                // The test harness captures what the print macros write, but not this.
                let _ = writeln!(
                    std::io::stderr(),
                    "\nStories need a built app and a server ({name} is not set). Run `cargo xtask story NAME`, \
                     or `cargo xtask story` for all of them.\n"
                );
                std::process::exit(2)
            });
            unreachable!("the process has ended")
        },
        PathBuf::from,
    )
}

/// The built app and the server that serves it.
#[derive(Debug)]
pub struct Site {
    server: Option<Process>,
    url: String,
    directory: PathBuf,
    /// Removed when dropped.
    copy: Option<(DistCopy, TempDir)>,
    /// Where the backend keeps its data, where there is one; removed when dropped.
    data: Option<TempDir>,
}

impl Site {
    /// The build, at the root of a server.
    pub fn built() -> Self {
        Self::serve(from_env("MCI_DIST"), None, "/")
    }

    /// The build, below a path such as `/demo/`.
    pub fn below(path: &str) -> Self {
        Self::serve(from_env("MCI_DIST"), None, path)
    }

    /// A copy of the build, whose files can be changed.
    pub fn copied(path: &str) -> Self {
        let temporary = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let copy = DistCopy::new(&from_env("MCI_DIST"), temporary.path().to_owned()).unwrap();
        Self::serve(copy.directory().to_owned(), Some((copy, temporary)), path)
    }

    /// A copy of the build with another dataset.
    pub fn with_data(dataset: &[u8]) -> Self {
        let site = Self::copied("/");
        site.write(DATA, dataset);
        site
    }

    /// A copy of the build with the demo dataset, changed.
    pub fn with_changed_demo(change: impl FnOnce(&mut Value)) -> Self {
        let mut dataset = demo();
        change(&mut dataset);
        Self::with_data(dataset.to_string().as_bytes())
    }

    /// A copy of the build with generated data.
    pub fn with_generated(engagements: usize, locations: usize) -> Self {
        Self::with_data(&Spec::of_size(engagements, locations).json().unwrap())
    }

    /// The build with a backend of its own, filled with the demo, where profiles are handed in.
    pub fn connected() -> Self {
        Self::connected_with(&[])
    }

    /// The same, with more that is asked of the backend.
    pub fn connected_with(arguments: &[&str]) -> Self {
        let data = TempDir::new().unwrap();
        let directory = from_env("MCI_DIST");
        let mut site = Self { server: None, url: String::new(), directory, copy: None, data: Some(data) };
        site.start("127.0.0.1:0", arguments);
        site
    }

    /// The same site, for a second browser; it ends with the first.
    pub fn same(&self) -> Self {
        Self { server: None, url: self.url.clone(), directory: self.directory.clone(), copy: None, data: None }
    }

    fn backend(&self) -> Command {
        let mut command = Command::new(from_env("MCI_SERVER"));
        command.arg("--data").arg(self.data.as_ref().expect("a site with a backend").path());
        command
    }

    fn start(&mut self, listen: &str, arguments: &[&str]) {
        let mut command = self.backend();
        command.args(["--demo", "--payee-forms", "--listen", listen, "--dist"]).arg(&self.directory);
        command.arg("--import").arg(self.directory.join(DATA)).args(arguments);
        let ready = |line: &str| line.strip_prefix("Serving at ").map(|url| url.trim().to_owned());
        let (server, url) = Process::start(&mut command, ready).unwrap();
        (self.server, self.url) = (Some(server), url);
    }

    /// Starts the backend again where it was.
    pub fn restart(&mut self) {
        let address = self.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        self.start(&address, &[]);
    }

    /// A command of the people who run the backend.
    pub fn operate(&self, arguments: &[&str]) {
        let done = self.backend().args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn serve(directory: PathBuf, copy: Option<(DistCopy, TempDir)>, path: &str) -> Self {
        let (server, url) = serve_static(&from_env("MCI_XTASK"), &directory, path).unwrap();
        Self { server: Some(server), url, directory, copy, data: None }
    }

    /// The address of a route such as `/engagements`.
    pub fn at(&self, route: &str) -> String {
        format!("{}{}", self.url.trim_end_matches('/'), route)
    }

    /// The path that the app lives below: empty, or such as `/demo`.
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

    /// Pulls the plug.
    pub fn stop(&mut self) {
        self.server = None;
    }
}

/// The demo dataset as JSON.
pub fn demo() -> Value {
    serde_json::from_slice(&fs::read(from_env("MCI_DIST").join(DATA)).unwrap()).unwrap()
}

/// A text that is the same in both languages.
pub fn both(text: &str) -> Value {
    json!({"en": text, "sv": text})
}
