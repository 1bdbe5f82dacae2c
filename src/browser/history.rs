//! The address of the page and the history of the browser.
//!
//! Not the router of Leptos: only its history would be used, because the app has a page table of its own.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::dom;

/// The path and the query string of the address, which follow Back and Forward.
#[derive(Clone, Copy, Debug)]
pub struct AddressBar(RwSignal<(String, String)>);

impl AddressBar {
    /// Follows the address; called once.
    pub fn new() -> Self {
        let address = RwSignal::new(path_and_query());
        // Never removed: it lives as long as the page.
        let _ = window_event_listener(ev::popstate, move |_| address.set(path_and_query()));
        Self(address)
    }

    /// Returns the path.
    pub fn path(self) -> Memo<String> {
        Memo::new(move |_| self.0.with(|(path, _)| path.clone()))
    }

    /// Returns the query string, without its question mark.
    pub fn query(self) -> Memo<String> {
        Memo::new(move |_| self.0.with(|(_, query)| query.clone()))
    }

    /// Changes the address to a path of this host, as a new entry of the history or in place of the current one.
    /// `to_top` scrolls as a new page does. The same address is no new entry.
    pub fn navigate(self, href: &str, replaces: bool, to_top: bool) {
        let before = self.0.get_untracked();
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        let write = |history: web_sys::History| match replaces {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
            false if (path, query) == (&before.0, &before.1) => Ok(()),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        };
        // A browser refuses too many changes within seconds: the page changes all the same.
        let is_written = window().history().and_then(write).is_ok();
        let now = if is_written { path_and_query() } else { (path.to_owned(), query.to_owned()) };
        if now != before {
            self.0.set(now);
        }
        if to_top {
            dom::scroll_to(0.0);
        }
    }
}

fn path_and_query() -> (String, String) {
    let (path, query) = dom::path_and_query();
    let query = query.strip_prefix('?').unwrap_or(&query).to_owned();
    (path, query)
}
