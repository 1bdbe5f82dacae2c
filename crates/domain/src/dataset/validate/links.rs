//! Addresses in the data.

use crate::dataset::problem::ProblemKind;
use crate::dataset::read::Problems;

/// Returns whether the product may follow an address.
pub fn is_safe_link(url: &str) -> bool {
    url.starts_with("https://")
}

/// Removes an address that the product may not follow.
pub fn safe_link(url: &mut Option<String>, path: impl Fn() -> String, problems: &mut Problems) {
    if let Some(unsafe_url) = url.take_if(|url| !is_safe_link(url)) {
        problems.push(path(), ProblemKind::UnsafeLink { url: unsafe_url });
    }
}
