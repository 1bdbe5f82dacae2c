//! The inbox under its filters, with counts under the other filters.

use std::collections::BTreeMap;

use super::{Action, ActionKind, LapsedClaim};
use crate::Idx;
use crate::model::{Engagement, Location};

/// A view of the inbox. An empty filter accepts all actions; several values of one filter are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionsQuery {
    /// Kinds.
    pub kinds: Vec<ActionKind>,
    /// Positions of locations.
    pub locations: Vec<Idx<Location>>,
    /// Positions of engagements.
    pub engagements: Vec<Idx<Engagement>>,
}

/// How many actions match each value of each filter, were it the only one chosen in its filter (rule 6). Values that
/// neither an action nor a lapsed claim has are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionFacets {
    /// By kind.
    pub kinds: BTreeMap<ActionKind, u32>,
    /// By position of the location.
    pub locations: BTreeMap<Idx<Location>, u32>,
    /// By position of the engagement.
    pub engagements: BTreeMap<Idx<Engagement>, u32>,
}

/// What a query gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionsAnswer {
    /// Positions of the actions that match, in their order.
    pub order: Vec<usize>,
    /// Positions of the lapsed claims that match, in their order.
    pub lapsed: Vec<usize>,
    /// The counts.
    pub facets: ActionFacets,
}

impl ActionsQuery {
    /// Returns the actions and the lapsed claims that match, and the counts.
    pub fn answer(&self, actions: &[Action], lapsed: &[LapsedClaim]) -> ActionsAnswer {
        let mut answer = ActionsAnswer::default();
        for action in actions {
            answer.facets.add(action.task.kind(), action.location, action.engagement);
        }
        for (at, lapsed) in lapsed.iter().enumerate() {
            answer.facets.add(lapsed.kind(), lapsed.location, Some(lapsed.engagement));
            if self.passes(lapsed.kind(), lapsed.location, Some(lapsed.engagement)) == [true; 3] {
                answer.lapsed.push(at);
            }
        }
        for (at, action) in actions.iter().enumerate() {
            let passes = self.passes(action.task.kind(), action.location, action.engagement);
            let all_but = |filter: usize| passes.iter().enumerate().all(|(other, passes)| other == filter || *passes);
            if all_but(usize::MAX) {
                answer.order.push(at);
            }
            if all_but(0) {
                *answer.facets.kinds.entry(action.task.kind()).or_default() += 1;
            }
            if let (true, Some(location)) = (all_but(1), action.location) {
                *answer.facets.locations.entry(location).or_default() += 1;
            }
            if let (true, Some(engagement)) = (all_but(2), action.engagement) {
                *answer.facets.engagements.entry(engagement).or_default() += 1;
            }
        }
        answer
    }

    /// Returns for each filter whether it accepts an entry of the inbox: kind, location, engagement.
    fn passes(
        &self,
        kind: ActionKind,
        location: Option<Idx<Location>>,
        engagement: Option<Idx<Engagement>>,
    ) -> [bool; 3] {
        [passes(&self.kinds, Some(kind)), passes(&self.locations, location), passes(&self.engagements, engagement)]
    }
}

impl ActionFacets {
    /// Adds the values of an entry of the inbox, with the count 0 where they are new.
    fn add(&mut self, kind: ActionKind, location: Option<Idx<Location>>, engagement: Option<Idx<Engagement>>) {
        self.kinds.entry(kind).or_default();
        if let Some(location) = location {
            self.locations.entry(location).or_default();
        }
        if let Some(engagement) = engagement {
            self.engagements.entry(engagement).or_default();
        }
    }
}

fn passes<T: PartialEq>(wanted: &[T], value: Option<T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
}
