//! Durations of many requests.

use std::time::Duration;

/// Durations and failures of requests.
#[derive(Default)]
pub struct Times {
    sorted: Vec<Duration>,
    /// Requests that failed or had another status than expected.
    pub failed: usize,
}

impl Times {
    pub fn of(mut all: Vec<Duration>, failed: usize) -> Self {
        all.sort();
        Self { sorted: all, failed }
    }

    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The time within which `percent` of the requests were done, in milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let last = self.sorted.len().saturating_sub(1);
        let at = (self.sorted.len() * percent / 100).min(last);
        self.sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    /// The failures as words; empty without any.
    pub fn failures(&self) -> String {
        if self.failed == 0 { String::new() } else { format!(", {} FAILED", self.failed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times = Times::of([3, 1, 2, 100].map(Duration::from_millis).to_vec(), 1);
        let rounded = [0, 50, 99, 100].map(|percent| format!("{:.0}", times.percentile(percent)));
        assert_eq!(rounded, ["1", "3", "100", "100"]);
        assert_eq!(times.failures(), ", 1 FAILED");
        assert!(Times::default().percentile(50).abs() < f64::EPSILON);
    }
}
