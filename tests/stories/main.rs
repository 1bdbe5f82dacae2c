//! Stories: end-to-end tests of the built app in Chromium; those of `smoke` also run in Firefox and `WebKitGTK`.
//!
//! `cargo xtask test` runs all of them, `cargo xtask story NAME` those whose name contains a word. `--dev` builds the
//! app faster, `--headed` shows the browser, `--keep` leaves it open when a story fails.
//!
//! Stories locate elements by role and name, as assistive technology does, and wait for conditions, never for a time.
//! Expected numbers come from [`support::Model`]: the rules of the domain crate, applied to the same dataset.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story fails by panicking")]

mod support;

mod accessibility;
mod actions;
mod address;
mod as_of;
mod back;
mod bad_input;
mod claim;
mod compare;
mod connected;
mod customer_list;
mod customers;
mod demo;
mod eligibility;
mod engagement;
mod explain;
mod export;
mod find;
mod first_rows;
mod keyboard;
mod lazy;
mod list;
mod location;
mod locations;
mod names;
mod offline;
mod own_file;
mod phone;
mod pictures;
mod popovers;
mod preferences;
mod rows;
mod service_worker;
mod smoke;
mod stalls;
mod storage;
mod time_zone;
mod translated;
