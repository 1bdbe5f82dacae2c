//! Finds changed files by their time of modification.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::SystemTime;

use crate::paths;

/// Files by path, each with the time of its last modification.
#[derive(Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, SystemTime>);

impl Snapshot {
    /// Reads the times of the files and of all files in the directories. A file that vanishes meanwhile is left out.
    pub fn take(root: &Path, watched: &[&str]) -> Self {
        let mut files = BTreeMap::new();
        for name in watched {
            let below = paths::files_below(&root.join(name)).unwrap_or_default();
            let below = below.into_iter().map(|file| format!("{name}/{file}"));
            for file in below.chain([(*name).to_owned()]) {
                let data = root.join(&file).metadata().ok().filter(std::fs::Metadata::is_file);
                if let Some(time) = data.and_then(|data| data.modified().ok()) {
                    files.insert(file, time);
                }
            }
        }
        Self(files)
    }

    /// Files that were added, removed or written since `before`.
    pub fn differences(&self, before: &Self) -> Vec<String> {
        let added = self.0.iter().filter(|(file, time)| before.0.get(*file) != Some(*time)).map(|(file, _)| file);
        let removed = before.0.keys().filter(|file| !self.0.contains_key(*file));
        added.chain(removed).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::time::Duration;

    use super::*;

    #[test]
    fn finds_written_added_and_removed_files() -> std::io::Result<()> {
        let root = std::env::temp_dir().join(format!("mci-xtask-watch-{}", std::process::id()));
        fs::create_dir_all(root.join("src/pages"))?;
        for file in ["src/a.rs", "src/pages/b.rs", "index.html", "unwatched"] {
            fs::write(root.join(file), "1")?;
        }
        let watched = ["src", "index.html", "missing"];
        let before = Snapshot::take(&root, &watched);
        assert!(before == Snapshot::take(&root, &watched));
        let later = SystemTime::now() + Duration::from_secs(5);
        File::options().write(true).open(root.join("index.html"))?.set_modified(later)?;
        File::options().write(true).open(root.join("unwatched"))?.set_modified(later)?;
        fs::write(root.join("src/c.rs"), "1")?;
        fs::remove_file(root.join("src/pages/b.rs"))?;
        let differences = Snapshot::take(&root, &watched).differences(&before);
        assert_eq!(differences, ["index.html", "src/c.rs", "src/pages/b.rs"]);
        fs::remove_dir_all(root)
    }
}
