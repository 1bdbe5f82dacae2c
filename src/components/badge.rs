//! Badges.

use domain::availability::Availability;
use leptos::prelude::*;

/// Availability, with its word.
#[component]
pub fn AvailabilityBadge(
    /// The availability.
    #[prop(into)]
    availability: Signal<Availability>,
    /// Its word, in the language of the page.
    #[prop(into)]
    label: Signal<&'static str>,
) -> impl IntoView {
    let class = move || match availability.get() {
        Availability::Active => "badge badge--dot badge--ok",
        Availability::Upcoming => "badge badge--dot badge--info",
        Availability::Expired => "badge badge--dot badge--none",
    };
    view! { <span class=class>{move || label.get()}</span> }
}
