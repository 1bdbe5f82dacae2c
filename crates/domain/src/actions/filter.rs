//! The inbox under its filters, with counts under the other filters.

use std::collections::{BTreeMap, BTreeSet};

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
    /// By position, actions that also concern locations which are not chosen, as they are at the chosen ones.
    pub narrowed: BTreeMap<usize, Action>,
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
            answer.facets.add(action.task.kind(), action.locations(), action.engagement);
        }
        for (at, lapsed) in lapsed.iter().enumerate() {
            let locations = lapsed.location.as_slice();
            answer.facets.add(lapsed.kind(), locations, Some(lapsed.engagement));
            if self.passes(lapsed.kind(), locations, Some(lapsed.engagement)) == [true; 3] {
                answer.lapsed.push(at);
            }
        }
        for (at, action) in actions.iter().enumerate() {
            let passes = self.passes(action.task.kind(), action.locations(), action.engagement);
            let all_but = |filter: usize| passes.iter().enumerate().all(|(other, passes)| other == filter || *passes);
            if all_but(usize::MAX) {
                answer.order.push(at);
                answer.narrowed.extend(action.narrowed(&self.locations).map(|narrowed| (at, narrowed)));
            }
            if all_but(0) {
                *answer.facets.kinds.entry(action.task.kind()).or_default() += 1;
            }
            if all_but(1) {
                for location in BTreeSet::from_iter(action.locations()) {
                    *answer.facets.locations.entry(*location).or_default() += 1;
                }
            }
            if let (true, Some(engagement)) = (all_but(2), action.engagement) {
                *answer.facets.engagements.entry(engagement).or_default() += 1;
            }
        }
        answer
    }

    /// Returns for each filter whether it accepts an entry of the inbox: kind, location, engagement.
    fn passes(&self, kind: ActionKind, locations: &[Idx<Location>], engagement: Option<Idx<Engagement>>) -> [bool; 3] {
        [
            passes(&self.kinds, &[kind]),
            passes(&self.locations, locations),
            passes(&self.engagements, engagement.as_slice()),
        ]
    }
}

impl ActionsAnswer {
    /// Returns the matching ones of the actions that the answer is about, as they are at the chosen locations.
    pub fn matching<'a>(&'a self, actions: &'a [Action]) -> impl Iterator<Item = &'a Action> {
        self.order.iter().filter_map(|at| self.narrowed.get(at).or_else(|| actions.get(*at)))
    }
}

impl ActionFacets {
    /// Adds the values of an entry of the inbox, with the count 0 where they are new.
    fn add(&mut self, kind: ActionKind, locations: &[Idx<Location>], engagement: Option<Idx<Engagement>>) {
        self.kinds.entry(kind).or_default();
        for location in locations {
            self.locations.entry(*location).or_default();
        }
        if let Some(engagement) = engagement {
            self.engagements.entry(engagement).or_default();
        }
    }
}

fn passes<T: PartialEq>(wanted: &[T], values: &[T]) -> bool {
    wanted.is_empty() || values.iter().any(|value| wanted.contains(value))
}
