//! Popovers of the platform: what the attributes `popover` and `popovertarget` leave to a script.

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::dom::{find, set_root_attribute};
use super::viewport;

/// Space between a popover and its button, and the edge of the window, in pixels.
const GAP: f64 = 4.0;
/// The largest height of a placed popover, in pixels; the style sheet has the same.
const MAX_HEIGHT: f64 = 520.0;

/// Returns whether a popover is open after its `beforetoggle` or `toggle` event.
pub fn is_opened(event: &web_sys::Event) -> bool {
    let state = Reflect::get(event, &"newState".into()).ok();
    state.and_then(|state| state.as_string()).is_some_and(|state| state == "open")
}

/// Hides an open popover. The focus goes back to its button if it was inside.
pub fn hide(id: &str) {
    if let Some(popover) = find(&format!("#{id}:popover-open")) {
        // Fails only for an element that is no popover.
        let _ = popover.hide_popover();
    }
}

/// Shows a popover that the app has drawn again while it was open.
fn show(id: &str) {
    if let (Some(popover), Some(button)) = (find(&format!("#{id}:not(:popover-open)")), anchor(id)) {
        // The browser gives the focus back to what has it now.
        let _ = button.focus();
        // Fails only for an element that is no popover.
        let _ = popover.show_popover();
    }
}

/// While a popover is open: hides it when its button scrolls away or the focus goes elsewhere, and places it where the
/// style sheet cannot.
pub fn follow(id: &'static str, open: Signal<bool>) {
    Effect::new(move |_| {
        if !open.get() {
            return;
        }
        // In the same frame, when the rows are written.
        let check = move || {
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && !place(id) {
                    hide(id);
                }
            });
        };
        request_animation_frame(move || {
            // On a busy machine the frame comes late: the popover may be closed again.
            if open.try_get_untracked() == Some(true) {
                show(id);
                place(id);
            }
        });
        let focus = move |event: web_sys::FocusEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let parts = [find(&format!("#{id}")), anchor(id)];
            // A press on plain text inside focuses a focusable ancestor.
            let is_part = |part: &HtmlElement| {
                part.contains(target.as_ref()) || target.as_ref().is_some_and(|target| target.contains(Some(part)))
            };
            if !parts.iter().flatten().any(is_part) {
                hide(id);
            }
        };
        let handles = [
            window_event_listener(ev::scroll, move |_| check()),
            window_event_listener(ev::resize, move |_| check()),
            window_event_listener(ev::focusin, focus),
        ];
        // The style sheet gives up the scroll padding: the browser would scroll the page to what has the focus inside.
        set_root_attribute("data-popover", Some(""));
        on_cleanup(move || {
            handles.into_iter().for_each(WindowListenerHandle::remove);
            set_root_attribute("data-popover", None);
        });
    });
}

/// Returns the button that opened a popover.
fn anchor(id: &str) -> Option<HtmlElement> {
    find(&format!("[popovertarget={id}][aria-expanded=true]"))
}

/// Says whether a popover is above its button, and places it where the browser has no anchor positioning. Returns
/// whether the button is in view.
fn place(id: &str) -> bool {
    let (Some(popover), Some(button)) = (find(&format!("#{id}")), anchor(id)) else { return false };
    let (left, top, right, bottom) = viewport::bounds(&button);
    #[expect(clippy::cast_possible_truncation, reason = "a position in the viewport")]
    let at_button = document().element_from_point(f64::midpoint(left, right) as f32, f64::midpoint(top, bottom) as f32);
    // Below a sticky header, or outside of the window.
    let is_hidden = |at: Element| !button.contains(Some(&at)) && matches!(at.closest(".topbar, thead"), Ok(Some(_)));
    if at_button.is_none_or(is_hidden) {
        return false;
    }
    let (width, height) = viewport::size();
    let (below, above) = (height - bottom, top);
    let is_above = above > below;
    // Fails only for an invalid name.
    let _ = popover.toggle_attribute_with_force("data-above", is_above);
    let computed = window().get_computed_style(&popover).ok().flatten();
    let placement = computed.and_then(|style| style.get_property_value("--placement").ok());
    let style = popover.style();
    if placement.is_some_and(|placement| placement.trim() == "measured") {
        let popover_width = f64::from(popover.offset_width());
        let start = if popover.class_list().contains("popover--end") { right - popover_width } else { left };
        let start = pixels(start.min(width - popover_width - 2.0 * GAP).max(2.0 * GAP));
        let inset = if is_above {
            format!("auto auto {} {start}", pixels(height - top + GAP))
        } else {
            format!("{} auto auto {start}", pixels(bottom + GAP))
        };
        // Both fail only for invalid names.
        let _ = style.set_property("inset", &inset);
        let _ = style.set_property("max-height", &pixels((below.max(above) - 2.0 * GAP).min(MAX_HEIGHT)));
    } else {
        // The window may have become as small as a phone.
        let _ = style.remove_property("inset");
        let _ = style.remove_property("max-height");
    }
    true
}

/// Formats a length in whole pixels: formatting fractions takes 18 kB of code.
fn pixels(length: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a length in the viewport")]
    let whole = length as i32;
    format!("{whole}px")
}
