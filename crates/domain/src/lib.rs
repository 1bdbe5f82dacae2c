//! The words and rules of the engagements section: what can be earned, where, why not elsewhere,
//! and what must be done by when.
//!
//! Pure: no web, no clock, no input or output. "Today" is an argument of every rule (rule 14).
//! The order of the modules is the reading order: words first, then rules, then the catalogue
//! that answers the list at every key press.

#![warn(missing_docs)]

mod json;

pub mod day;
pub mod id;
pub mod idx;
pub mod money;
mod packed;
pub mod text;

pub mod model;

pub mod dataset;

pub mod availability;
pub mod claims;
pub mod customer_eligibility;
pub mod deadlines;
pub mod earning;
pub mod eligibility;
pub mod payee;
pub mod permissions;
pub mod session;
pub mod visibility;

pub mod view;

pub mod catalogue;

pub mod actions;
pub mod command;
pub mod grant;
mod list_rows;

pub mod customers;
pub mod differences;
pub mod find;
pub mod locations;

#[cfg(test)]
mod testing;

pub use day::Day;
pub use idx::Idx;
pub use money::{Currency, Money, MoneySum};
pub use text::{Lang, Text};
