//! Named steps with their times.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

/// How a step ended that did not fail.
pub enum Outcome {
    Done,
    /// The step did not run, for this reason.
    Skipped(String),
}

/// The finished steps: name, duration and ending.
#[derive(Default)]
pub struct Steps {
    rows: Vec<(&'static str, Duration, String)>,
}

impl Steps {
    /// Runs one step. The error of a failure includes `advice`.
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

    /// Prints the table of all steps.
    pub fn print(&self) {
        println!();
        for (name, duration, ending) in &self.rows {
            println!("{name:<20} {:>8.1} s  {ending}", duration.as_secs_f64());
        }
        let all: Duration = self.rows.iter().map(|(_, duration, _)| *duration).sum();
        println!("{:<20} {:>8.1} s\n", "all", all.as_secs_f64());
    }
}

/// The time of day in UTC, to compare with logs of other machines.
fn clock() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() % 86_400);
    format!("{:02}:{:02}:{:02}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn reports_failures_with_advice_and_in_the_table() {
        let mut steps = Steps::default();
        assert!(steps.run("one", "", || Ok(Outcome::Done)).is_ok());
        let failure = steps.run("two", "check the cable", || bail!("broken"));
        assert_eq!(
            failure.err().map(|error| format!("{error:#}")).as_deref(),
            Some("Step \"two\" failed: check the cable: broken")
        );
        let endings: Vec<_> = steps.rows.iter().map(|(_, _, ending)| ending.as_str()).collect();
        assert_eq!(endings, ["ok", "FAILED"]);
    }
}
