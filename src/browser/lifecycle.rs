//! What happens to the page as a whole: shown, hidden, suspended, with and without a network.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A change of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifecycle {
    Visible(bool),
    /// No script runs until [`Lifecycle::Resumed`].
    Suspended,
    Resumed,
    Online(bool),
}

/// Reports every change, for as long as the page lives.
pub fn on_lifecycle(report: impl Fn(Lifecycle) + Clone + 'static) {
    let (window, document) = (EventTarget::from(window()), EventTarget::from(document()));
    for (target, name) in [
        (&document, "visibilitychange"),
        (&document, "freeze"),
        (&document, "resume"),
        (&window, "pagehide"),
        (&window, "pageshow"),
        (&window, "online"),
        (&window, "offline"),
    ] {
        let report = report.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |_| {
            report(match name {
                "freeze" | "pagehide" => Lifecycle::Suspended,
                "resume" | "pageshow" => Lifecycle::Resumed,
                "online" => Lifecycle::Online(true),
                "offline" => Lifecycle::Online(false),
                _ => Lifecycle::Visible(is_visible()),
            });
        });
        // Fails only for a listener that is not a function.
        let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        // Never removed.
        listener.forget();
    }
}

/// Returns whether the page is shown.
pub fn is_visible() -> bool {
    !document().hidden()
}
