//! The location page.

use leptos::prelude::*;

/// The location page.
#[component]
pub fn Location() -> impl IntoView {}
