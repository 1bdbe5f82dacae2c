//! The version of the workspace in Cargo.toml.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use semver::Version;

const TABLE: &str = "[workspace.package]";

/// Returns the version of `[workspace.package]`.
pub fn version(manifest: &str) -> Result<Version> {
    let text = &manifest[place(manifest)?];
    text.parse().with_context(|| format!("{TABLE} has the version {text:?}: it is no version such as 1.2.3"))
}

/// Returns the manifest with another version; everything else stays byte for byte.
pub fn with_version(manifest: &str, version: &Version) -> Result<String> {
    let place = place(manifest)?;
    Ok(format!("{}{version}{}", &manifest[..place.start], &manifest[place.end..]))
}

fn place(manifest: &str) -> Result<Range<usize>> {
    let mut line_start = 0;
    let mut in_table = false;
    let mut places = Vec::new();
    for line in manifest.split_inclusive('\n') {
        if line.starts_with('[') {
            in_table = line.trim_end() == TABLE;
        }
        if let Some(value) = line.trim_end().strip_prefix("version = \"").and_then(|rest| rest.strip_suffix('"'))
            && in_table
        {
            let start = line_start + "version = \"".len();
            places.push(start..start + value.len());
        }
        line_start += line.len();
    }
    ensure!(places.len() == 1, "{TABLE} has {} lines `version = \"…\"`: write exactly one", places.len());
    Ok(places.remove(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[workspace]\n[workspace.package]\nedition = \"2024\"\nversion = \"0.1.0\"\n\n\
                            [package]\nversion = \"9.9.9\"\n";

    #[test]
    fn changes_the_version_of_the_workspace_only() {
        assert_eq!(version(MANIFEST).unwrap(), Version::new(0, 1, 0));
        let changed = with_version(MANIFEST, &Version::new(0, 2, 0)).unwrap();
        assert_eq!(changed, MANIFEST.replace("0.1.0", "0.2.0"));
    }

    #[test]
    fn rejects_a_manifest_without_one_version() {
        for bad in [
            "[package]\nversion = \"1.0.0\"\n",
            "[workspace.package]\nversion.workspace = true\n",
            "[workspace.package]\nversion = \"1\"\nversion = \"2\"\n",
            "[workspace.package]\nversion = \"first\"\n",
        ] {
            assert!(version(bad).is_err(), "{bad}");
        }
    }
}
