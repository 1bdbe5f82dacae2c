//! The log of recent changes of locations, for clients that reconnect.

use std::collections::VecDeque;

use crate::store::dataset::{ChangeEvent, MAX_EVENTS};

/// The newest changes of locations.
pub struct EventLog {
    /// In order.
    events: VecDeque<LocationChange>,
    newest: i64,
}

struct LocationChange {
    seq: i64,
    id: Box<str>,
}

impl EventLog {
    /// Creates the log from stored changes up to the newest number.
    pub fn new(events: Vec<ChangeEvent>, newest: i64) -> Self {
        let mut log = Self { events: VecDeque::new(), newest: i64::MIN };
        log.extend(events.into_iter().filter(|event| event.seq <= newest), newest);
        log
    }

    /// Appends changes that the log does not contain yet, and drops the oldest.
    pub fn extend(&mut self, events: impl Iterator<Item = ChangeEvent>, newest: i64) {
        let last = self.newest;
        let new = events.filter(|event| event.seq > last && event.is_location());
        self.events.extend(new.map(|event| LocationChange { seq: event.seq, id: event.id.into() }));
        self.newest = newest;
        let max = usize::try_from(MAX_EVENTS).unwrap_or(usize::MAX);
        self.events.drain(..self.events.len().saturating_sub(max));
    }

    /// Returns the locations of the newest `count` visible changes after one number and up to another, in order; none
    /// if the log does not hold as many.
    pub fn newest(
        &self,
        after: i64,
        to: i64,
        count: usize,
        is_visible: impl Fn(&str) -> bool,
    ) -> Option<Vec<Box<str>>> {
        let changes = self.events.iter().rev().skip_while(|change| change.seq > to);
        let visible = changes.take_while(|change| change.seq > after).filter(|change| is_visible(&change.id));
        let mut newest: Vec<_> = visible.take(count).map(|change| change.id.clone()).collect();
        newest.reverse();
        (newest.len() == count).then_some(newest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64, id: &str) -> ChangeEvent {
        let kind = if id.parse::<i64>().is_ok() { "account" } else { "location" };
        ChangeEvent { seq, kind: kind.to_owned(), id: id.to_owned() }
    }

    fn newest(log: &EventLog, after: i64, to: i64, count: usize) -> Option<String> {
        log.newest(after, to, count, |id| id != "hidden").map(|ids| ids.join(" "))
    }

    #[test]
    fn returns_the_newest_visible_changes() {
        let mut log = EventLog::new(vec![event(5, "a"), event(6, "hidden"), event(7, "b")], 7);
        log.extend([event(7, "b"), event(8, "42"), event(9, "c"), event(10, "hidden")].into_iter(), 10);
        let some = |ids: &str| Some(ids.to_owned());
        assert_eq!(newest(&log, 0, 10, 0), some(""));
        assert_eq!(newest(&log, 0, 10, 2), some("b c"));
        assert_eq!(newest(&log, 0, 10, 3), some("a b c"));
        assert_eq!(newest(&log, 0, 10, 4), None, "more than it holds");
        assert_eq!(newest(&log, 5, 10, 3), None, "before an import");
        assert_eq!(newest(&log, 0, 8, 2), some("a b"), "the newest is not in the data yet");
    }

    #[test]
    fn drops_the_oldest() {
        let mut log = EventLog::new(vec![], 0);
        log.extend((1..=MAX_EVENTS + 5).map(|seq| event(seq, "a")), MAX_EVENTS + 5);
        let max = usize::try_from(MAX_EVENTS).unwrap();
        assert!(newest(&log, 0, i64::MAX, max).is_some() && newest(&log, 0, i64::MAX, max + 1).is_none());
    }
}
