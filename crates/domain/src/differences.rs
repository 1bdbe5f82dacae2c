//! What differs between two days (rule 14.4): which engagements and locations stop earning or begin to, and which
//! actions are required no longer or newly.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashSet;

use crate::Idx;
use crate::actions::Action;
use crate::catalogue::{Catalogue, Query};
use crate::earning::Earning;
use crate::model::{Engagement, Location};

/// What is so on one day and not on the other; positions in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// On the first day only.
    pub stop: Vec<Idx<T>>,
    /// On the second day only.
    pub begin: Vec<Idx<T>>,
}

impl<T> Change<T> {
    fn between(before: &FixedBitSet, after: &FixedBitSet) -> Self {
        Self {
            stop: before.difference(after).map(Idx::new).collect(),
            begin: after.difference(before).map(Idx::new).collect(),
        }
    }

    /// Returns whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.stop.is_empty() && self.begin.is_empty()
    }
}

/// Returns the engagements on which a location stops to earn or begins to: those that the list finds as *earning* on
/// one of two days (rule 6.8). Both catalogues are of the same data.
pub fn earning_engagements(before: &Catalogue, after: &Catalogue) -> Change<Engagement> {
    let earning = |catalogue: &Catalogue| {
        let mut set = FixedBitSet::with_capacity(catalogue.data().engagements.len());
        let query = Query { eligibility: vec![Earning::Earning], ..Query::default() };
        set.extend(catalogue.query_without_texts(&query).order.into_iter().map(Idx::index));
        set
    };
    Change::between(&earning(before), &earning(after))
}

/// Returns the locations that stop to earn on any engagement or begin to. Both catalogues are of the same data.
pub fn earning_locations(before: &Catalogue, after: &Catalogue) -> Change<Location> {
    let earning = |catalogue: &Catalogue| {
        let standings = catalogue.standings();
        let mut set = FixedBitSet::with_capacity(standings.len());
        set.extend(standings.iter().enumerate().filter(|(_, standing)| standing.earning > 0).map(|(at, _)| at));
        set
    };
    Change::between(&earning(before), &earning(after))
}

/// Returns the positions of the actions that are not among others: each is what is to be done about one thing, whatever
/// its day and its urgency.
pub fn actions_not_in(actions: &[Action], others: &[Action]) -> Vec<usize> {
    let others: FxHashSet<_> = others.iter().map(Action::identity).collect();
    let is_new = |(_, action): &(usize, &Action)| !others.contains(&action.identity());
    actions.iter().enumerate().filter(is_new).map(|(at, _)| at).collect()
}
