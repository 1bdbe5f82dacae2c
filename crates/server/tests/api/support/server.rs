//! The program itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

use super::{Client, Database, demo, wait_for};

/// A server that runs; killed when it is dropped.
pub struct Server {
    child: Child,
    /// Its host and port.
    pub address: String,
}

impl Server {
    /// Starts with the demo dataset and the demo accounts.
    pub fn demo(database: &Database) -> Self {
        Self::start(database, &["--demo", "--import", demo().to_str().unwrap()])
    }

    /// Starts; the story goes on when it listens.
    pub fn start(database: &Database, args: &[&str]) -> Self {
        Self::start_with(database, args, &[])
    }

    /// The same with variables of the environment.
    pub fn start_with(database: &Database, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = program(database);
        command.envs(variables.iter().copied()).args(args);
        Self::spawn(&mut command)
    }

    /// The same at a log level. The thread returns the log when the server has ended.
    pub fn start_logging(database: &Database, args: &[&str], level: &str) -> (Self, JoinHandle<String>) {
        let mut command = program(database);
        command.env("MCI_LOG", level).args(args).stderr(Stdio::piped());
        let mut server = Self::spawn(&mut command);
        let log = server.child.stderr.take().unwrap();
        (server, std::thread::spawn(|| std::io::read_to_string(log).unwrap()))
    }

    /// Starts without data and with a limit of open files.
    pub fn start_with_open_files(database: &Database, files: u32) -> Self {
        Self::spawn(&mut with_open_files(&program(database), files))
    }

    /// The same at a log level. The thread returns the log when the server has ended.
    pub fn start_logging_with_open_files(database: &Database, level: &str, files: u32) -> (Self, JoinHandle<String>) {
        let mut command = with_open_files(&program(database), files);
        command.env("MCI_LOG", level).stderr(Stdio::piped());
        let mut server = Self::spawn(&mut command);
        let log = server.child.stderr.take().unwrap();
        (server, std::thread::spawn(|| std::io::read_to_string(log).unwrap()))
    }

    fn spawn(command: &mut Command) -> Self {
        command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Serving at http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.unwrap_or_else(|| panic!("the server did not start: {line:?}")).to_owned();
        Self { child, address }
    }

    /// The id of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Somebody who is not signed in.
    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }

    /// Somebody signed in with a demo account.
    pub fn signed_in(&self, username: &str) -> Client {
        let mut client = self.client();
        client.sign_in(username, &format!("demo-{username}"));
        client
    }

    /// Lets every write to a file fail from now on, or work again. The program must have been started by
    /// [`Self::start_limitable`].
    pub fn limit_files(&self, limited: bool) {
        let limit = if limited { "--fsize=0:unlimited" } else { "--fsize=unlimited:unlimited" };
        let limited = Command::new("prlimit").args(["--pid", &self.child.id().to_string(), limit]).status().unwrap();
        assert!(limited.success());
    }

    /// Starts a program that survives the signal of [`Self::limit_files`]. Its log goes to a file, which is limited as
    /// well.
    pub fn start_limitable(database: &Database, args: &[&str]) -> Self {
        let program = program(database);
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]).arg(program.get_program()).args(program.get_args());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let log = std::fs::File::create(database.directory.path().join("log")).unwrap();
        Self::spawn(command.args(args).stderr(log))
    }

    /// Starts with a disk of its own for the data: a tmpfs of so many megabytes that ends with the process.
    pub fn start_on_small_disk(database: &Database, megabytes: u32, args: &[&str]) -> Self {
        let data = database.directory.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let program = program(database);
        let mut command = Command::new("unshare");
        let script = format!("mount -t tmpfs -o size={megabytes}m none '{}' && exec \"$@\"", data.display());
        command.args(["-m", "sh", "-c", &script, "sh"]).arg(program.get_program()).args(program.get_args());
        Self::spawn(command.env_remove("DATABASE_URL").env("MCI_LOG", "off").args(args))
    }

    /// Returns the path at which others find a file on the disk of the process.
    pub fn on_its_disk(&self, file: &std::path::Path) -> std::path::PathBuf {
        std::path::Path::new(&format!("/proc/{}/root", self.child.id())).join(file.strip_prefix("/").unwrap())
    }

    /// Waits until the server has taken in every change of the database.
    pub fn catches_up(&self, database: &Database) {
        let newest = format!("mci_revision {}\n", database.number("SELECT seq FROM head"));
        let metrics = || self.client().ask("GET", "/metrics", &[], b"").text();
        wait_for("the newest change", || metrics().contains(&newest).then_some(()));
    }

    /// Kills the process.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM and waits; returns whether the server ended without an error.
    pub fn stop(mut self) -> bool {
        let signalled = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(signalled.success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(database: &Database) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mci-engagements-server"));
    command.arg("--data").arg(database.directory.path().join("data")).env_remove("DATABASE_URL");
    command.env("MCI_LOG", std::env::var("MCI_LOG").unwrap_or_else(|_| "error".to_owned()));
    if let Some(url) = &database.url {
        command.env("DATABASE_URL", url);
    }
    command
}

/// Runs a command with a limit of open files.
fn with_open_files(command: &Command, files: u32) -> Command {
    let mut limited = Command::new("prlimit");
    limited.arg(format!("--nofile={files}")).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
}

/// Runs the program with an operator's command, or one that does not come to serve.
pub fn operate(database: &Database, args: &[&str], input: &str) -> Output {
    let mut command = program(database);
    command.env("MCI_LOG", "warn").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may have ended before it read anything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// The same where it must succeed: what it says.
pub fn operated(database: &Database, args: &[&str], input: &str) -> String {
    let output = operate(database, args, input);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The same where it must fail: why.
pub fn refused(database: &Database, args: &[&str], input: &str) -> String {
    let output = operate(database, args, input);
    assert!(!output.status.success(), "{args:?}");
    let mut text = String::new();
    output.stderr.as_slice().read_to_string(&mut text).unwrap();
    text
}
