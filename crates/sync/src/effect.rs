//! What the machine wants done.

use crate::{Message, Millis, State};

/// Identifies a request or a wait. An input with a token that is no longer expected changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token(pub(crate) u32);

/// Something to do, in the order of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Remove what a person saw or typed.
    Forget(Forget),
    /// Show what came with the input. Without this effect it is dropped.
    Apply,
    /// Show that data are being loaded.
    ShowLoading,
    /// Send a request; the outcome is an [`Input::Answer`](crate::Input::Answer) with the token.
    Request(Token, Request),
    /// Open the stream after a revision.
    OpenStream(i64),
    /// Close the stream: nothing of it may arrive any more.
    CloseStream,
    /// Wait; the end is an [`Input::Elapsed`](crate::Input::Elapsed) with the token.
    Wait(Token, Millis),
    /// Tell the other tabs.
    Tell(Message),
    /// Ask for the lock of the tab that has the stream, and wait until it is free.
    AskForLock,
    /// Take the lock from a tab that is silent.
    TakeLock,
    /// Release the lock, or stop waiting for it.
    ReleaseLock,
    /// Read the clock: an [`Input::Clock`](crate::Input::Clock).
    ReadClock,
    /// Use this day from now on.
    SetDay(i32),
    /// Show the new state.
    Render(State),
}

/// What to forget, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forget {
    /// Everything: the person has signed out here, or someone else signs in here.
    SignedOut,
    /// Everything: the person has signed out in another tab.
    SignedOutElsewhere,
    /// Everything: the session of the browser is that of another person.
    OtherPerson,
    /// The data; what was typed stays for the same person.
    Data,
}

/// A request for data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Everything, from the source in use, for the person who is signed in.
    Load,
    /// Everything, where it differs from what is shown.
    Refresh,
    /// One location, after a change.
    Location(String),
}
