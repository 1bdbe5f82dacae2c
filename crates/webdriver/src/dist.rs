//! The built app: served as a static host would, and copied to change files.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use anyhow::Result;

use crate::Process;

/// Serves a built app below a path such as `/demo/` with `cargo xtask serve --static`; returns the server and its URL.
///
/// # Errors
///
/// Fails if the server does not start.
pub fn serve_static(xtask: &Path, dist: &Path, base: &str) -> Result<(Process, String)> {
    let mut command = Command::new(xtask);
    command.args(["serve", "--static", "--no-build", "--port", "0", "--public-url", base, "--dist"]).arg(dist);
    Process::start(&mut command, |line| Some(line.strip_prefix("Serving at ")?.split(' ').next()?.to_owned()))
}

/// A copy of a built app whose files can be changed. Unchanged files are hard links, so a copy costs no time.
#[derive(Debug)]
pub struct DistCopy {
    directory: PathBuf,
}

impl DistCopy {
    /// Copies a built app into a directory.
    ///
    /// # Errors
    ///
    /// Fails if a file can neither be linked nor copied.
    pub fn new(dist: &Path, directory: PathBuf) -> io::Result<Self> {
        link_below(dist, &directory)?;
        Ok(Self { directory })
    }

    /// The directory of the copy.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Writes a file.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // A file that is overwritten in place would change in the build as well.
        self.remove(name)?;
        fs::write(self.directory.join(name), bytes)
    }

    /// Removes a file, if it exists, and its compressed copies.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be removed.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        for suffix in ["", ".br", ".gz"] {
            match fs::remove_file(self.directory.join(format!("{name}{suffix}"))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

fn link_below(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    // A compressed copy comes after its file: it must not be older.
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            link_below(&entry.path(), &target)?;
        } else if fs::hard_link(entry.path(), &target).is_err() {
            // Another file system, or one without links.
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_a_copy_leave_the_build_alone() {
        let root = std::env::temp_dir().join(format!("dist-copy-{}", std::process::id()));
        let build = root.join("build");
        fs::create_dir_all(build.join("demo")).unwrap();
        fs::write(build.join("demo/data.json"), "old").unwrap();
        fs::write(build.join("demo/data.json.br"), "old").unwrap();
        let copy = DistCopy::new(&build, root.join("copy")).unwrap();
        copy.write("demo/data.json", b"new").unwrap();
        let texts = [&build, &root.join("copy")].map(|dir| fs::read_to_string(dir.join("demo/data.json")).unwrap());
        let compressed = [&build, &root.join("copy")].map(|dir| dir.join("demo/data.json.br").exists());
        fs::remove_dir_all(&root).unwrap();
        assert_eq!((texts, compressed), (["old".to_owned(), "new".to_owned()], [true, false]));
    }
}
