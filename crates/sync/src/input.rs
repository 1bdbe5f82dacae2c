//! What the machine takes in.

use crate::{Message, Millis, Token};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The outcome of a request.
    Answer(Token, Answer),
    /// An event of the stream of this tab.
    Stream(StreamEvent),
    /// A message of another tab.
    Tab(Message),
    /// What became of asking for the lock.
    Leads(Leadership),
    /// A wait is over.
    Elapsed(Token),
    /// The browser reports that it has a network, or none.
    Online(bool),
    /// The page is shown or hidden.
    Visible(bool),
    /// The page is suspended: until [`Input::Resumed`] it receives nothing.
    Suspended,
    /// The page runs again.
    Resumed,
    /// The clock was read.
    Clock {
        /// The civil day, as a number that differs between days.
        day: i32,
        /// How long it lasts.
        rest: Millis,
    },
    /// The person asks to try again.
    Retry,
    /// The person has signed in here: the username.
    SignedIn(String),
    /// The person has signed out here.
    SignedOut,
    /// A request of a page failed.
    Failed(Failure),
}

/// The outcome of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// All data, from a file.
    File,
    /// Nobody is signed in.
    NoSession,
    /// All data of a session, or that they are unchanged.
    Data {
        /// The username.
        user: String,
        /// The newest change in the data.
        revision: i64,
    },
    /// A location that the data contain.
    Location,
    /// There is no such location, or the data do not contain it.
    Missing,
    /// The request failed.
    Failed(Failure),
}

/// Why a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// A later attempt may succeed.
    Transient,
    /// Trying again is of no use unless something is corrected.
    Permanent,
    /// There is no session, or it has ended.
    NotSignedIn,
    /// The session is that of another person.
    OtherUser,
}

/// An event of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamEvent {
    /// The first event.
    Hello {
        /// The username of the session.
        user: String,
    },
    /// A location has changed.
    Change {
        /// The revision with the change.
        revision: i64,
        /// The id of the location.
        location: String,
    },
    /// Anything may have changed.
    Reset {
        /// The revision to go on from; it may be lower than before, such as after a restore of the backend.
        revision: i64,
    },
    /// The backend is alive.
    Heartbeat,
    /// The stream broke or was rejected; it is closed.
    Lost,
    /// The backend has ended the stream for a newer one: the session or the account has too many.
    Replaced,
}

/// What became of asking for the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leadership {
    /// This tab holds the lock.
    Granted,
    /// Another tab has taken it.
    Lost,
    /// The browser has no locks: each tab has a stream of its own while it is shown.
    Unavailable,
}
