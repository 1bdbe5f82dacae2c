//! What the browser offers, wrapped: the only place that touches `web_sys` and `js_sys`.

pub mod abort;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod dismiss;
pub mod dom;
pub mod events;
pub mod idle;
pub mod intl;
pub mod keys;
pub mod links;
pub mod online;
pub mod panic;
pub mod parts;
pub mod preferences;
pub mod service_worker;
pub mod stream;
pub mod timer;
pub mod unique;
pub mod viewport;
