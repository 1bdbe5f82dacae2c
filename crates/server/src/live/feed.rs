//! The newest changes, for those who were away.

use std::collections::VecDeque;

use crate::store::dataset::{Event, REMEMBERED};

/// The newest changes, without gaps.
pub struct Feed {
    events: VecDeque<Event>,
    newest: i64,
}

/// What one missed.
#[derive(Debug, PartialEq, Eq)]
pub enum Missed {
    /// These changes, in order.
    Events(Vec<Event>),
    /// More than is remembered, or the number is of another database.
    Unknown,
}

impl Feed {
    /// The changes that the database remembers, and the number of the newest.
    pub fn new(events: Vec<Event>, newest: i64) -> Self {
        Self { events: events.into_iter().filter(|event| event.seq <= newest).collect(), newest }
    }

    /// Adds what happened.
    pub fn extend(&mut self, events: impl Iterator<Item = Event>, newest: i64) {
        let last = self.newest;
        self.events.extend(events.filter(|event| event.seq > last));
        self.newest = newest;
        let most = usize::try_from(REMEMBERED).unwrap_or(usize::MAX);
        self.events.drain(..self.events.len().saturating_sub(most));
    }

    /// What happened after a number.
    pub fn after(&self, seq: i64) -> Missed {
        let oldest = self.events.front().map_or(self.newest + 1, |event| event.seq);
        if seq > self.newest || seq + 1 < oldest {
            return Missed::Unknown;
        }
        Missed::Events(self.events.iter().filter(|event| event.seq > seq).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64) -> Event {
        Event { seq, kind: "location".to_owned(), id: "l".to_owned() }
    }

    #[test]
    fn what_was_missed_is_told_or_that_too_much_was() {
        let mut feed = Feed::new(vec![event(5), event(6)], 6);
        feed.extend([event(6), event(7)].into_iter(), 7);
        assert_eq!(feed.after(7), Missed::Events(vec![]));
        assert_eq!(feed.after(4), Missed::Events(vec![event(5), event(6), event(7)]));
        assert_eq!(feed.after(3), Missed::Unknown);
        assert_eq!(feed.after(8), Missed::Unknown);
    }

    #[test]
    fn an_empty_database_knows_its_own_number() {
        assert_eq!(Feed::new(vec![], 0).after(0), Missed::Events(vec![]));
        assert_eq!(Feed::new(vec![], 3).after(1), Missed::Unknown);
    }
}
