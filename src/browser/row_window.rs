//! Row virtualization: which rows of a long table are mounted.

use std::ops::Range;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::dom::after_paint;
use super::viewport::window_height;

/// Rows mounted above and below the visible ones, so that scrolling shows no gap.
const OVERSCAN: usize = 12;
/// Rows mount and unmount in groups of this size, for fewer changes while scrolling.
const GROUP: usize = 4;
/// A list of at most this many rows is mounted whole, so that the browser's own find and copying see all of it. With
/// 200 rows a key takes twice the time of the main thread.
const WHOLE: usize = 100;

/// The mounted rows of a table.
#[derive(Clone, Copy, Debug)]
pub struct RowWindow {
    /// The positions of the mounted rows.
    pub rows: Memo<Range<usize>>,
    /// The positions of the rows in the viewport, or on paper; they may be beyond the last row.
    pub visible: Memo<Range<usize>>,
    /// The height of a row, in pixels.
    pub height: ReadSignal<f64>,
}

/// Tracks which of `count` rows of a table body to mount. Notify `layout` when the height of rows may change.
pub fn use_row_window(body: NodeRef<html::Tbody>, count: Signal<usize>, layout: Signal<()>) -> RowWindow {
    let (height, set_height) = signal(72.0);
    // The top and bottom edge of the viewport, in pixels from the top of the first row.
    let (visible, set_visible) = signal((0.0, window_height()));
    // No overscan before the first paint, which comes sooner without it.
    let (overscan, set_overscan) = signal(0);
    // An animation frame may run after the table is unmounted, hence `try_`.
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
        if overscan.try_get_untracked() == Some(0) {
            after_paint(move || {
                set_overscan.try_set(OVERSCAN);
            });
        }
    };
    Effect::new(move |_| {
        layout.get();
        if body.get().is_some() {
            request_animation_frame(measure_rows);
        }
    });
    // A new row count moves the rows but keeps their height, and reading the height costs a style recalculation.
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
    let viewport_rows = Memo::new(move |_| {
        if printing.get() {
            return 0..count.get();
        }
        let (top, bottom) = visible.get();
        let row = |pixels: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clamped number of rows")]
            let row = (pixels / height.get()).clamp(0.0, 1e9) as usize;
            row
        };
        row(top)..row(bottom) + 1
    });
    let rows = Memo::new(move |_| {
        let count = count.get();
        if printing.get() || (count <= WHOLE && overscan.get() > 0) {
            return 0..count;
        }
        let Range { start, end } = viewport_rows.get();
        let first = start.saturating_sub(overscan.get()) / GROUP * GROUP;
        let last = (end - 1 + overscan.get()).div_ceil(GROUP) * GROUP;
        first.min(count)..last.min(count)
    });
    RowWindow { rows, visible: viewport_rows, height }
}

/// Returns a custom property that is registered as a length, in pixels.
fn css_pixels(element: &web_sys::Element, name: &str) -> Option<f64> {
    let style = window().get_computed_style(element).ok()??;
    // The parser of the browser: the library's takes 18 kB.
    Some(js_sys::parse_float(&style.get_property_value(name).ok()?)).filter(|pixels| pixels.is_finite())
}
