//! What is wrong with a dataset, while it is read.

use crate::dataset::problem::{DatasetProblem, ProblemKind};

/// How many problems are reported at most.
pub const MOST_PROBLEMS: usize = 200;

/// The first problems found, up to [`MOST_PROBLEMS`].
#[derive(Clone, Default)]
pub struct Problems(pub Vec<DatasetProblem>);

impl Problems {
    pub fn push(&mut self, path: impl Into<String>, kind: ProblemKind) {
        self.add(DatasetProblem::new(path, kind));
    }

    /// Adds one that says more than all others.
    pub fn add_first(&mut self, problem: DatasetProblem) {
        self.0.insert(0, problem);
        self.0.truncate(MOST_PROBLEMS);
    }

    pub fn add(&mut self, problem: DatasetProblem) {
        if self.0.len() < MOST_PROBLEMS {
            self.0.push(problem);
        }
    }
}
