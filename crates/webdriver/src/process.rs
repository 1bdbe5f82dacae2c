//! Child processes that end with their owner.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

/// A running program, killed when dropped.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts a program.
    ///
    /// # Errors
    ///
    /// Fails if the program cannot be started.
    pub fn spawn(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Self).with_context(|| format!("cannot start {program}"))
    }

    /// Starts a program and waits for the first line of its output in which `ready` finds something.
    ///
    /// # Errors
    ///
    /// Fails if the program cannot be started, or ends before it is ready.
    pub fn start<T>(command: &mut Command, ready: impl Fn(&str) -> Option<T>) -> Result<(Self, T)> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = Self(child.with_context(|| format!("cannot start {program}"))?);
        let output = process.0.stdout.take().with_context(|| format!("{program} has no output"))?;
        let mut lines = BufReader::new(output).lines();
        let found = lines.by_ref().find_map(|line| ready(&line.ok()?));
        // Reads on: a program that writes into a closed pipe is killed.
        std::thread::spawn(move || lines.for_each(drop));
        Ok((process, found.with_context(|| format!("{program} ended before it was ready"))?))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
