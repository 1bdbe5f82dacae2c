//! Draws the app again, from scratch, when the language changes.
//!
//! Texts are therefore plain values. If each followed the language by itself, it would be one closure of the wasm and
//! one effect per text, and the language, which hardly ever changes, would keep a reference to each of them.

use leptos::either::Either;
use leptos::prelude::*;

use crate::browser::{dom, focus, typed_text};
use crate::state::State;
use crate::text::set_lang;

/// Renders `draw` in the language of the preferences. Where the page is scrolled to and what is typed stay; the focus
/// returns to the choice of the language, or goes to the heading.
pub fn in_language(state: State, draw: impl Fn() -> AnyView + Send + 'static) -> impl IntoView {
    let times_drawn = StoredValue::new(0_u32);
    move || {
        set_lang(state.preferences.lang.get());
        let times = times_drawn.get_value();
        times_drawn.set_value(times + 1);
        if times > 0 {
            let (scroll, typed) = (dom::scroll_y(), typed_text::save());
            // In the second frame, after what new pages do with the focus in the first.
            dom::after_paint(move || {
                typed.restore();
                focus::first_of(&["[name=language]:checked", "main h1"]);
                // Last, because an element that takes the focus is scrolled into view.
                dom::scroll_to(scroll);
            });
        }
        // The other side each time: a view that replaces one of its own side would be merged with it.
        let drawn = untrack(&draw);
        if times.is_multiple_of(2) { Either::Left(drawn) } else { Either::Right(drawn) }
    }
}
