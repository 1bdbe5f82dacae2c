//! How much a location lacks: the smallest number of distinct things to attain so that the criteria hold (rule 2).

mod search;
mod thing;

pub use thing::{Thing, repeats};

use crate::model::{Criteria, Criterion};
use search::Search;

/// The number for a location that nothing can help: it lies in the wrong country.
pub const OUT_OF_REACH: u16 = u16::MAX;

/// Returns how much is lacking where all parts are needed and share nothing.
pub fn all_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.fold(0, u16::saturating_add)
}

/// Returns how much is lacking where one part is enough; with no part there is no way.
pub fn any_of(parts: impl Iterator<Item = u16>) -> u16 {
    parts.min().unwrap_or(OUT_OF_REACH)
}

/// Returns how much is lacking of one criterion. A country cannot be attained.
pub const fn one(criterion: &Criterion, met: bool) -> u16 {
    match criterion {
        _ if met => 0,
        Criterion::Place { .. } => OUT_OF_REACH,
        _ => 1,
    }
}

/// What a location lacks of a tree of criteria.
pub enum Need<'a> {
    Met,
    Never,
    Thing(Thing<'a>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl<'a> Need<'a> {
    /// Builds the tree from whether each criterion is met.
    pub fn new(criteria: &'a Criteria, met: &mut impl FnMut(&'a Criterion) -> bool) -> Self {
        match criteria {
            Criteria::AllOf(parts) => Self::all(parts.iter().map(|part| Self::new(part, met))),
            Criteria::AnyOf(parts) => Self::any(parts.iter().map(|part| Self::new(part, met))),
            Criteria::One(criterion) => Self::one(criterion, met(criterion)),
        }
    }

    pub fn one(criterion: &'a Criterion, met: bool) -> Self {
        if met { Self::Met } else { Thing::of(criterion).map_or(Self::Never, Self::Thing) }
    }

    pub fn all(parts: impl Iterator<Item = Self>) -> Self {
        let parts: Vec<_> = parts.filter(|part| !matches!(part, Self::Met)).collect();
        match parts.as_slice() {
            [] => Self::Met,
            parts if parts.iter().any(|part| matches!(part, Self::Never)) => Self::Never,
            _ => Self::All(parts),
        }
    }

    pub fn any(parts: impl Iterator<Item = Self>) -> Self {
        let parts: Vec<_> = parts.filter(|part| !matches!(part, Self::Never)).collect();
        match parts.as_slice() {
            [] => Self::Never,
            parts if parts.iter().any(|part| matches!(part, Self::Met)) => Self::Met,
            _ => Self::Any(parts),
        }
    }

    /// Returns the smallest number of distinct things to attain; [`OUT_OF_REACH`] where nothing helps.
    pub fn least(&self) -> u16 {
        let most = self.at_most();
        if matches!(most, 0 | 1 | OUT_OF_REACH) {
            return most;
        }
        let mut search = Search::new();
        (1..most).find(|&number| search.finds(vec![self], Vec::new(), number)).unwrap_or(most)
    }

    /// Returns the number where a thing counts as often as it is needed: exact where nothing is needed twice.
    fn at_most(&self) -> u16 {
        match self {
            Self::Met => 0,
            Self::Never => OUT_OF_REACH,
            Self::Thing(_) => 1,
            Self::All(parts) => all_of(parts.iter().map(Self::at_most)),
            Self::Any(parts) => any_of(parts.iter().map(Self::at_most)),
        }
    }
}

#[cfg(test)]
mod tests;
