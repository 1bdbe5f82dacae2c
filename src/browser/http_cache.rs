//! How a request uses the HTTP cache of the browser.

pub use web_sys::RequestCache;
