//! Pages that the browser keeps for Back and Forward after the person has left them.

use leptos::prelude::*;

/// Calls `leave` when the person leaves the page, and `back` when they return to it and it was kept.
///
/// A page that is kept holds its open connections, of which a browser has six for a host over HTTP/1.1.
pub fn on_leave_and_back(leave: impl Fn() + 'static, back: impl Fn() + 'static) {
    // They belong to the page, which has one state for as long as it exists.
    let _ = window_event_listener_untyped("pagehide", move |_| leave());
    let _ = window_event_listener_untyped("pageshow", move |_| back());
}
