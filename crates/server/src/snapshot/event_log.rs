//! The log of recent changes, for clients that reconnect.

use std::collections::VecDeque;

use crate::store::dataset::{ChangeEvent, MAX_EVENTS};

/// The newest changes, without gaps.
pub struct EventLog {
    events: VecDeque<ChangeEvent>,
    newest: i64,
}

/// The changes that a client has missed.
#[derive(Debug, PartialEq, Eq)]
pub enum Backlog {
    /// These changes, in order.
    Events(Vec<ChangeEvent>),
    /// More than the log holds, or the number belongs to another database.
    Unknown,
}

impl EventLog {
    /// Creates the log from stored changes up to the newest number.
    pub fn new(events: Vec<ChangeEvent>, newest: i64) -> Self {
        Self { events: events.into_iter().filter(|event| event.seq <= newest).collect(), newest }
    }

    /// Appends changes that the log does not contain yet, and drops the oldest.
    pub fn extend(&mut self, events: impl Iterator<Item = ChangeEvent>, newest: i64) {
        let last = self.newest;
        self.events.extend(events.filter(|event| event.seq > last));
        self.newest = newest;
        let max = usize::try_from(MAX_EVENTS).unwrap_or(usize::MAX);
        self.events.drain(..self.events.len().saturating_sub(max));
    }

    /// Returns the changes after a number.
    pub fn after(&self, seq: i64) -> Backlog {
        let oldest = self.events.front().map_or(self.newest + 1, |event| event.seq);
        if seq > self.newest || seq + 1 < oldest {
            return Backlog::Unknown;
        }
        Backlog::Events(self.events.iter().filter(|event| event.seq > seq).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64) -> ChangeEvent {
        ChangeEvent { seq, kind: "location".to_owned(), id: "l".to_owned() }
    }

    #[test]
    fn returns_missed_events_or_unknown() {
        let mut log = EventLog::new(vec![event(5), event(6)], 6);
        log.extend([event(6), event(7)].into_iter(), 7);
        assert_eq!(log.after(7), Backlog::Events(vec![]));
        assert_eq!(log.after(4), Backlog::Events(vec![event(5), event(6), event(7)]));
        assert_eq!(log.after(3), Backlog::Unknown);
        assert_eq!(log.after(8), Backlog::Unknown);
    }

    #[test]
    fn empty_log_knows_its_newest_number() {
        assert_eq!(EventLog::new(vec![], 0).after(0), Backlog::Events(vec![]));
        assert_eq!(EventLog::new(vec![], 3).after(1), Backlog::Unknown);
    }
}
