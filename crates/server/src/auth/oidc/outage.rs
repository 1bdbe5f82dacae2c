//! The log of an outage of the identity provider: one error when it begins, then a warning now and then.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Pause between two lines about one outage.
const PAUSE: Duration = Duration::from_mins(1);

/// Whether the provider answers, as sign-ins find it.
#[derive(Debug, Default)]
pub struct OutageLog(Mutex<Option<Outage>>);

#[derive(Debug)]
struct Outage {
    logged: Instant,
    /// Failed sign-ins since then.
    unreported: u64,
}

/// A line to log.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    Begins,
    /// It goes on, with so many failed sign-ins since the last line.
    GoesOn(u64),
}

impl OutageLog {
    /// Records a sign-in that failed because the provider does not answer.
    pub fn record_failure(&self, error: &str) {
        match self.failure_at(Instant::now()) {
            Some(Line::Begins) => tracing::error!(error, "the identity provider does not answer: sign-ins fail"),
            Some(Line::GoesOn(count)) => tracing::warn!(error, count, "the identity provider still does not answer"),
            None => {}
        }
    }

    fn failure_at(&self, now: Instant) -> Option<Line> {
        let mut outage = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(outage) = &mut *outage else {
            *outage = Some(Outage { logged: now, unreported: 0 });
            return Some(Line::Begins);
        };
        outage.unreported += 1;
        if now.saturating_duration_since(outage.logged) < PAUSE {
            return None;
        }
        outage.logged = now;
        Some(Line::GoesOn(std::mem::take(&mut outage.unreported)))
    }

    /// Records that the provider answers.
    pub fn record_success(&self) {
        if self.0.lock().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            tracing::info!("the identity provider answers again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_one_error_and_few_warnings() {
        let (log, start) = (OutageLog::default(), Instant::now());
        let lines: Vec<_> = (0..150).filter_map(|second| log.failure_at(start + Duration::from_secs(second))).collect();
        assert_eq!(lines, [Line::Begins, Line::GoesOn(60), Line::GoesOn(60)]);
        log.record_success();
        assert_eq!(log.failure_at(start + Duration::from_secs(150)), Some(Line::Begins));
    }
}
