//! Panic hook.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Sends each panic to the boot script (`mci:panic`), which shows an error page with a report to copy.
pub fn set_panic_hook() {
    std::panic::set_hook(Box::new(|info| {
        let detail = CustomEventInit::new();
        detail.set_detail(&JsValue::from(js_sys::Error::new(&info.to_string())));
        if let Ok(event) = CustomEvent::new_with_event_init_dict("mci:panic", &detail) {
            // Without a listener the browser reports the trap that follows.
            let _ = window().dispatch_event(&event);
        }
    }));
}
