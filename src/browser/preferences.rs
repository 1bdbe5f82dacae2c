//! What a person prefers, kept in local storage; where that is forbidden, for this visit only.

use leptos::prelude::window;

fn key(name: &str) -> String {
    format!("mci.{name}")
}

/// A preference that was kept.
pub fn get(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(name)).ok()?
}

/// Keeps a preference; `None` forgets it. Where the browser refuses, it holds for this visit.
pub fn set(name: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(&key(name), value),
        None => storage.remove_item(&key(name)),
    };
}

/// The language tags that the browser asks for, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
