//! The document: its root, its title, the focus.

use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement};

/// The path that the app lives below, from the one `<base>` of the page: `/` or such as `/demo/`.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    let path = path.unwrap_or_else(|| "/".to_owned());
    path[..=path.rfind('/').unwrap_or_default()].to_owned()
}

/// The path and the query string of the page.
pub fn path_and_query() -> (String, String) {
    let location = window().location();
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Does something once the next picture is painted.
pub fn after_paint(work: impl FnOnce() + 'static) {
    request_animation_frame(|| set_timeout(work, Duration::ZERO));
}

/// Takes away the frame that the page shows until the app is there.
pub fn remove_frame() {
    if let Some(frame) = document().get_element_by_id("frame") {
        frame.remove();
    }
    tell("mci:started");
}

/// Tells the boot script how far the app is.
pub fn tell(event: &str) {
    if let Ok(event) = Event::new(event) {
        // Nobody refuses it.
        let _ = window().dispatch_event(&event);
    }
}

/// The title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element; removes it where there is no value.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // Only a name that is no name could fail.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Puts the focus on the main heading in the next frame, when the new page is there: a reader of the
/// screen hears where it is.
pub fn focus_heading() {
    request_animation_frame(|| focus("main h1"));
}

/// Puts the focus into the search box, once the page that has it is there.
pub fn focus_search() {
    // One frame for the page, one for the heading that takes the focus on a new page.
    request_animation_frame(|| {
        request_animation_frame(|| {
            let found = document().query_selector("main [role=search] input").ok().flatten();
            if let Some(input) = found.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
                let _ = input.focus();
                input.select();
            }
        });
    });
}

/// Puts the focus on an element in the next frame: the first match of the first selector that matches anything.
pub fn focus_soon(selectors: &'static [&'static str]) {
    request_animation_frame(move || {
        let there = |selector: &&&str| document().query_selector(selector).ok().flatten().is_some();
        if let Some(selector) = selectors.iter().find(there) {
            focus(selector);
        }
    });
}

/// Puts the focus on the first element that matches.
pub fn focus(selector: &str) {
    if let Some(root) = document().document_element() {
        focus_first(&root, selector);
    }
}

/// Puts the focus on the first match within an element.
pub fn focus_first(within: &Element, selector: &str) {
    let found = within.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Follows the first link that matches within the page.
pub fn click(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Whether something is open that takes the keys for itself.
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Shows a dialog above the page, which is inert meanwhile.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // It fails only for a dialog that is open or not in the page.
        let _ = dialog.show_modal();
    }
}

/// Scrolls the page down to a height.
pub fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}

/// How far down the page is scrolled.
pub fn scroll_y() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Loads the page anew.
pub fn reload() {
    // A page that may not reload stays as it is.
    let _ = window().location().reload();
}

/// Scrolls the page in the next frame, when it is as long as it will be.
pub fn scroll_soon(y: f64) {
    request_animation_frame(move || request_animation_frame(move || scroll_to(y)));
}

/// The position of the row of a table that has the focus in it.
pub fn focused_row() -> Option<usize> {
    let row = document().active_element()?.closest("tr[aria-rowindex]").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
}

/// Whether what has the focus is, or is within, what a selector matches.
pub fn is_focus_in(selector: &str) -> bool {
    let Some(active) = document().active_element() else { return true };
    active.tag_name() == "BODY" || active.closest(selector).ok().flatten().is_some()
}

/// Puts the focus on the link of a row that lies `offset` pixels below the first, drawing it first if need be.
pub fn focus_row(position: usize, offset: f64) {
    let link = format!("tr[aria-rowindex=\"{}\"] .table__link", position + 2);
    if document().query_selector(&link).ok().flatten().is_some() {
        focus(&link);
        return;
    }
    let rows = document().query_selector("main .table--virtual tbody").ok().flatten();
    if let Some(rows) = rows {
        scroll_to(scroll_y() + rows.get_bounding_client_rect().top() + offset - 200.0);
        request_animation_frame(move || request_animation_frame(move || focus(&link)));
    }
}

/// What had the focus, to give it back.
pub struct KeptFocus(send_wrapper::SendWrapper<Option<HtmlElement>>);

/// Keeps what has the focus.
pub fn keep_focus() -> KeptFocus {
    let active = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    KeptFocus(send_wrapper::SendWrapper::new(active))
}

impl KeptFocus {
    /// Gives the focus back, where it would otherwise be lost.
    pub fn give_back(&self) {
        let lost = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY" || active.closest("#explain").ok().flatten().is_some());
        if let (true, Some(element)) = (lost, self.0.as_ref()) {
            let _ = element.focus();
        }
    }
}
