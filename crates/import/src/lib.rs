//! Reads a dataset from a workbook (XLSX) or from CSV files, one sheet for each kind of thing.
//!
//! [`table`] declares the sheets and their columns once: the reader, the template and the documentation follow it.
//! [`open`] turns the bytes of files into a dataset in JSON, with each [`Fault`] at its sheet, row and column. A row
//! with a fault is left out, and all other rows are kept. [`Places`] finds the row of a JSON path, for the problems
//! that the dataset reader of `domain` reports afterwards.
//!
//! Not guaranteed: formulas are not computed, the value that the program saved is read; formats other than dates and
//! percentages are ignored.

mod fault;
mod places;
mod report;

#[cfg(feature = "sheets")]
mod cell;
#[cfg(feature = "sheets")]
mod csv;
#[cfg(feature = "sheets")]
mod limits;
#[cfg(feature = "sheets")]
mod open;
#[cfg(feature = "sheets")]
mod read;
#[cfg(feature = "sheets")]
pub mod table;
#[cfg(feature = "sheets")]
mod values;
#[cfg(feature = "sheets")]
mod write;
#[cfg(feature = "sheets")]
mod xlsx;

#[cfg(feature = "sheets")]
pub use cell::{Cell, Row, Sheet};
pub use fault::{ColumnPlace, Fault, Message, Place};
#[cfg(feature = "sheets")]
pub use limits::MAX_BYTES;
#[cfg(feature = "sheets")]
pub use open::{InputFile, open};
pub use places::Places;
#[cfg(feature = "sheets")]
pub use read::read;
pub use report::Report;
#[cfg(feature = "sheets")]
pub use write::{SheetRows, sheets_of};

/// The most faults that are reported.
pub const MAX_FAULTS: usize = 200;

/// What came of a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The dataset, as JSON.
    pub dataset: String,
    /// What is wrong with the workbook, and where its data stand.
    pub report: Report,
}

/// Why nothing of the files can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenError {
    /// The name of the file.
    pub file: String,
    /// What is wrong, and what to do.
    pub message: Message,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.file, self.message.en)
    }
}

impl std::error::Error for OpenError {}
