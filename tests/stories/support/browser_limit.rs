//! Limits how many stories have a browser at the same time: a browser fills a processor.

use std::sync::{Condvar, Mutex, PoisonError};

const MAX_BROWSERS: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static RELEASED: Condvar = Condvar::new();

/// A permit to run a browser, released when dropped.
#[derive(Debug)]
pub struct BrowserPermit(());

impl BrowserPermit {
    /// Waits for a permit.
    pub fn acquire() -> Self {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |running: &mut usize| *running >= MAX_BROWSERS;
        *RELEASED.wait_while(running, full).unwrap_or_else(PoisonError::into_inner) += 1;
        Self(())
    }
}

impl Drop for BrowserPermit {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        RELEASED.notify_one();
    }
}
