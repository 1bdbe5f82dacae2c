//! Wrappers of browser APIs: the only modules that use `web_sys` and `js_sys`.

pub mod abort;
pub mod body;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod dom;
pub mod event_stream;
pub mod focus;
pub mod idle;
#[cfg(target_arch = "wasm32")]
pub mod intl;
#[cfg(not(target_arch = "wasm32"))]
#[path = "browser/intl_native.rs"]
pub mod intl;
pub mod light_dismiss;
pub mod link_interceptor;
pub mod online;
pub mod panic;
pub mod preferences;
pub mod request_id;
pub mod row_window;
pub mod service_worker;
pub mod shortcuts;
pub mod template_parts;
pub mod timer;
pub mod viewport;
