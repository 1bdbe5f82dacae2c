//! A program that runs as long as a story needs it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running program; it is killed when dropped, also when the story fails.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts a program and waits for a line of its output from which `ready` takes something.
    pub fn start<T>(command: &mut Command, ready: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = Self(child.unwrap_or_else(|error| panic!("cannot start {program}: {error}")));
        let mut lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let said = lines.by_ref().find_map(|line| ready(&line.ok()?));
        let said = said.unwrap_or_else(|| panic!("{program} ended before it was ready"));
        // Whoever writes into a closed pipe dies of it.
        std::thread::spawn(move || lines.for_each(drop));
        (process, said)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
