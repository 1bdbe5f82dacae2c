//! The built app on a server of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::process::Process;

/// The dataset that `config.json` names, and that the page begins to load at once.
pub const DATA: &str = "demo/contoso.json";

/// A path that the environment names.
pub fn from_env(name: &str) -> PathBuf {
    let value = env::var_os(name);
    PathBuf::from(
        value.unwrap_or_else(|| panic!("{name} is not set; `cargo xtask test` sets it: see tests/stories/main.rs")),
    )
}

/// The built app and the server that serves it.
#[derive(Debug)]
pub struct Site {
    server: Option<Process>,
    url: String,
    directory: PathBuf,
    /// Removed when dropped.
    copy: Option<TempDir>,
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
        let copy = TempDir::new().unwrap();
        copy_all(&from_env("MCI_DIST"), copy.path()).unwrap();
        Self::serve(copy.path().to_owned(), Some(copy), path)
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
        let site = Self::copied("/");
        let mut generate = Command::new(from_env("MCI_XTASK"));
        generate.arg("dataset").arg("--out").arg(site.directory.join(DATA));
        generate.args(["--engagements", &engagements.to_string(), "--locations", &locations.to_string()]);
        assert!(generate.output().unwrap().status.success(), "cannot generate data");
        site
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
        let (server, url) = Process::start(&mut command, ready);
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

    fn serve(directory: PathBuf, copy: Option<TempDir>, path: &str) -> Self {
        let mut command = Command::new(from_env("MCI_XTASK"));
        command
            .args(["serve", "--static", "--no-build", "--port", "0", "--public-url", path, "--dist"])
            .arg(&directory);
        let (server, url) =
            Process::start(&mut command, |line| Some(line.strip_prefix("Serving at ")?.split(' ').next()?.to_owned()));
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

    /// Puts a file beside `index.html`.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        assert!(self.copy.is_some(), "the build itself stays as it is");
        fs::write(self.directory.join(name), bytes).unwrap();
    }

    /// A file of the build.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.directory.join(name)).unwrap()
    }

    /// Takes a file away.
    pub fn remove(&self, name: &str) {
        assert!(self.copy.is_some(), "the build itself stays as it is");
        fs::remove_file(self.directory.join(name)).unwrap();
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

fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy_all(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
