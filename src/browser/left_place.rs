//! Where a page was left: its scroll position and the link that was followed, kept in its entry of the history. Back
//! finds them also after a reload of the page that followed.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::dom::{scroll_to, scroll_y};
use super::focus;

/// Saves the scroll position of the page, and the address of the link that leaves it.
pub fn save(link: &str) {
    let Ok(history) = window().history() else { return };
    // Whole pixels: formatting fractions takes 18 kB of code.
    #[expect(clippy::cast_possible_truncation, reason = "a position on the page")]
    let place = format!("{} {link}", scroll_y() as i32);
    // A browser that allows no more changes of the history keeps the former place.
    let _ = history.replace_state(&place.into(), "");
}

/// Scrolls to where the page was left, and focuses the link that was followed. Returns false if it was never left.
pub fn restore() -> bool {
    let state = window().history().ok().and_then(|history| history.state().ok());
    let Some((y, link)) = state.and_then(|state| state.as_string()).and_then(|place| {
        let (y, link) = place.split_once(' ')?;
        Some((y.parse::<u32>().ok()?, link.to_owned()))
    }) else {
        return false;
    };
    let y = f64::from(y);
    // The rows are laid out in the first frame, and those at the position are mounted in the next ones.
    two_frames(move || {
        scroll_to(y);
        two_frames(move || {
            if let Some(link) = find_link(&link) {
                let _ = link.focus();
            } else {
                focus::element("main h1");
            }
            // What takes the focus is scrolled into view.
            scroll_to(y);
        });
    });
    true
}

fn two_frames(work: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(work));
}

/// Returns the first link of the page with an address.
fn find_link(href: &str) -> Option<HtmlElement> {
    let links = document().query_selector_all("main a[href]").ok()?;
    let links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<HtmlElement>().ok());
    links.into_iter().find(|link| link.get_attribute("href").as_deref() == Some(href))
}
