//! Properties that hold for every dataset: the catalogue against a plain reference, the reader
//! against damaged files, the schema against the code.

#![expect(clippy::unwrap_used, reason = "a missing value fails the test")]

mod actions;
mod catalogue;
mod commands;
mod customers;
mod demo;
mod differences;
mod facets;
mod find;
mod first_rows;
mod generate;
mod inputs;
mod locations;
mod reading;
mod reasons;
mod reference;
mod schema;
mod visibility;
