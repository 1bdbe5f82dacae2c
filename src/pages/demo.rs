//! The demo page.

use leptos::prelude::*;

/// The demo page.
#[component]
pub fn Demo() -> impl IntoView {}
