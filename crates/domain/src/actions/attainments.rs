//! Attainments that run out, or have run out, and what stops with them.

use rustc_hash::FxHashMap;

use super::{Action, HORIZON_DAYS, OpenAmount, Severity, Task};
use crate::Day;
use crate::catalogue::Catalogue;
use crate::dataset::data::Class;
use crate::dataset::wire::Location;
use crate::eligibility::{credential_of, each_criterion, missing};
use crate::id::CredentialId;

/// The classes whose criteria ask for each credential.
pub(super) type Asking<'a> = FxHashMap<&'a CredentialId, Vec<usize>>;

/// The last day of an attainment that ends within the horizon.
struct End<'a> {
    /// Position at the location.
    attainment: usize,
    credential: &'a CredentialId,
    last: Day,
    /// The classes that the location was eligible for on that day and not the day after, nor today where
    /// that is later.
    stops: Vec<usize>,
}

impl Catalogue {
    /// An attainment matters where the location was eligible on its last day and is not after it.
    pub(super) fn attainment_actions(
        &self,
        at: usize,
        location: &Location,
        asking: &Asking<'_>,
        open: &[OpenAmount],
        actions: &mut Vec<Action>,
    ) {
        let today = self.day();
        for End { attainment, last, stops: stopped, .. } in self.ends(at, location, asking) {
            let stops = self.count_active(last.plus(1).max(today), |class| stopped.binary_search(&class).is_ok());
            if stops == 0 {
                continue;
            }
            let at_stake = open.iter().filter(|open| stopped.binary_search(&open.class).is_ok());
            actions.push(Action {
                task: Task::RenewAttainment { attainment, stops },
                location: Some(at),
                engagement: None,
                claim: None,
                due: Some(last),
                severity: Severity::of(last, today),
                stake: at_stake.map(|open| open.amount).collect(),
            });
        }
    }

    /// What ends by the horizon, and what stops with it.
    fn ends<'a>(&self, at: usize, location: &'a Location, asking: &Asking<'_>) -> Vec<End<'a>> {
        let today = self.day();
        let classes = &self.data().engagements.classes;
        let mut ends: Vec<End<'a>> = Vec::new();
        for (attainment, known) in location.attainments.iter().enumerate() {
            let Some(last) = known.last.filter(|last| *last <= today.plus(HORIZON_DAYS) && *last < Day::MAX) else {
                continue;
            };
            let credential = &known.credential;
            // Several that end on one day are renewed together: the last one stands for all.
            ends.retain(|end| (end.credential, end.last) != (credential, last));
            ends.push(End { attainment, credential, last, stops: Vec::new() });
        }
        // Latest first, so that what stopped several times is told for the last time only.
        ends.sort_by_key(|end| std::cmp::Reverse(end.last));
        for number in 0..ends.len() {
            let End { credential, last, .. } = ends[number];
            let missing_on = |class: usize, day| missing(&classes[class].criteria, location, day);
            let told = |class: &usize| {
                let mut later = ends[..number].iter().filter(|end| end.credential == credential && end.last < today);
                later.any(|end| end.stops.binary_search(class).is_ok())
            };
            let stops = asking.get(credential).map_or_else(Vec::new, |classes| {
                let asking = classes.iter().copied();
                asking
                    .filter(|&class| last >= today || !self.is_eligible(class, at))
                    .filter(|&class| missing_on(class, last.plus(1)) > 0 && missing_on(class, last) == 0)
                    .filter(|class| !told(class))
                    .collect()
            });
            ends[number].stops = stops;
        }
        ends
    }
}

/// Which classes ask for which credential, in order.
pub(super) fn classes_asking(classes: &[Class]) -> Asking<'_> {
    let mut asking = Asking::default();
    for (number, class) in classes.iter().enumerate() {
        each_criterion(&class.criteria, &mut |criterion| {
            if let Some(credential) = credential_of(criterion) {
                let classes: &mut Vec<usize> = asking.entry(credential).or_default();
                if classes.last() != Some(&number) {
                    classes.push(number);
                }
            }
        });
    }
    asking
}
