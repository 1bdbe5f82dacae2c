//! Cooperative background work.

use std::time::Duration;

use leptos::prelude::set_timeout;

/// Calls `step` until it returns true, yielding to the browser before each call.
pub fn run_in_slices(step: impl FnMut() -> bool + 'static) {
    // Long enough for the browser to paint and handle input.
    set_timeout(
        move || {
            let mut step = step;
            if !step() {
                run_in_slices(step);
            }
        },
        Duration::from_millis(4),
    );
}
