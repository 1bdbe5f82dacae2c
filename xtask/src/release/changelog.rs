//! The CHANGELOG: turns the section "Unreleased" into that of a version.

use anyhow::{Context, Result, ensure};
use semver::Version;

const UNRELEASED: &str = "## Unreleased\n";

/// The CHANGELOG after a release.
#[derive(Debug)]
pub struct Released {
    /// The whole file, with an empty section "Unreleased" on top.
    pub text: String,
    /// What the release contains, without its heading.
    pub section: String,
}

/// Names the unreleased section `version`, with its day.
pub fn release(text: &str, version: &Version, day: &str) -> Result<Released> {
    let mut headings = text.lines().filter_map(|line| line.strip_prefix("## ")?.split_whitespace().next());
    ensure!(!headings.any(|name| name == version.to_string()), "it has a section for {version} already");
    let (before, after) = text.split_once(UNRELEASED).context("it has no section \"## Unreleased\"")?;
    ensure!(!after.contains(UNRELEASED), "it has two sections \"## Unreleased\"");
    let end = after.find("\n## ").map_or(after.len(), |at| at + 1);
    let (section, rest) = after.split_at(end);
    let section = section.trim();
    ensure!(!section.is_empty(), "its section \"Unreleased\" is empty: write what users get");
    let gap = if rest.is_empty() { "" } else { "\n" };
    let text = format!("{before}{UNRELEASED}\n## {version} ({day})\n\n{section}\n{gap}{rest}");
    Ok(Released { text, section: section.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: Version = Version::new(0, 2, 0);

    #[test]
    fn names_the_unreleased_section() {
        let text = "# Changelog\n\n## Unreleased\n\n- One.\n- Two.\n\n## 0.1.0 (2026-01-02)\n\n- First.\n";
        let released = release(text, &NEXT, "2026-11-26").unwrap();
        assert_eq!(released.section, "- One.\n- Two.");
        let renamed = "## Unreleased\n\n## 0.2.0 (2026-11-26)\n";
        assert_eq!(released.text, text.replace("## Unreleased\n", renamed));
    }

    #[test]
    fn names_the_first_section_of_all() {
        let released = release("# Changelog\n\n## Unreleased\n\n- One.\n", &NEXT, "2026-11-26").unwrap();
        assert_eq!(released.text, "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-11-26)\n\n- One.\n");
    }

    #[test]
    fn rejects_what_cannot_be_released() {
        for (bad, reason) in [
            ("# Changelog\n\n## 0.1.0 (2026-01-02)\n", "no section"),
            ("## Unreleased\n\n## 0.1.0 (2026-01-02)\n\n- First.\n", "is empty"),
            ("## Unreleased\n", "is empty"),
            ("## Unreleased\n\n- One.\n\n## Unreleased\n\n- Two.\n", "two sections"),
            ("## Unreleased\n\n- One.\n\n## 0.2.0 (2026-01-02)\n", "already"),
        ] {
            let error = release(bad, &NEXT, "2026-11-26").unwrap_err().to_string();
            assert!(error.contains(reason), "{bad:?}: {error}");
        }
    }
}
