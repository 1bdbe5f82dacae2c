//! MCI Engagements in the browser: where a partner earns, where not and why, and what must be done by when.
//!
//! Data flow one way: [`api`] → [`state`] → rules of the `domain` crate in memos → [`pages`] → intent by
//! callbacks → [`state`] and [`api`]. The modules are declared in reading order.
//!
//! Layers, the lowest first; a module imports modules of lower layers only (`cargo xtask tidy` checks it):
//!
//! 1. [`browser`]: wrappers of browser APIs
//! 2. [`routes`], [`components`]: addresses; widgets
//! 3. [`api`]: the data source, a dataset file or the HTTP API
//! 4. [`text`]: messages and formats
//! 5. [`state`]: what is loaded and viewed
//! 6. [`pages`]: one file for each page
//! 7. [`app`]: the frame and the page table

mod app;
mod routes;

mod api;
mod state;

mod pages;

mod components;

mod browser;
mod text;

/// How long the first paint waits for the data: a delay that people do not notice.
const FIRST_PAINT_TIMEOUT: std::time::Duration = std::time::Duration::from_millis(300);

/// Starts the app in the page.
pub fn start() {
    browser::panic::set_panic_hook();
    routes::set_base(&browser::dom::base_path());
    wasm_bindgen_futures::spawn_local(async {
        let (path, search) = browser::dom::path_and_query();
        let needs_lazy_chunk = app::needs_lazy_chunk(&path, &search);
        if needs_lazy_chunk {
            wasm_bindgen_futures::spawn_local(app::preload_lazy_chunk());
        }
        // With the data at hand the page is drawn once. Until then the static frame of index.html is shown. The list
        // does not wait for more than its first rows.
        let first = state::first_load(FIRST_PAINT_TIMEOUT, !needs_lazy_chunk, app::load_lazy_functions).await;
        if needs_lazy_chunk {
            browser::timer::with_timeout(Box::pin(app::preload_lazy_chunk()), FIRST_PAINT_TIMEOUT).await;
        }
        leptos::mount::mount_to_body(move || app::App(app::AppProps { first }));
        browser::dom::remove_placeholder();
    });
}
