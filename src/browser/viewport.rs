//! The visible part of the page: which rows of a long table are in it.

use std::ops::Range;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::dom::after_paint;

/// Rows that are kept beyond the visible ones, so that scrolling never shows a gap.
const BEYOND: usize = 12;
/// Rows come and go in groups: fewer changes while scrolling.
const GROUP: usize = 4;

/// Which rows are drawn, and how high one is.
#[derive(Clone, Copy, Debug)]
pub struct RowWindow {
    /// The rows.
    pub rows: Memo<Range<usize>>,
    /// Pixels of one row.
    pub height: ReadSignal<f64>,
}

/// Watches which of `count` rows of a table body are visible. `layout` changes when the height of rows may have.
pub fn use_row_window(body: NodeRef<html::Tbody>, count: Signal<usize>, layout: Signal<()>) -> RowWindow {
    let (height, set_height) = signal(56.0);
    // Pixels from the top of the rows to the top and to the bottom of what is visible.
    let (visible, set_visible) = signal((0.0, window_height()));
    // None before the first picture, so that it comes sooner.
    let (beyond, set_beyond) = signal(0);
    // A frame may come after the table is gone: then there is nothing left to measure.
    let measure = move || {
        let Some(element) = body.try_get_untracked().flatten() else { return };
        let top = element.get_bounding_client_rect().top();
        let bounds = (-top, window_height() - top);
        if visible.try_get_untracked().is_some_and(|known| known != bounds) {
            set_visible.try_set(bounds);
        }
    };
    let measure_rows = move || {
        let Some(element) = body.try_get_untracked().flatten() else { return };
        let known = height.try_get_untracked();
        if let (Some(pixels), Some(known)) = (css_pixels(&element, "--row-height"), known)
            && (pixels - known).abs() > 0.1
        {
            set_height.try_set(pixels);
        }
        measure();
        if beyond.try_get_untracked() == Some(0) {
            after_paint(move || {
                set_beyond.try_set(BEYOND);
            });
        }
    };
    Effect::new(move |_| {
        layout.get();
        if body.get().is_some() {
            request_animation_frame(measure_rows);
        }
    });
    // A shorter or longer list moves what is visible; how high a row is stays, and asking for it costs a restyle.
    Effect::new(move |_| {
        count.get();
        if body.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let printing = RwSignal::new(false);
    let handles = [
        window_event_listener(ev::scroll, move |_| measure()),
        window_event_listener(ev::resize, move |_| measure_rows()),
        window_event_listener_untyped("beforeprint", move |_| printing.set(true)),
        window_event_listener_untyped("afterprint", move |_| printing.set(false)),
    ];
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    let rows = Memo::new(move |_| {
        let count = count.get();
        if printing.get() {
            return 0..count;
        }
        let (top, bottom) = visible.get();
        let row = |pixels: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clamped number of rows")]
            let row = (pixels / height.get()).clamp(0.0, 1e9) as usize;
            row
        };
        let first = row(top).saturating_sub(beyond.get()) / GROUP * GROUP;
        let last = (row(bottom) + beyond.get()).div_ceil(GROUP) * GROUP;
        first.min(count)..last.min(count)
    });
    RowWindow { rows, height }
}

fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(1000.0)
}

/// The pixels of a custom property that is registered as a length.
fn css_pixels(element: &web_sys::Element, name: &str) -> Option<f64> {
    let style = window().get_computed_style(element).ok()??;
    style.get_property_value(name).ok()?.trim().strip_suffix("px")?.parse().ok()
}

/// Where an element lies in the window: left, top, right, bottom, in pixels.
pub fn bounds(element: &web_sys::Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.right(), rect.bottom())
}

/// Keeps a box of a width and height within the window, near a point.
pub fn keep_inside(x: f64, y: f64, width: f64, height: f64) -> (f64, f64) {
    let window_width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1000.0);
    let clamp = |at: f64, most: f64| at.min(most - 8.0).max(8.0);
    (clamp(x, window_width - width), clamp(y, window_height() - height))
}
