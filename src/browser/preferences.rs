//! Preferences in local storage; where storage is blocked, they last for this visit.

use leptos::prelude::window;

fn key(name: &str) -> String {
    format!("mci.{name}")
}

/// Reads a stored preference.
pub fn get(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&key(name)).ok()?
}

/// Stores a preference; `None` removes it.
pub fn set(name: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(&key(name), value),
        None => storage.remove_item(&key(name)),
    };
}

/// Returns the language tags that the browser prefers, best first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}
