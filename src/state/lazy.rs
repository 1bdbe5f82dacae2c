//! The functions of `state` whose code is in the lazy chunk: the first rows need none of them.
//!
//! Code of the first chunk calls them through [`LazyFunctions`] only, which it gets from the chunk. A direct call would
//! move the function into the first chunk.

use std::cell::Cell;

use domain::actions::Action;
use domain::catalogue::{Answer, Catalogue, Query};
use domain::command::Command;
use leptos::prelude::*;

use super::app_signal::AppSignal;
use super::catalogue::Indexes;
use super::effects::Payload;
use super::{State, effects};
use crate::api::local::Changes;

/// The functions of the lazy chunk.
#[derive(Debug)]
pub struct LazyFunctions {
    /// Answers a query that reads texts.
    pub(super) query: fn(&Catalogue, &Query, &mut Indexes) -> Answer,
    /// Returns the inbox.
    pub(super) actions: fn(&Catalogue) -> Vec<Action>,
    /// Reads the changes of the demo as they were saved.
    pub(super) parse_changes: fn(&str) -> Changes,
    /// Applies the commands of earlier visits.
    pub(super) with_commands: fn(Catalogue, &[Command]) -> Catalogue,
    /// Starts the state machine of the connection, and the work of an idle page.
    pub(super) start: fn(State),
    /// Reports the answer of the first load to the machine.
    pub(super) take_in_first: fn(State, sync::Answer, Payload),
}

/// The table that the lazy chunk hands out; only `app` names it.
pub static LAZY_FUNCTIONS: LazyFunctions = LazyFunctions {
    query: |catalogue, query, indexes| indexes.query(catalogue, query),
    actions: Catalogue::actions,
    parse_changes: Changes::parse,
    // A command that no longer fits the data, such as one of a removed location, has nothing to change.
    with_commands: |catalogue, commands| catalogue.with_commands(commands).0,
    start: effects::start,
    take_in_first: |state, answer, payload| state.take_in_first(answer, payload),
};

thread_local! {
    static LOADED: Cell<Option<&'static LazyFunctions>> = const { Cell::new(not_split()) };
}

/// A build that is not split has everything in one file.
const fn not_split() -> Option<&'static LazyFunctions> {
    if cfg!(feature = "split") { None } else { Some(&LAZY_FUNCTIONS) }
}

/// Takes in the functions of the loaded chunk. The load of the data may need them before there is a page.
pub fn set_lazy_functions(functions: &'static LazyFunctions) {
    LOADED.set(Some(functions));
}

/// The functions of the lazy chunk, once it is loaded.
#[derive(Clone, Copy, Debug)]
pub struct LazyCode(AppSignal<()>);

impl LazyCode {
    pub fn new() -> Self {
        Self(AppSignal::new(()))
    }

    /// Returns the functions; tracked.
    pub fn get(self) -> Option<&'static LazyFunctions> {
        self.0.track();
        self.get_untracked()
    }

    /// Returns the functions, without tracking them.
    #[expect(clippy::unused_self, reason = "the pair of `get`")]
    pub fn get_untracked(self) -> Option<&'static LazyFunctions> {
        LOADED.get()
    }

    /// Reports that the chunk is loaded.
    pub fn notify(self) {
        self.0.notify();
    }
}
