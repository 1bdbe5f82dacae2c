//! The browser's console: a story ends without one error or warning in it.

use webdriver::thirtyfour::{BrowserLogEntry, WebDriver};

/// Messages that a story provokes, by a part of each.
pub type Expected = Vec<&'static str>;

/// What the console says that it should not.
pub async fn complaints(browser: &WebDriver, expected: &Expected) -> Vec<String> {
    let log = browser.browser_log().await.expect("the console");
    let is_complaint = |entry: &BrowserLogEntry| matches!(entry.level.as_str(), "SEVERE" | "WARNING");
    let is_expected = |entry: &BrowserLogEntry| expected.iter().any(|part| entry.message.contains(part));
    let complaints = log.into_iter().filter(|entry| is_complaint(entry) && !is_expected(entry));
    complaints.map(|entry| format!("{}: {}", entry.level, entry.message)).collect()
}
