//! Attainments that run out, or have run out, and what stops with them.

use super::{Action, HORIZON_DAYS, Severity, Task};
use crate::catalogue::Catalogue;
use crate::dataset::wire::{Criteria, Location};
use crate::eligibility::{credential_of, each_criterion, missing};
use crate::id::CredentialId;
use crate::{Day, MoneySum};

impl Catalogue {
    /// An attainment matters where the location was eligible on its last day and is not after it.
    pub(super) fn attainment_actions(&self, at: usize, location: &Location, actions: &mut Vec<Action>) {
        let today = self.day();
        let classes = &self.data().engagements.classes;
        for (attainment, last) in ending(location, today.plus(HORIZON_DAYS)) {
            let credential = &location.attainments[attainment].credential;
            let after = last.plus(1).max(today);
            let stops_class = |class: usize| {
                let criteria = &classes[class].criteria;
                asks_for(criteria, credential)
                    && missing(criteria, location, last) == 0
                    && missing(criteria, location, after) > 0
            };
            let stops = self.count_active(after, stops_class);
            if stops == 0 {
                continue;
            }
            let stake: MoneySum = (self.data().claims.iter())
                .filter(|claim| claim.location == location.id && !claim.state.is_closed())
                .filter(|claim| {
                    let engagement = self.data().engagements.find(&claim.engagement);
                    engagement.is_some_and(|engagement| stops_class(engagement.class_index()))
                })
                .filter_map(|claim| claim.amount)
                .collect();
            actions.push(Action {
                task: Task::RenewAttainment { attainment, stops },
                location: Some(at),
                engagement: None,
                claim: None,
                due: Some(last),
                severity: Severity::of(last, today),
                stake,
            });
        }
    }
}

/// The last attainment of each credential to end, where it has begun to matter by `horizon`.
fn ending(location: &Location, horizon: Day) -> impl Iterator<Item = (usize, Day)> {
    let attainments = &location.attainments;
    attainments.iter().enumerate().filter_map(move |(at, attainment)| {
        let last = attainment.last.filter(|last| *last <= horizon && *last < Day::MAX)?;
        let later = attainments.iter().enumerate().any(|(other_at, other)| {
            other.credential == attainment.credential
                && other.last.is_none_or(|other_last| (other_last, other_at) > (last, at))
                && other.first <= last.plus(1)
        });
        (!later).then_some((at, last))
    })
}

fn asks_for(criteria: &Criteria, credential: &CredentialId) -> bool {
    let mut asks = false;
    each_criterion(criteria, &mut |criterion| asks |= credential_of(criterion) == Some(credential));
    asks
}
