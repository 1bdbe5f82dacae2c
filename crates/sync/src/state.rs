//! The states of the connection.

use crate::Millis;

/// Where the app stands with its source of data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// The data come from a file: there is no backend.
    File,
    /// Nobody is signed in.
    SignedOut,
    /// No data yet, or those of another person were just forgotten. A failed load is repeated.
    Loading,
    /// The data follow every change.
    Live,
    /// The backend answers, but a change could not be read.
    Behind {
        /// Since when.
        since: Millis,
    },
    /// The backend is out of reach.
    Offline {
        /// When it was last heard.
        since: Millis,
    },
    /// The session has ended, but not by signing out: the same person may continue.
    Expired {
        /// Since when.
        since: Millis,
        /// Whether the data are forgotten; what was typed is kept.
        is_forgotten: bool,
    },
}

impl State {
    /// Returns whether data of a session are followed.
    pub const fn is_connected(self) -> bool {
        matches!(self, Self::Live | Self::Behind { .. } | Self::Offline { .. })
    }

    /// Returns whether the session has expired.
    pub const fn is_expired(self) -> bool {
        matches!(self, Self::Expired { .. })
    }
}
