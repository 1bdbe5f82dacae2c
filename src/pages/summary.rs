//! The summary page.

use leptos::prelude::*;

/// The summary page.
#[component]
pub fn Summary() -> impl IntoView {}
