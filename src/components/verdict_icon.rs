//! Verdict icon: a shape, a colour and an accessible name for each verdict, so that colour is never the only sign.

use domain::earning::Earning;
use leptos::prelude::*;

use super::Glyph;

/// Returns the classes of the icon of a verdict.
pub const fn verdict_class(verdict: Earning) -> &'static str {
    match verdict {
        Earning::Earning => "icon icon--ok",
        Earning::Ready | Earning::WithinReach => "icon icon--near",
        Earning::NotEarning | Earning::Ended => "icon icon--none",
    }
}

/// Returns the shape of a verdict.
pub const fn verdict_glyph(verdict: Earning) -> Glyph {
    match verdict {
        Earning::Earning => Glyph::CheckCircle,
        Earning::Ready => Glyph::CheckOutline,
        Earning::WithinReach => Glyph::Near,
        Earning::NotEarning => Glyph::Hollow,
        Earning::Ended => Glyph::Clock,
    }
}

/// Renders the icon of a verdict, with its accessible name.
pub fn verdict_icon(verdict: Earning, label: &'static str) -> impl IntoView {
    view! {
        <svg class=verdict_class(verdict) role="img" aria-label=label><use href=verdict_glyph(verdict).href()/></svg>
    }
}
