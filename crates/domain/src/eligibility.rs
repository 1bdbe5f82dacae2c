//! Rule 2: eligibility of a location, by the partner criteria, on a day.

mod criterion;
mod missing;

pub(crate) use criterion::changes;
pub use criterion::{Check, Current, check, credential_of, is_met};
use missing::Need;
pub use missing::OUT_OF_REACH;
pub(crate) use missing::{Thing, all_of, any_of, one, repeats};

use crate::Day;
use crate::model::{Criteria, Criterion, Location};

/// A criteria tree with its verdicts; the shape is that of the criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// All parts are needed.
    AllOf(Vec<Self>),
    /// One part is enough.
    AnyOf(Vec<Self>),
    /// One criterion and its verdict.
    One(&'a Criterion, Check),
}

impl<'a> Verdict<'a> {
    /// Returns whether the whole is met.
    pub fn met(&self) -> bool {
        match self {
            Self::AllOf(parts) => parts.iter().all(Self::met),
            Self::AnyOf(parts) => parts.iter().any(Self::met),
            Self::One(_, check) => check.met,
        }
    }

    /// Returns how much is lacking; see [`missing`].
    pub fn missing(&self) -> u16 {
        self.need().least()
    }

    fn need(&self) -> Need<'a> {
        match self {
            Self::AllOf(parts) => Need::all(parts.iter().map(Self::need)),
            Self::AnyOf(parts) => Need::any(parts.iter().map(Self::need)),
            Self::One(criterion, check) => Need::one(criterion, check.met),
        }
    }
}

/// Returns the smallest number of distinct things that a location must attain so that the criteria hold; 0 means
/// eligible, [`OUT_OF_REACH`] that nothing helps (rule 2).
///
/// Criteria on one credential are one thing, however often and with whatever number they appear; revenue in each
/// currency, each stated criterion, and the enrolment are one thing each. In trees of hundreds of criteria that share
/// things the number may be too high, never too low.
pub fn missing(criteria: &Criteria, location: &Location, day: Day) -> u16 {
    missing_where(criteria, |criterion| is_met(criterion, location, day))
}

/// [`missing`] from whether each criterion is met, asked once for each, in the order of [`each_criterion`].
pub(crate) fn missing_where<'a>(criteria: &'a Criteria, mut met: impl FnMut(&'a Criterion) -> bool) -> u16 {
    Need::new(criteria, &mut met).least()
}

/// Returns whether a location meets the criteria: where [`missing`] is 0.
/// Faster than `missing`: it stops at the first answer.
pub fn meets(criteria: &Criteria, location: &Location, day: Day) -> bool {
    match criteria {
        Criteria::AllOf(parts) => parts.iter().all(|part| meets(part, location, day)),
        Criteria::AnyOf(parts) => parts.iter().any(|part| meets(part, location, day)),
        Criteria::One(criterion) => is_met(criterion, location, day),
    }
}

/// Returns the verdict on every criterion, in the shape of the tree (rule 2).
pub fn explain<'a>(criteria: &'a Criteria, location: &Location, day: Day) -> Verdict<'a> {
    match criteria {
        Criteria::AllOf(parts) => Verdict::AllOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::AnyOf(parts) => Verdict::AnyOf(parts.iter().map(|part| explain(part, location, day)).collect()),
        Criteria::One(criterion) => Verdict::One(criterion, check(criterion, location, day)),
    }
}

/// Calls back for every criterion of a tree.
pub fn each_criterion<'a>(criteria: &'a Criteria, visit: &mut impl FnMut(&'a Criterion)) {
    match criteria {
        Criteria::AllOf(parts) | Criteria::AnyOf(parts) => parts.iter().for_each(|part| each_criterion(part, visit)),
        Criteria::One(criterion) => visit(criterion),
    }
}
