//! File modes: what the process writes is readable by its owner only.
//!
//! The database has password hashes, names, and the keys of sign-in attempts and pseudonyms.

use std::path::Path;

/// The files of the embedded database, by what follows its name.
#[cfg(unix)]
const FILES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Makes every file that this process creates from now on private: the database, its log, and backups.
pub fn make_new_files_private() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

/// Makes the files of a database private that an earlier version or a copy has left open to others.
#[cfg(unix)]
pub fn make_private(database: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for suffix in FILES {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        let Ok(metadata) = std::fs::metadata(&name) else { continue };
        if !is_open(metadata.permissions().mode()) {
            continue;
        }
        let file = Path::new(&name).display();
        match std::fs::set_permissions(&name, std::fs::Permissions::from_mode(0o600)) {
            Ok(()) => tracing::warn!("{file} could be read by other users of this machine: its mode is 0600 now"),
            Err(error) => {
                tracing::warn!(%error, "{file} can be read by other users of this machine: set its mode to 0600");
            }
        }
    }
}

/// Returns whether a mode gives others any access.
#[cfg(unix)]
const fn is_open(mode: u32) -> bool {
    mode & 0o077 != 0
}

#[cfg(not(unix))]
pub fn make_private(_database: &Path) {}

/// Warns about a directory that others can list or enter.
pub fn warn_about_open_directory(directory: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(directory).map_or(0, |metadata| metadata.permissions().mode() & 0o777);
        if is_open(mode) {
            let directory = directory.display();
            tracing::warn!("other users of this machine can enter {directory} (mode {mode:03o}): set its mode to 0700");
        }
    }
    #[cfg(not(unix))]
    let _ = directory;
}
