//! Named steps with their times.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

/// How a step ended that did not fail.
pub enum Outcome {
    /// It ran.
    Done,
    /// It did not, for this reason.
    Skipped(String),
}

/// The steps so far.
#[derive(Default)]
pub struct Steps {
    rows: Vec<(&'static str, Duration, String)>,
}

impl Steps {
    /// Runs one step; when it fails, the error says what to do.
    pub fn run(&mut self, name: &'static str, advice: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        println!("[{}] {name} …", clock());
        let start = Instant::now();
        let result = work();
        let ending = match &result {
            Ok(Outcome::Done) => "ok".to_owned(),
            Ok(Outcome::Skipped(reason)) => format!("SKIPPED: {reason}"),
            Err(_) => "FAILED".to_owned(),
        };
        println!("[{}] {name}: {ending} ({:.1} s)", clock(), start.elapsed().as_secs_f64());
        self.rows.push((name, start.elapsed(), ending));
        result.map(drop).with_context(|| format!("Step \"{name}\" failed: {advice}"))
    }

    /// The closing table.
    pub fn print(&self) {
        println!();
        for (name, duration, word) in &self.rows {
            println!("{name:<20} {:>8.1} s  {word}", duration.as_secs_f64());
        }
        let all: Duration = self.rows.iter().map(|(_, duration, _)| *duration).sum();
        println!("{:<20} {:>8.1} s\n", "all", all.as_secs_f64());
    }
}

/// The time of day, in UTC, as logs of other machines have it.
fn clock() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() % 86_400);
    format!("{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn a_failure_says_what_to_do_and_is_in_the_table() {
        let mut steps = Steps::default();
        assert!(steps.run("one", "", || Ok(Outcome::Done)).is_ok());
        let failure = steps.run("two", "turn it off and on", || bail!("broken"));
        assert_eq!(
            failure.err().map(|error| format!("{error:#}")).as_deref(),
            Some("Step \"two\" failed: turn it off and on: broken")
        );
        let words: Vec<_> = steps.rows.iter().map(|(_, _, word)| word.as_str()).collect();
        assert_eq!(words, ["ok", "FAILED"]);
    }
}
