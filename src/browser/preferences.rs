//! Preferences in local storage; where storage is blocked, they last for this visit.

use js_sys::Array;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::intl::is_language_tag;

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

/// Returns the language tags that the browser prefers, best first: only those that `Intl` accepts.
pub fn languages() -> Vec<String> {
    let navigator = window().navigator();
    let listed = JsValue::from(navigator.languages());
    let listed = if Array::is_array(&listed) { Array::from(&listed) } else { Array::new() };
    let tags = listed.iter().filter_map(|tag| tag.as_string()).chain(navigator.language());
    tags.map(|tag| bcp47(&tag)).filter(|tag| is_language_tag(tag)).collect()
}

/// Converts the name of a POSIX locale, which some systems report, such as `sv_SE.UTF-8` or `en-US@posix`.
fn bcp47(locale: &str) -> String {
    locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_names_of_posix_locales() {
        for (locale, tag) in [
            ("sv-SE", "sv-SE"),
            ("sv_SE", "sv-SE"),
            ("sv_SE.UTF-8", "sv-SE"),
            ("en-US@posix", "en-US"),
            ("ca_ES.utf8@valencia", "ca-ES"),
            ("C", "C"),
            ("", ""),
        ] {
            assert_eq!(bcp47(locale), tag, "{locale}");
        }
    }
}
