//! Elements that are written by hand: in a long table an effect for each text would cost more than the writing.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The parts of an element that change: those with the attribute `data-part`, in the order of the document.
#[derive(Debug)]
pub struct Parts(Vec<Element>);

impl Parts {
    /// Finds the parts of an element.
    pub fn of(element: &Element) -> Self {
        let Ok(found) = element.query_selector_all("[data-part]") else { return Self(Vec::new()) };
        Self((0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect())
    }

    /// Writes the text of a part.
    pub fn text(&self, part: usize, text: &str) {
        let Some(element) = self.0.get(part) else { return };
        match element.first_child() {
            // Changing a text costs less than replacing it.
            Some(node) => node.set_node_value(Some(text)),
            None => element.set_text_content(Some(text)),
        }
    }

    /// Writes an attribute of a part.
    pub fn attribute(&self, part: usize, name: &str, value: &str) {
        if let Some(element) = self.0.get(part) {
            // Only a name that is none is refused, and names are constants.
            let _ = element.set_attribute(name, value);
        }
    }

    /// Hides a part, or shows it.
    pub fn hide(&self, part: usize, is_hidden: bool) {
        let Some(element) = self.0.get(part) else { return };
        let _ = if is_hidden { element.set_attribute("hidden", "") } else { element.remove_attribute("hidden") };
    }

    /// Checks a box, or not.
    pub fn check(&self, part: usize, is_checked: bool) {
        if let Some(input) = self.0.get(part).and_then(|element| element.dyn_ref::<HtmlInputElement>()) {
            input.set_checked(is_checked);
        }
    }
}

/// The element with a selector that an event happened in.
pub fn pressed(event: &leptos::ev::MouseEvent, selector: &str) -> Option<Element> {
    event_target::<Element>(event).closest(selector).ok().flatten()
}

/// Tells what is cut off under the pointer, as a tooltip.
pub fn tell_truncated(event: &leptos::ev::PointerEvent) {
    let Ok(Some(element)) = event_target::<Element>(event).closest(".truncate") else { return };
    if element.scroll_width() > element.client_width() {
        let _ = element.set_attribute("title", &element.text_content().unwrap_or_default());
    } else {
        let _ = element.remove_attribute("title");
    }
}
