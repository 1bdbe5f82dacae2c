//! Badges.

use domain::availability::Availability;
use leptos::prelude::*;

/// How a badge of an availability looks.
pub const fn availability_class(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "badge badge--dot badge--ok",
        Availability::Upcoming => "badge badge--dot badge--info",
        Availability::Expired => "badge badge--dot badge--none",
    }
}

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
    view! { <span class=move || availability_class(availability.get())>{move || label.get()}</span> }
}
