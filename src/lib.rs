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

/// How long the data may take before the page is drawn without them; as long as people take it for at once.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(300);

/// Starts the app in the page.
pub fn start() {
    browser::panic::report_panics();
    routes::set_base(&browser::dom::base_path());
    wasm_bindgen_futures::spawn_local(async {
        // What the list does without, other pages are drawn with.
        let (path, search) = browser::dom::path_and_query();
        let needs_more = !routes::Address::parse(&path, &search).is_some_and(|address| address.is_list());
        if needs_more {
            wasm_bindgen_futures::spawn_local(app::fetch_later());
        }
        // Data that come soon are there when the page is drawn: then it is drawn once. Until then the frame stands.
        let first = browser::timer::soon(state::first_load(), PATIENCE).await;
        if needs_more {
            browser::timer::soon(Box::pin(app::fetch_later()), PATIENCE).await;
        }
        leptos::mount::mount_to_body(move || app::App(app::AppProps { first }));
        browser::dom::remove_frame();
    });
}
