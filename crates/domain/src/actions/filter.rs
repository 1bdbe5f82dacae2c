//! The inbox under its filters, with counts under the other filters.

use std::collections::BTreeMap;

use super::{Action, ActionKind};
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

/// How many actions match each value of each filter, under the other filters; values that no action has are absent.
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
    /// The counts.
    pub facets: ActionFacets,
}

impl ActionsQuery {
    /// Returns the actions that match, and the counts.
    pub fn answer(&self, actions: &[Action]) -> ActionsAnswer {
        let mut answer = ActionsAnswer::default();
        for action in actions {
            answer.facets.kinds.entry(action.task.kind()).or_default();
            if let Some(location) = action.location {
                answer.facets.locations.entry(location).or_default();
            }
            if let Some(engagement) = action.engagement {
                answer.facets.engagements.entry(engagement).or_default();
            }
        }
        for (at, action) in actions.iter().enumerate() {
            let passes = [
                passes(&self.kinds, Some(action.task.kind())),
                passes(&self.locations, action.location),
                passes(&self.engagements, action.engagement),
            ];
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
}

fn passes<T: PartialEq>(wanted: &[T], value: Option<T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
}
