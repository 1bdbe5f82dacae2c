//! How view state gets into the address and the history of the browser.

use std::time::Duration;

use leptos::prelude::set_timeout;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use send_wrapper::SendWrapper;

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

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// Navigates through the router.
pub struct RouterNavigator(SendWrapper<Navigate>);

impl RouterNavigator {
    /// Takes the router from the context.
    pub fn new() -> Self {
        Self(SendWrapper::new(Box::new(use_navigate())))
    }
}

impl Navigator for RouterNavigator {
    fn navigate(&self, href: &str, history: History, scroll: bool) {
        let replace = history == History::Replace;
        if !replace {
            left_place::save(href);
        }
        (self.0)(href, NavigateOptions { resolve: false, replace, scroll, ..Default::default() });
    }

    fn schedule(&self, pause: Duration, work: Box<dyn FnOnce()>) {
        set_timeout(work, pause);
    }
}
