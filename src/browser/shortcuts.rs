//! Keyboard shortcuts: keys pressed anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What [`on_shortcut`] passes for Ctrl+K, or Command+K on a Mac.
pub const COMMAND_KEY: &str = "Ctrl+K";

/// Calls `handle` with each key pressed without Ctrl, Alt or Meta, except in text inputs and open dialogs, and with
/// [`COMMAND_KEY`] also in text inputs. Prevents the default action of the key where `handle` returns true.
pub fn on_shortcut(handle: impl Fn(&str) -> bool + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_command = is_command_key(&event);
        let is_typed = event.ctrl_key() || event.alt_key() || event.meta_key() || is_text_input(event.target());
        if (is_typed && !is_command) || event.default_prevented() || super::dom::is_dialog_open() {
            return;
        }
        let key = if is_command { COMMAND_KEY.to_owned() } else { event.key() };
        if handle(&key) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Returns whether a key is Ctrl+K or Command+K.
pub fn is_command_key(event: &ev::KeyboardEvent) -> bool {
    let is_other = event.alt_key() || event.shift_key() || event.is_composing();
    (event.ctrl_key() || event.meta_key()) && !is_other && event.key().eq_ignore_ascii_case("k")
}

fn is_text_input(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return false };
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.tag_name().as_str() {
        "INPUT" => !matches!(kind.as_str(), "checkbox" | "radio" | "button"),
        "TEXTAREA" | "SELECT" => true,
        _ => element.has_attribute("contenteditable"),
    }
}
