//! Read-your-writes: no response may be of an older state than one that is known.

use std::sync::atomic::{AtomicI64, Ordering};

/// The highest revision seen. Sent with every request, so that no replica answers from an older state.
#[derive(Debug, Default)]
pub struct RevisionFloor(AtomicI64);

impl RevisionFloor {
    /// Sets the revision. After a reset it may be lower: the backend may hold an earlier state.
    pub fn set(&self, revision: i64) {
        self.0.store(revision, Ordering::Relaxed);
    }

    /// Returns the revision.
    pub fn current(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}
