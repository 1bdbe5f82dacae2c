//! The eligibility page.

use leptos::prelude::*;

/// The eligibility page.
#[component]
pub fn Eligibility() -> impl IntoView {}
