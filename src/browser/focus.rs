//! Keyboard focus.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::dom::{find, scroll_to, scroll_y};
use super::row_pool::position_of;

/// Focuses the main heading in the next frame, so that screen readers announce the new page.
pub fn heading() {
    request_animation_frame(|| element("main h1"));
}

/// Focuses the search box and selects its text, once the page that contains it is rendered.
pub fn search_box() {
    // One frame for the page, one for the heading, which takes the focus on a new page.
    request_animation_frame(|| {
        request_animation_frame(|| {
            let input = find("main [role=search] input");
            if let Some(input) = input.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
                let _ = input.focus();
                input.select();
            }
        });
    });
}

/// In the next frame, focuses the first match of the first selector that matches anything.
pub fn first_present(selectors: &'static [&'static str]) {
    request_animation_frame(move || first_of(selectors));
}

/// Focuses the first match of the first selector that matches anything.
pub fn first_of(selectors: &[&str]) {
    if let Some(element) = selectors.iter().find_map(|selector| find(selector)) {
        let _ = element.focus();
    }
}

/// Focuses the first element that matches.
pub fn element(selector: &str) {
    if let Some(element) = find(selector) {
        // An element that is not focusable leaves the focus where it is.
        let _ = element.focus();
    }
}

/// Returns whether the focus is in an element that matches, or nowhere.
pub fn is_in(selector: &str) -> bool {
    let Some(active) = document().active_element() else { return true };
    active.tag_name() == "BODY" || active.closest(selector).ok().flatten().is_some()
}

/// Returns the position of the table row that contains the focus.
pub fn row_position() -> Option<usize> {
    position_of(&document().active_element()?)
}

/// Focuses the link of a table row, `offset` pixels below the first row. Scrolls there first if the row is not mounted.
pub fn row(position: usize, offset: f64) {
    let link = format!("tr[aria-rowindex=\"{}\"] .table__link", position + 2);
    if find(&link).is_some() {
        element(&link);
    } else if let Some(rows) = find("main .table--virtual tbody") {
        scroll_to(scroll_y() + rows.get_bounding_client_rect().top() + offset - 200.0);
        request_animation_frame(move || request_animation_frame(move || element(&link)));
    }
}
