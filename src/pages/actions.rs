//! The actions page.

use leptos::prelude::*;

/// The actions page.
#[component]
pub fn Actions() -> impl IntoView {}
