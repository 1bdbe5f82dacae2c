//! Viewport geometry.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// Returns the left, top, right and bottom edge of an element in the viewport, in pixels.
pub(super) fn bounds(element: &web_sys::Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.right(), rect.bottom())
}

/// Returns the width and the height of the viewport, in pixels.
pub(super) fn size() -> (f64, f64) {
    (pixels(window().inner_width()), window_height())
}

/// Returns the height of the viewport, in pixels.
pub(super) fn window_height() -> f64 {
    pixels(window().inner_height())
}

fn pixels(size: Result<JsValue, JsValue>) -> f64 {
    size.ok().and_then(|size| size.as_f64()).unwrap_or(1000.0)
}
