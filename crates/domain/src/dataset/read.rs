//! Reads a dataset as it arrives, keeps what is sound, and says what is not.

mod engagements;
mod first_rows;
mod parse;
mod parts;
mod problems;
#[cfg(test)]
mod tests;

use super::data::Data;
use super::problem::DatasetProblem;
use super::splitter::Splitter;
use super::validate;
use crate::Day;

pub use problems::MOST_PROBLEMS;

pub(super) use engagements::EngagementReader;
pub(super) use parse::parse;
pub(super) use parts::{Listed, Parts};
pub(super) use problems::Problems;

/// Takes in a dataset piece by piece.
pub struct Reader {
    splitter: Splitter,
    parts: Parts,
    /// Whether [`Self::first_rows`] has returned what there is.
    has_first_rows: bool,
}

/// What came of a dataset.
#[derive(Debug)]
pub struct LoadedDataset {
    /// What is sound; `None` where nothing can be shown.
    pub data: Option<Data>,
    /// What is not, at most [`MOST_PROBLEMS`].
    pub problems: Vec<DatasetProblem>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// Ready for the first piece.
    pub fn new() -> Self {
        Self { splitter: Splitter::new(), parts: Parts::default(), has_first_rows: false }
    }

    /// Reads a whole dataset at once.
    pub fn read(bytes: &[u8], today: Day) -> LoadedDataset {
        let mut reader = Self::new();
        // In pieces, so that the file is not held twice.
        for piece in bytes.chunks(1 << 16) {
            reader.feed(piece);
        }
        reader.finish(today)
    }

    /// Takes the next piece of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.space(bytes.len()).copy_from_slice(bytes);
        self.advance();
    }

    /// Room for the next piece of the file, to be written in place and then taken by [`Self::advance`].
    pub fn space(&mut self, bytes: usize) -> &mut [u8] {
        self.splitter.space(bytes)
    }

    /// Takes what was written into [`Self::space`].
    // Within its caller, which is made to be small, it would be made to be small as well.
    #[inline(never)]
    pub fn advance(&mut self) {
        let Self { splitter, parts, .. } = self;
        if let Err(problem) = splitter.advance(|part| parts.take(&part)) {
            parts.problems.add_first(problem);
        }
    }

    /// Returns how many engagements were read so far.
    pub const fn engagements(&self) -> usize {
        self.parts.engagements.len()
    }

    /// Ends the file: checks references and moves the dates so that they describe `today`
    /// where the dataset asks for it (rule 14).
    pub fn finish(mut self, today: Day) -> LoadedDataset {
        if let Err(problem) = self.splitter.finish() {
            self.parts.problems.add_first(problem);
        }
        validate::finish(self.parts, today)
    }
}
