//! Properties that hold for every dataset: the catalogue against a plain reference, the reader
//! against damaged files, the schema against the code.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod actions;
mod catalogue;
mod commands;
mod demo;
mod generate;
mod reading;
mod reference;
mod schema;
mod visibility;
