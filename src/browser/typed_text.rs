//! What is typed into the forms of the page, kept while the page is drawn again.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The text of each field, in document order.
pub struct TypedText(Vec<String>);

/// Saves what is typed.
pub fn save() -> TypedText {
    TypedText(fields().iter().map(HtmlInputElement::value).collect())
}

impl TypedText {
    /// Types it again, unless the page has other fields now.
    pub fn restore(self) {
        let fields = fields();
        if fields.len() != self.0.len() {
            return;
        }
        for (field, text) in fields.iter().zip(self.0).filter(|(field, text)| field.value() != *text) {
            field.set_value(&text);
            if let Ok(event) = Event::new("input") {
                event.init_event_with_bubbles("input", true);
                // Fails only for an event that is already being dispatched.
                let _ = field.dispatch_event(&event);
            }
        }
    }
}

fn fields() -> Vec<HtmlInputElement> {
    let Ok(found) = document().query_selector_all("main form input:not([type=checkbox])") else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}
