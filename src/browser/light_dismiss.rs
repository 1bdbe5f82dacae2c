//! Light dismiss for popovers: Escape, press or focus outside.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Calls `close` on Escape and on a press or focus outside of the element, while `open`.
/// Escape moves the focus to the first button of the element.
pub fn on_light_dismiss<E>(inside: NodeRef<E>, open: Signal<bool>, close: impl Fn() + Copy + Send + Sync + 'static)
where
    E: leptos::html::ElementType,
    E::Output: JsCast + Clone + AsRef<web_sys::Element> + 'static,
{
    let is_outside = move |target: Option<web_sys::EventTarget>, ancestors_count_as_inside: bool| {
        let target = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        inside.get_untracked().is_some_and(|element| {
            let element: &web_sys::Element = element.as_ref();
            let is_ancestor = target.as_ref().is_some_and(|target| target.contains(Some(element)));
            !(element.contains(target.as_ref()) || ancestors_count_as_inside && is_ancestor)
        })
    };
    let press = window_event_listener(ev::pointerdown, move |event| {
        if open.get_untracked() && is_outside(event.target(), false) {
            close();
        }
    });
    let focus = window_event_listener(ev::focusin, move |event| {
        // A press on plain text inside focuses a focusable ancestor of the element.
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
                super::focus::within(element, "button");
            }
        }
    });
    on_cleanup(move || {
        press.remove();
        focus.remove();
        key.remove();
    });
}
