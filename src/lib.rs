//! MCI Engagements in the browser: where a partner earns, where not and why, and what must be done by when.
//!
//! Data flow one way: [`api`] → [`state`] → rules of the `domain` crate in memos → [`pages`] → intent by
//! callbacks → [`state`] and [`api`]. The modules stand in reading order.

pub mod app;
pub mod routes;

pub mod api;
pub mod state;

pub mod pages;

pub mod components;

pub mod browser;
pub mod text;

/// Starts the app in the page.
pub fn start() {
    browser::panic::report_panics();
    routes::set_base(&browser::dom::base_path());
    leptos::mount::mount_to_body(app::App);
    browser::dom::remove_frame();
}
