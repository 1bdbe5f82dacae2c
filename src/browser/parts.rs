//! Elements that are written by hand: in a long table an effect for each text would cost more than the writing.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

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
}

/// The element with a selector that an event happened in.
pub fn pressed(event: &leptos::ev::MouseEvent, selector: &str) -> Option<Element> {
    event_target::<Element>(event).closest(selector).ok().flatten()
}
