//! The dataset: all data of a partner and the programme, in one JSON file.
//!
//! [`crate::model`] are its types (the API uses the same), [`read`] takes it in piece by piece,
//! [`problem`] says what is wrong and where, [`data`] is what the rules work on.

pub mod problem;
mod splitter;

pub mod data;
pub mod read;
mod validate;

pub use data::Data;
pub use problem::{DatasetProblem, ProblemKind};
pub use read::Reader;
pub use splitter::without_mark;
