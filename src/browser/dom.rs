//! The document: base path, title, root attributes, scrolling, dialogs.

use std::pin::pin;
use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlDialogElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::js;
use super::timer::within;

/// Returns the path of the `<base>` element: `/`, or a path such as `/demo/`.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    let path = path.unwrap_or_else(|| "/".to_owned());
    path[..=path.rfind('/').unwrap_or_default()].to_owned()
}

/// Returns the path and the query string of the page.
pub fn path_and_query() -> (String, String) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Returns the whole address of the page.
pub fn address() -> String {
    js::get(&window().location(), "href").ok().and_then(|address| address.as_string()).unwrap_or_default()
}

/// Returns whether the page was opened by HTTPS.
pub fn is_https() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "https:")
}

/// Runs `work` after the next paint.
pub fn after_paint(work: impl FnOnce() + 'static) {
    request_animation_frame(|| set_timeout(work, Duration::ZERO));
}

/// Waits until the page is painted, for at most `limit`.
pub async fn painted(limit: Duration) {
    let frame = Promise::new(&mut |resolve, _| {
        after_paint(move || {
            // A function of the browser, which does not throw.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    within(pin!(JsFuture::from(frame)), limit).await;
}

/// Removes the static placeholder of `index.html` (`#frame`) and dispatches `mci:started`.
pub fn remove_placeholder() {
    if let Some(placeholder) = document().get_element_by_id("frame") {
        placeholder.remove();
    }
    dispatch_event("mci:started");
}

/// Dispatches an event on the window; the boot script listens.
pub fn dispatch_event(name: &str) {
    if let Ok(event) = Event::new(name) {
        // Fails only for an event that is already being dispatched.
        let _ = window().dispatch_event(&event);
    }
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element; `None` removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // Fails only for an invalid name.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Returns the first element that matches.
pub(super) fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Clicks the first element that matches.
pub fn click(selector: &str) {
    if let Some(element) = find(selector) {
        element.click();
    }
}

/// Scrolls the container of the first element that matches as little as needed to show it.
pub fn reveal(selector: &str) {
    if let Some(element) = find(selector) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Returns whether a modal dialog is open.
pub fn is_dialog_open() -> bool {
    find("dialog[open]").is_some()
}

/// Closes the first dialog that matches, as its close button does: the browser returns the focus.
pub fn close_dialog(selector: &str) {
    let dialog = document().query_selector(selector).ok().flatten();
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Opens a modal dialog; the rest of the page becomes inert.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // Fails only for a dialog that is open or not in the document.
        let _ = dialog.show_modal();
    }
}

/// Scrolls the page to `y` pixels from the top.
pub fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}

/// Returns how far the page is scrolled, in pixels from the top.
pub fn scroll_y() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Reloads the page.
pub fn reload() {
    // A document that may not reload stays as it is.
    let _ = window().location().reload();
}
