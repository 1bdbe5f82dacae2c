//! Stories: what people do with the app, told in a real browser against the real build.
//!
//! `cargo xtask test` builds the app and runs them; to run some of them alone, build once and name them:
//!
//! ```text
//! cargo xtask build
//! export MCI_DIST=$PWD/dist MCI_XTASK=$PWD/target/debug/xtask MCI_SERVER=$PWD/target/debug/mci-engagements-server
//! cargo build -p mci-engagements-server
//! cargo test --test stories list
//! ```
//!
//! Things are found by role and name, as people and assistive technology find them. What a story waits for
//! is always a condition, never a time. Expected numbers come from the domain crate and the same dataset.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a story that does not find what must be there has failed")]
#![allow(clippy::missing_panics_doc, reason = "all of it exists to panic where the app is wrong")]

mod support;

mod accessibility;
mod actions;
mod address;
mod bad_input;
mod connected;
mod demo;
mod eligibility;
mod engagement;
mod explain;
mod keyboard;
mod later;
mod list;
mod location;
mod offline;
mod phone;
mod preferences;
mod rows;
mod storage;
