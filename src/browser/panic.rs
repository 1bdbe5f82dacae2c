//! What happens when the app meets its own mistake: the page says so and offers a report.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Tells the boot script of every panic; it shows a page with what happened and what to do.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        let detail = CustomEventInit::new();
        detail.set_detail(&JsValue::from(js_sys::Error::new(&info.to_string())));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("mci:panic", &detail) {
            // Without a listener the uncaught trap that follows is told.
            let _ = window().dispatch_event(&event);
        }
    }));
}
