//! Work that can wait, in slices that do not keep a person waiting.

use std::time::Duration;

use leptos::prelude::set_timeout;

/// Calls `step` again and again, each time after the browser had its turn, until it says that it is done.
pub fn in_slices(step: impl FnMut() -> bool + 'static) {
    // A pause in which the browser paints and answers; longer than a frame would only delay.
    set_timeout(
        move || {
            let mut step = step;
            if !step() {
                in_slices(step);
            }
        },
        Duration::from_millis(4),
    );
}
