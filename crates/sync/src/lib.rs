//! The connection of the app to its backend, as a pure state machine.
//!
//! [`Sync::update`] takes an [`Input`], such as an event of the stream, a response or the end of a wait, and returns
//! the [`Effect`]s to execute: requests, waits, what to show and what to forget. It knows no browser and no clock,
//! sends nothing and keeps no data of a person but the username. The code that executes the effects decides nothing.
//!
//! - **Identity**: the data of one [`Input`] are shown ([`Effect::Apply`]) only if nothing of another person is left
//!   ([`Effect::Forget`] comes first).
//! - **Completeness**: `position` is a revision up to which every change is in the data. The stream starts there, and a
//!   change that cannot be read holds it back, so that nothing is skipped.
//! - **One stream for each browser**: the tab that holds a lock has the stream and passes its events on to the others.
//!   Each tab reads the data itself.

mod backoff;
mod effect;
mod input;
mod machine;
mod message;
mod state;

pub use effect::{Effect, Forget, Request, Token};
pub use input::{Answer, Failure, Input, Leadership, StreamEvent};
pub use machine::Sync;
pub use message::Message;
pub use state::State;

/// A time in milliseconds since 1970, or a number of milliseconds.
pub type Millis = f64;
