//! Private memory of the page's process.

use std::fs;
use std::path::Path;

/// Returns the private memory of the largest renderer of a browser with this profile, in bytes; `None` where the system
/// has no `/proc`. The largest is that of the page: the others belong to the browser's own pages.
pub fn private_bytes(profile: &Path) -> Option<f64> {
    let profile = format!("--user-data-dir={}", profile.display());
    let processes = fs::read_dir("/proc").ok()?.flatten().map(|process| process.path());
    let of_page = processes.filter(|process| {
        let arguments = fs::read_to_string(process.join("cmdline")).unwrap_or_default();
        arguments.contains("--type=renderer") && arguments.contains(&profile)
    });
    let kilobytes =
        of_page.filter_map(|process| Some(private(&fs::read_to_string(process.join("smaps_rollup")).ok()?)));
    kilobytes.max().map(|kilobytes| f64::from(kilobytes) * 1024.0)
}

/// Returns the sum of the private lines of `smaps_rollup`, in kilobytes.
fn private(rollup: &str) -> u32 {
    let lines = rollup.lines().filter(|line| line.starts_with("Private_Clean:") || line.starts_with("Private_Dirty:"));
    lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<u32>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_memory_is_clean_and_dirty() {
        let rollup =
            "Rss: 900 kB\nShared_Clean: 500 kB\nPrivate_Clean: 20 kB\nPrivate_Dirty: 300 kB\nPrivate_Hugetlb: 0 kB";
        assert_eq!(private(rollup), 320);
    }
}
