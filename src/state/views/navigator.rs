//! How view state gets into the address and the history of the browser.

use std::time::Duration;

use leptos::prelude::set_timeout;

use crate::browser::history::AddressBar;
use crate::browser::left_place;

/// How a write enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// As a new entry.
    Push,
    /// In place of the current entry.
    Replace,
}

/// The effects of [`super::Views`]; tests replace them.
pub trait Navigator: Send + Sync {
    /// Changes the address at once.
    fn navigate(&self, href: &str, history: History, scroll: bool);
    /// Runs work after a pause.
    fn schedule(&self, pause: Duration, work: Box<dyn FnOnce()>);
}

impl Navigator for AddressBar {
    fn navigate(&self, href: &str, history: History, scroll: bool) {
        let replaces = history == History::Replace;
        if !replaces {
            left_place::save(href);
        }
        AddressBar::navigate(*self, href, replaces, scroll);
    }

    fn schedule(&self, pause: Duration, work: Box<dyn FnOnce()>) {
        set_timeout(work, pause);
    }
}
