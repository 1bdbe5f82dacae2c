//! Read-your-writes: no response may be of an older state than one that is known.

use std::sync::atomic::{AtomicI64, Ordering};

/// The highest revision seen. Sent with every request, so that no replica answers from an older state.
#[derive(Debug, Default)]
pub struct RevisionFloor(AtomicI64);

impl RevisionFloor {
    /// Takes in the revision of a change.
    pub fn raise(&self, revision: i64) {
        self.0.fetch_max(revision, Ordering::Relaxed);
    }

    /// Starts again at a revision: after a reset the backend may hold an earlier state.
    pub fn restart(&self, revision: i64) {
        self.0.store(revision, Ordering::Relaxed);
    }

    /// Returns the revision.
    pub fn current(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns whether data of a revision are not older than a known change.
    pub fn admits(&self, revision: &str) -> bool {
        revision.parse().is_ok_and(|revision: i64| revision >= self.current())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admits_no_older_revision_until_a_reset() {
        let floor = RevisionFloor::default();
        floor.raise(7);
        floor.raise(5);
        assert!(floor.admits("7") && floor.admits("8") && !floor.admits("6") && !floor.admits(""));
        floor.restart(3);
        assert_eq!(floor.current(), 3);
        assert!(floor.admits("3") && !floor.admits("2"));
    }
}
