//! A directory that becomes `dist` once it is complete, so that a failed build leaves the last good one in place.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

const NAME: &str = ".stage";

/// An empty directory in `dist`, removed unless it is published.
pub struct Stage {
    dist: PathBuf,
    path: PathBuf,
}

impl Stage {
    /// Creates the directory. Refuses a `dist` with foreign files: they would be removed.
    pub fn new(dist: &Path) -> Result<Self> {
        let is_free = !dist.exists() || is_empty(dist)? || dist.join("sw.js").is_file();
        ensure!(is_free, "{} holds files that are not a built app: choose another --dist", dist.display());
        let path = dist.join(NAME);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir_all(&path).with_context(|| format!("Could not create {}", path.display()))?;
        Ok(Self { dist: dist.to_path_buf(), path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Replaces the content of `dist`.
    pub fn publish(&self) -> Result<()> {
        for entry in fs::read_dir(&self.dist)? {
            let path = entry?.path();
            if path == self.path {
                continue;
            }
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            fs::rename(entry.path(), self.dist.join(entry.file_name()))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What remains is removed by the next build.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Ignores what a build that was killed left behind.
fn is_empty(directory: &Path) -> Result<bool> {
    let names = fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.file_name()));
    Ok(names.collect::<std::io::Result<Vec<_>>>()?.iter().all(|name| name == NAME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    fn directory(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("mci-xtask-stage-{name}-{}", std::process::id()))
    }

    #[test]
    fn replaces_only_when_published() -> Result<()> {
        let dist = directory("publish");
        for version in ["1", "2"] {
            let stage = Stage::new(&dist)?;
            fs::write(stage.path().join("sw.js"), version)?;
            fs::write(stage.path().join(format!("app-{version}.js")), "")?;
            stage.publish()?;
        }
        let unfinished = Stage::new(&dist)?;
        fs::write(unfinished.path().join("sw.js"), "3")?;
        drop(unfinished);
        assert_eq!(paths::files_below(&dist)?, ["app-2.js", "sw.js"]);
        assert_eq!(fs::read_to_string(dist.join("sw.js"))?, "2");
        fs::remove_dir_all(dist)?;
        Ok(())
    }

    #[test]
    fn refuses_a_directory_with_foreign_files() -> Result<()> {
        let dist = directory("foreign");
        fs::create_dir_all(&dist)?;
        fs::write(dist.join("thesis.txt"), "")?;
        assert!(Stage::new(&dist).is_err());
        assert_eq!(paths::files_below(&dist)?, ["thesis.txt"]);
        fs::remove_dir_all(dist)?;
        Ok(())
    }
}
