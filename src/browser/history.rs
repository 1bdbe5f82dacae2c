//! The address of the page and the history of the browser.
//!
//! The address is read by Leptos' router. Its route table is not used, because the app has a page table of its own, and
//! navigation is written here: the router's panics where a browser refuses to change the address too often.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider, Url};
use wasm_bindgen::JsValue;

use super::dom;

/// The path and the query string of the address, which follow Back and Forward.
#[derive(Clone, Copy, Debug)]
pub struct AddressBar(RwSignal<Url>);

impl AddressBar {
    /// Follows the address; called once.
    pub fn new() -> Self {
        let url = RwSignal::new(BrowserUrl::current().unwrap_or_default());
        // Not the router's listeners, which come with one for links. Never removed: it lives as long as the page.
        let _ = window_event_listener(ev::popstate, move |_| {
            if let Ok(now) = BrowserUrl::current() {
                url.set(now);
            }
        });
        Self(url)
    }

    /// Returns the path.
    pub fn path(self) -> Memo<String> {
        Memo::new(move |_| self.0.with(|url| url.path().to_owned()))
    }

    /// Returns the query string, without its question mark.
    pub fn query(self) -> Memo<String> {
        Memo::new(move |_| self.0.with(|url| url.search().to_owned()))
    }

    /// Changes the address to a path of this host, as a new entry of the history or in place of the current one.
    /// `to_top` scrolls as a new page does. The same address is no new entry.
    pub fn navigate(self, href: &str, replaces: bool, to_top: bool) {
        let before = self.0.get_untracked();
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        let write = |history: web_sys::History| match replaces {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
            false if (path, query) == (before.path(), before.search()) => Ok(()),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        };
        // Where the browser refuses, the page changes all the same.
        let is_written = window().history().and_then(write).is_ok();
        let now = if is_written { BrowserUrl::current() } else { BrowserUrl::parse(href) };
        if let Some(now) = now.ok().filter(|now| *now != before) {
            self.0.set(now);
        }
        if to_top {
            dom::scroll_to(0.0);
        }
    }
}
