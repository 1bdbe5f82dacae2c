//! Events in the order they arrived, processed one after the other: the last one wins.

use std::collections::VecDeque;

/// A queue with at most one consumer.
#[derive(Debug)]
pub struct EventQueue<T> {
    events: VecDeque<T>,
    is_processing: bool,
}

impl<T> Default for EventQueue<T> {
    fn default() -> Self {
        Self { events: VecDeque::new(), is_processing: false }
    }
}

impl<T> EventQueue<T> {
    /// Adds an event. Returns `true` where nobody processes the queue: the caller then calls [`Self::next`] until it
    /// returns `None`.
    pub fn push(&mut self, event: T) -> bool {
        self.events.push_back(event);
        !std::mem::replace(&mut self.is_processing, true)
    }

    /// Returns the oldest event; `None` ends the processing.
    pub fn next(&mut self) -> Option<T> {
        let event = self.events.pop_front();
        self.is_processing = event.is_some();
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_consumer_at_a_time_processes_in_order() {
        let mut queue = EventQueue::default();
        assert!(queue.push(1), "the first event starts the processing");
        assert!(!queue.push(2), "it is under way");
        assert_eq!(queue.next(), Some(1));
        assert!(!queue.push(3), "it is under way while an event is processed");
        assert_eq!((queue.next(), queue.next(), queue.next()), (Some(2), Some(3), None));
        assert!(queue.push(4), "an event after the end starts it again");
    }
}
