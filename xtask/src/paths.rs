//! Paths of the repository, independent of the current directory.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

/// The root of the repository.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// `path` below the root, unless it is absolute.
pub fn below_root(path: &Path) -> PathBuf {
    root().join(path)
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Remembers where this program is, before a build replaces its file: afterwards the system reports a deleted one.
pub fn remember_program() -> Result<()> {
    let program = std::env::current_exe().context("Could not find the file of this program")?;
    PROGRAM.get_or_init(|| program);
    Ok(())
}

/// The file of this program; empty before [`remember_program`].
pub fn program() -> &'static Path {
    PROGRAM.get().map_or(Path::new(""), PathBuf::as_path)
}

/// The target directory of cargo.
pub fn target() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR");
    root().join(chosen.unwrap_or_else(|| "target".into()))
}

/// Every file below `dir`, as sorted paths relative to it, with `/` between the parts.
pub fn files_below(dir: &Path) -> std::io::Result<Vec<String>> {
    let mut files = Vec::new();
    let mut pending = vec![dir.to_path_buf()];
    while let Some(next) = pending.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else if let Ok(relative) = path.strip_prefix(dir) {
                let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
                files.push(parts.join("/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Whether the file name ends in `.extension`, in any case.
pub fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}
