//! Request cancellation (`AbortController`).

use web_sys::{AbortController, AbortSignal};

/// Cancels one request.
pub struct Abort {
    controller: Option<AbortController>,
    signal: Option<AbortSignal>,
}

impl Default for Abort {
    fn default() -> Self {
        // Without an AbortController a late answer is ignored instead.
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        Self { controller, signal }
    }
}

impl Abort {
    /// The signal to pass to the request.
    pub const fn signal(&self) -> Option<&AbortSignal> {
        self.signal.as_ref()
    }

    /// Cancels the request.
    pub fn abort(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
