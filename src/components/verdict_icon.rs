//! Verdict icon: a shape, a colour and an accessible name for each verdict; colour is never the only sign (rule 5).
//! *Not earning* has no shape: it keeps its room, so that texts stay aligned, and its name.

use domain::earning::Earning;
use domain::view::Coverage;
use leptos::prelude::*;

use super::Glyph;

/// Returns the classes of the icon of a verdict.
pub const fn verdict_class(verdict: Earning) -> &'static str {
    match verdict {
        Earning::Earning => "icon icon--ok",
        Earning::Ready | Earning::WithinReach => "icon icon--near",
        Earning::NotEarning => "icon icon--blank",
        Earning::Ended => "icon icon--none",
    }
}

/// Returns the shape of a verdict.
pub const fn verdict_glyph(verdict: Earning) -> Glyph {
    match verdict {
        Earning::Earning => Glyph::CheckCircle,
        Earning::Ready => Glyph::CheckOutline,
        Earning::WithinReach => Glyph::Near,
        Earning::NotEarning => Glyph::Hollow,
        Earning::Ended => Glyph::Ended,
    }
}

/// Renders the icon of a verdict, with its accessible name.
pub fn verdict_icon(verdict: Earning, label: &'static str) -> impl IntoView {
    view! {
        <svg class=verdict_class(verdict) role="img" aria-label=label><use href=verdict_glyph(verdict).href()/></svg>
    }
}

/// Renders the icon of a criterion that is met at all, some or none of the locations, with its accessible name.
pub fn coverage_icon(coverage: Coverage, label: &'static str) -> impl IntoView {
    let (class, glyph) = match coverage {
        Coverage::Everywhere => ("icon icon--ok", Glyph::CheckCircle),
        Coverage::Somewhere => ("icon icon--near", Glyph::Near),
        Coverage::Nowhere => ("icon icon--none", Glyph::Hollow),
    };
    view! { <svg class=class role="img" aria-label=label><use href=glyph.href()/></svg> }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// 5.6 The icon has a shape, a colour and an accessible name; colour is never the only sign.
    #[test]
    fn r5_6_each_verdict_has_a_shape_of_its_own() {
        let shapes: HashSet<&str> = Earning::ALL.map(|verdict| verdict_glyph(verdict).href()).into();
        assert_eq!(shapes.len(), Earning::ALL.len());
        // Green says that it earns today.
        assert_ne!(verdict_class(Earning::Ready), verdict_class(Earning::Earning));
    }
}
