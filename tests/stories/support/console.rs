//! The browser console: a story ends without an error or warning in it.

use webdriver::Engine;
use webdriver::thirtyfour::{BrowserLogEntry, WebDriver};

/// Returns the errors and warnings of Chromium's console, except those that contain an allowed text.
pub async fn errors(browser: &WebDriver, allowed: &[&'static str]) -> Vec<String> {
    if super::env::engine() != Engine::Chromium {
        // Other drivers do not report the console.
        return Vec::new();
    }
    let log = match browser.browser_log().await {
        Ok(log) => log,
        Err(error) => return vec![format!("the console cannot be read: {error}")],
    };
    let is_error = |entry: &BrowserLogEntry| matches!(entry.level.as_str(), "SEVERE" | "WARNING");
    let is_allowed = |entry: &BrowserLogEntry| allowed.iter().any(|part| entry.message.contains(part));
    let errors = log.into_iter().filter(|entry| is_error(entry) && !is_allowed(entry));
    errors.map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
}
