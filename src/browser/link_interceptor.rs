//! Link interceptor: follows links within the app without loading the page.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MouseEvent;

/// Calls `navigate` with the path and query of each activated link below `base`, unless it opens in another tab.
pub fn intercept_links(base: &'static str, navigate: impl Fn(&str) + 'static) {
    let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        if event.default_prevented() || modified || event.button() != 0 {
            return;
        }
        let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = element.and_then(|element| element.closest("a[href]").ok().flatten());
        let not_ours = "[target], [download], [rel~=external]";
        let Some(link) = link.filter(|link| !link.matches(not_ours).unwrap_or_default()) else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        // The app writes its links as absolute paths; fragments and other sites are left to the browser.
        if href.strip_prefix(base).is_some_and(|path| path.starts_with('/') && !path.starts_with("//")) {
            event.prevent_default();
            navigate(&href);
        }
    });
    // Never removed. Adding a listener fails only for a value that is not a function.
    let _ = document().add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
