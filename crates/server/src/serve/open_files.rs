//! The limit of open files: every connection is one.

/// Files that are not connections: the database, files of the app, log, timers.
const RESERVED: u64 = 128;
/// Connections at most, whatever the limit of files is: each takes memory.
const MAX_CONNECTIONS: u64 = 16_384;
/// Below this limit of files a warning is logged.
const LOW: u64 = 4096;

/// Raises the soft limit of open files, and returns how many connections fit below it.
pub fn max_connections() -> usize {
    let files = raise();
    if files < LOW {
        tracing::warn!(files, "the limit of open files is low: raise it (ulimit -n, LimitNOFILE of systemd)");
    }
    connections(files)
}

fn connections(files: u64) -> usize {
    let reserved = RESERVED.min(files / 2);
    usize::try_from(MAX_CONNECTIONS.min(files - reserved)).unwrap_or(usize::MAX)
}

/// Raises the soft limit to the hard limit, as far as it is of use. Returns the limit.
#[cfg(unix)]
fn raise() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = MAX_CONNECTIONS + RESERVED;
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let current = current.unwrap_or(u64::MAX);
    let raised = wanted.min(maximum.unwrap_or(u64::MAX));
    if current >= raised {
        return current;
    }
    match setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum }) {
        Ok(()) => raised,
        Err(error) => {
            tracing::warn!(%error, current, "could not raise the limit of open files");
            current
        }
    }
}

#[cfg(not(unix))]
const fn raise() -> u64 {
    MAX_CONNECTIONS + RESERVED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_room_for_other_files() {
        assert_eq!([0, 100, 1024, 1 << 20].map(connections), [0, 50, 896, 16_384]);
        assert!(raise() >= 256);
    }
}
