//! Why the database could not do what was asked, for responses, readiness and metrics.

/// A kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
    /// No room is left, or the disk does not take the data.
    Full,
    /// Other writers hold the lock for too long.
    Busy,
    /// The database does not answer.
    Unavailable,
    /// The database or its file may not be written.
    ReadOnly,
    /// The file or a row is damaged.
    Damaged,
    /// A mistake in this program.
    Other,
}

impl Failure {
    /// Every kind, in order.
    pub const ALL: [Self; 6] = [Self::Full, Self::Busy, Self::Unavailable, Self::ReadOnly, Self::Damaged, Self::Other];

    /// Classifies an error.
    pub fn of(error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed | sqlx::Error::Tls(_) => {
                Self::Unavailable
            }
            sqlx::Error::Decode(_) => Self::Damaged,
            sqlx::Error::Database(error) => error.code().map_or(Self::Other, |code| Self::of_code(&code)),
            _ => Self::Other,
        }
    }

    /// Returns the label in metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Busy => "busy",
            Self::Unavailable => "unavailable",
            Self::ReadOnly => "read-only",
            Self::Damaged => "damaged",
            Self::Other => "other",
        }
    }

    /// Classifies the extended result code of SQLite (a number of at most four digits) or the SQLSTATE of PostgreSQL
    /// (five characters).
    fn of_code(code: &str) -> Self {
        match code.parse::<u32>().ok().filter(|_| code.len() < 5) {
            // SQLITE_IOERR_WRITE, _FSYNC, _DIR_FSYNC, _TRUNCATE, _SHMSIZE
            Some(778 | 1034 | 1290 | 1546 | 4874) => Self::Full,
            Some(code) => match code & 0xff {
                // SQLITE_FULL
                13 => Self::Full,
                // SQLITE_BUSY, SQLITE_LOCKED
                5 | 6 => Self::Busy,
                // SQLITE_READONLY
                8 => Self::ReadOnly,
                // SQLITE_CORRUPT, SQLITE_NOTADB
                11 | 26 => Self::Damaged,
                // SQLITE_IOERR, SQLITE_CANTOPEN
                10 | 14 => Self::Unavailable,
                _ => Self::Other,
            },
            None => match code {
                // disk_full, io_error, out_of_memory
                "53100" | "58030" | "53200" => Self::Full,
                // lock_not_available, query_canceled, deadlock_detected, serialization_failure
                "55P03" | "57014" | "40P01" | "40001" => Self::Busy,
                // read_only_sql_transaction
                "25006" => Self::ReadOnly,
                // data_corrupted, index_corrupted
                "XX001" | "XX002" => Self::Damaged,
                // Connection exceptions, too_many_connections, and what a database that shuts down says
                "53300" | "57P01" | "57P02" | "57P03" | "57P05" => Self::Unavailable,
                code if code.starts_with("08") => Self::Unavailable,
                _ => Self::Other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifies_codes_of_both_databases() {
        for (code, expected) in [
            ("13", Failure::Full),
            ("778", Failure::Full),
            ("266", Failure::Unavailable),
            ("5", Failure::Busy),
            ("517", Failure::Busy),
            ("1032", Failure::ReadOnly),
            ("11", Failure::Damaged),
            ("14", Failure::Unavailable),
            ("2067", Failure::Other),
            ("53100", Failure::Full),
            ("55P03", Failure::Busy),
            ("25006", Failure::ReadOnly),
            ("57P01", Failure::Unavailable),
            ("08006", Failure::Unavailable),
            ("23505", Failure::Other),
        ] {
            assert_eq!(Failure::of_code(code), expected, "{code}");
        }
        assert_eq!(Failure::of(&sqlx::Error::PoolTimedOut), Failure::Busy);
    }
}
