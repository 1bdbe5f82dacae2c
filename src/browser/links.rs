//! Links within the app: followed without loading the page anew.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MouseEvent;

/// Calls back with the path and query of each link below `base` that is followed in this window.
pub fn on_link(base: &'static str, go: impl Fn(&str) + 'static) {
    let follow = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        if event.default_prevented() || modified || event.button() != 0 {
            return;
        }
        let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = element.and_then(|element| element.closest("a[href]").ok().flatten());
        let elsewhere = "[target], [download], [rel~=external]";
        let Some(link) = link.filter(|link| !link.matches(elsewhere).unwrap_or_default()) else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        // Links of the app are written as paths; a part of the page and other sites are the browser's.
        if href.strip_prefix(base).is_some_and(|path| path.starts_with('/') && !path.starts_with("//")) {
            event.prevent_default();
            go(&href);
        }
    });
    // At the document, before the router hears of it at the window: that one waits for a route table of its own.
    // It listens as long as the page lives; only a listener that is no function could fail.
    let _ = document().add_event_listener_with_callback("click", follow.as_ref().unchecked_ref());
    follow.forget();
}
