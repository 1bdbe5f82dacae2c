//! Tables as files and for the clipboard: what a list shows, with dates as dates and money as numbers.
//!
//! A text cell is never a formula for the program that opens it.

#![warn(missing_docs)]

mod clipboard;
mod csv;
mod table;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use clipboard::{html, tab_separated};
pub use csv::{NumberStyle, csv};
pub use table::{Cell, Column, Kind, Note, Table};
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxError, xlsx};
