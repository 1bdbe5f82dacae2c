//! Giving up on a request.

use web_sys::{AbortController, AbortSignal};

/// Gives up on a request when it is no longer wanted.
pub struct Abort {
    controller: Option<AbortController>,
    signal: Option<AbortSignal>,
}

impl Default for Abort {
    /// For one request.
    fn default() -> Self {
        // Where the browser has none, an answer that comes too late is passed over.
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        Self { controller, signal }
    }
}

impl Abort {
    /// What the request listens to.
    pub const fn signal(&self) -> Option<&AbortSignal> {
        self.signal.as_ref()
    }

    /// Gives up.
    pub fn now(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
