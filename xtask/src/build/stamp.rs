//! Skips bundling when neither the inputs nor the result have changed since the last build.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Result;

use super::{links, short_hash};
use crate::paths;

/// A fingerprint of everything that a bundle depends on.
pub struct Stamp(String);

impl Stamp {
    /// Reads the inputs: the compiled wasm, the files that `index.html` names, the options, and this program.
    pub fn new(wasm: &[&Path], options: &str) -> Result<Self> {
        let index = paths::root().join("index.html");
        let links = links::read(&fs::read_to_string(&index)?)?;
        let mut inputs = vec![options.to_owned(), state(paths::program())?];
        let wasm = wasm.iter().map(|file| file.to_path_buf());
        for file in wasm.chain([index]).chain(links.files(paths::root())?) {
            inputs.push(format!("{} {}", file.display(), short_hash(&fs::read(&file)?)));
        }
        Ok(Self(short_hash(inputs.join("\n").as_bytes())))
    }

    /// Whether `dist` was built from these inputs, and not touched since.
    pub fn matches(&self, dist: &Path) -> bool {
        let expected = result(dist).map(|result| format!("{} {result}", self.0));
        expected.is_ok_and(|expected| fs::read_to_string(file_for(dist)).is_ok_and(|found| found == expected))
    }

    /// Records that `dist` was built from these inputs.
    pub fn write(&self, dist: &Path) -> Result<()> {
        let file = file_for(dist);
        fs::create_dir_all(file.with_file_name(""))?;
        Ok(fs::write(file, format!("{} {}", self.0, result(dist)?))?)
    }
}

fn file_for(dist: &Path) -> PathBuf {
    paths::target().join("xtask/stamps").join(short_hash(dist.to_string_lossy().as_bytes()))
}

/// A fingerprint of the built files.
fn result(dist: &Path) -> Result<String> {
    let mut lines = Vec::new();
    for file in paths::files_below(dist)? {
        lines.push(format!("{file} {}", state(&dist.join(&file))?));
    }
    Ok(short_hash(lines.join("\n").as_bytes()))
}

/// Length and time of change: enough to see that a file was touched.
fn state(file: &Path) -> Result<String> {
    let data = file.metadata()?;
    Ok(format!("{} {}", data.len(), data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_until_inputs_or_files_change() -> Result<()> {
        let dist = std::env::temp_dir().join(format!("mci-xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(&dist)?;
        fs::write(dist.join("app.js"), "1")?;
        let stamp = Stamp("a".to_owned());
        assert!(!stamp.matches(&dist));
        stamp.write(&dist)?;
        assert!(stamp.matches(&dist));
        assert!(!Stamp("b".to_owned()).matches(&dist));
        fs::write(dist.join("app.js"), "22")?;
        assert!(!stamp.matches(&dist));
        fs::remove_file(file_for(&dist))?;
        fs::remove_dir_all(dist)?;
        Ok(())
    }
}
