//! What closes something that lies over the page: Escape, and a press or a focus elsewhere.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Calls back when a person presses or focuses outside of the element, or presses Escape, while `open`.
/// With Escape the focus goes back to the first button of the element.
pub fn on_dismiss<E>(inside: NodeRef<E>, open: Signal<bool>, close: impl Fn() + Copy + Send + Sync + 'static)
where
    E: leptos::html::ElementType,
    E::Output: JsCast + Clone + AsRef<web_sys::Element> + 'static,
{
    let is_outside = move |target: Option<web_sys::EventTarget>, may_be_around: bool| {
        let target = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        inside.get_untracked().is_some_and(|element| {
            let element: &web_sys::Element = element.as_ref();
            let around = target.as_ref().is_some_and(|target| target.contains(Some(element)));
            !(element.contains(target.as_ref()) || may_be_around && around)
        })
    };
    let press = window_event_listener(ev::pointerdown, move |event| {
        if open.get_untracked() && is_outside(event.target(), false) {
            close();
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| {
        // A press on plain text within gives the focus to the page around it: that is not elsewhere.
        if open.get_untracked() && is_outside(event.target(), true) {
            close();
        }
    });
    let key = window_event_listener(ev::keydown, move |event| {
        if open.get_untracked() && event.key() == "Escape" {
            event.prevent_default();
            close();
            if let Some(element) = inside.get_untracked() {
                let element: &web_sys::Element = element.as_ref();
                super::dom::focus_first(element, "button");
            }
        }
    });
    on_cleanup(move || {
        press.remove();
        focus.remove();
        key.remove();
    });
}
