//! Direct DOM writes for long lists, where one effect per text would cost more than the writes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, Node};

/// The dynamic nodes of an element: those with the attribute `data-part`, in document order.
#[derive(Debug)]
pub struct TemplateParts(Vec<Element>);

impl TemplateParts {
    /// Collects the parts of an element.
    pub fn of(element: &Element) -> Self {
        let Ok(found) = element.query_selector_all("[data-part]") else { return Self(Vec::new()) };
        Self((0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect())
    }

    /// Sets the text of a part.
    pub fn set_text(&self, part: usize, text: &str) {
        let Some(element) = self.0.get(part) else { return };
        match element.first_child() {
            // Changing a text node is faster than replacing it. A browser that translates the page puts elements there.
            Some(node) if node.node_type() == Node::TEXT_NODE => node.set_node_value(Some(text)),
            _ => element.set_text_content(Some(text)),
        }
    }

    /// Sets an attribute of a part.
    pub fn set_attribute(&self, part: usize, name: &str, value: &str) {
        if let Some(element) = self.0.get(part) {
            // Fails only for an invalid name, and names are constants.
            let _ = element.set_attribute(name, value);
        }
    }

    /// Hides or shows a part.
    pub fn set_hidden(&self, part: usize, is_hidden: bool) {
        let Some(element) = self.0.get(part) else { return };
        let _ = if is_hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
    }

    /// Checks or unchecks a checkbox.
    pub fn set_checked(&self, part: usize, is_checked: bool) {
        if let Some(input) = self.0.get(part).and_then(|element| element.dyn_ref::<HtmlInputElement>()) {
            input.set_checked(is_checked);
        }
    }
}

/// Returns the closest ancestor of the event's target that matches a selector.
pub fn closest_target(event: &leptos::ev::MouseEvent, selector: &str) -> Option<Element> {
    event_target::<Element>(event).closest(selector).ok().flatten()
}

/// Texts of one line, and of two.
const TRUNCATED: &str = ".truncate, .two-lines";

/// Sets the `title` of a truncated text under the pointer to its full text.
pub fn title_truncated_text(event: &leptos::ev::PointerEvent) {
    let Ok(Some(element)) = event_target::<Element>(event).closest(TRUNCATED) else { return };
    if element.scroll_width() > element.client_width() || element.scroll_height() > element.client_height() {
        let _ = element.set_attribute("title", &element.text_content().unwrap_or_default());
    } else {
        let _ = element.remove_attribute("title");
    }
}

/// Removes the `title` of a truncated text that the pointer leaves: its text may change.
pub fn remove_title(event: &leptos::ev::PointerEvent) {
    if let Ok(Some(element)) = event_target::<Element>(event).closest(TRUNCATED) {
        let _ = element.remove_attribute("title");
    }
}
