//! The green icon: a shape, a colour and a name for each verdict, so that colour is never the only sign.

use domain::earning::Earning;
use leptos::prelude::*;

use super::Glyph;

/// The icon of a verdict.
#[component]
pub fn VerdictIcon(
    /// The verdict.
    #[prop(into)]
    verdict: Signal<Earning>,
    /// Its name, in the language of the page.
    #[prop(into)]
    label: Signal<&'static str>,
) -> impl IntoView {
    let class = move || match verdict.get() {
        Earning::Earning => "icon icon--ok",
        Earning::WithinReach => "icon icon--near",
        Earning::NotEarning => "icon icon--none",
    };
    let href = move || match verdict.get() {
        Earning::Earning => Glyph::CheckCircle.href(),
        Earning::WithinReach => Glyph::Near.href(),
        Earning::NotEarning => Glyph::Hollow.href(),
    };
    view! { <svg class=class role="img" aria-label=move || label.get()><use href=href/></svg> }
}
