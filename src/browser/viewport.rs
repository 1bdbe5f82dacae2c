//! Viewport geometry.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// Returns the left, top, right and bottom edge of an element in the viewport, in pixels.
pub fn bounds(element: &web_sys::Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.right(), rect.bottom())
}

/// Returns where to place a box of a width and height near a point, so that it stays within the viewport, in whole
/// pixels: formatting fractions takes 18 kB of code.
pub fn clamp_box(x: f64, y: f64, width: f64, height: f64) -> (i32, i32) {
    const MARGIN: f64 = 8.0;
    let window_width = pixels(window().inner_width());
    #[expect(clippy::cast_possible_truncation, reason = "a position in the viewport")]
    let clamp = |at: f64, max: f64| at.min(max - MARGIN).max(MARGIN).round() as i32;
    (clamp(x, window_width - width), clamp(y, window_height() - height))
}

/// Returns the height of the viewport, in pixels.
pub(super) fn window_height() -> f64 {
    pixels(window().inner_height())
}

fn pixels(size: Result<JsValue, JsValue>) -> f64 {
    size.ok().and_then(|size| size.as_f64()).unwrap_or(1000.0)
}
