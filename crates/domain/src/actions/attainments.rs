//! Attainments that run out, or have run out, and what stops with them.

use super::claims::OpenClaim;
use super::{Action, HORIZON_DAYS, Severity, Task};
use crate::availability::Availability;
use crate::catalogue::Catalogue;
use crate::dataset::Data;
use crate::eligibility::{credential_of, each_criterion, meets};
use crate::id::CredentialId;
use crate::model::Location;
use crate::{Day, Idx};

/// For each credential, by its position, the classes whose criteria ask for it.
type Asking = [Vec<usize>];

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
        asking: &Asking,
        open: &[OpenClaim<'_>],
        actions: &mut Vec<Action>,
    ) {
        let today = self.day();
        for End { attainment, last, stops: stopped, .. } in self.ends(at, location, asking) {
            let is_stopped = |class: usize| stopped.binary_search(&class).is_ok();
            // What stopped and has ended since is not to be won back.
            let from = last.plus(1).max(today);
            let stops = self.count_active(from, is_stopped);
            if stops == 0 {
                continue;
            }
            let at_stake = open.iter().filter(|open| {
                is_stopped(open.engagement.class_index()) && open.engagement.availability(from) == Availability::Active
            });
            actions.push(Action {
                task: Task::RenewAttainment { attainment: Idx::new(attainment), stops },
                location: Some(Idx::new(at)),
                engagement: None,
                claim: None,
                due: Some(last),
                severity: Severity::of(last, today),
                claims: at_stake.map(|open| open.claim).collect(),
            });
        }
    }

    /// Returns what ends by the horizon, and what stops with it.
    fn ends<'a>(&self, at: usize, location: &'a Location, asking: &Asking) -> Vec<End<'a>> {
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
            // Latest first, so that a class that stopped several times is reported for the last time only.
            let place = ends.partition_point(|end| end.last >= last);
            ends.insert(place, End { attainment, credential, last, stops: Vec::new() });
        }
        for number in 0..ends.len() {
            let End { credential, last, .. } = ends[number];
            let met_on = |class: usize, day| meets(&classes[class].criteria, location, day);
            let reported = |class: &usize| {
                let mut later = ends[..number].iter().filter(|end| end.credential == credential && end.last < today);
                later.any(|end| end.stops.binary_search(class).is_ok())
            };
            let stops = self.data().credential_index(credential).map_or_else(Vec::new, |credential| {
                let asking = asking[credential.index()].iter().copied();
                asking
                    .filter(|&class| last >= today || !self.is_eligible(class, at))
                    .filter(|&class| met_on(class, last) && !met_on(class, last.plus(1)))
                    .filter(|class| !reported(class))
                    .collect()
            });
            ends[number].stops = stops;
        }
        ends
    }
}

/// Which classes ask for which credential, in order.
pub(super) fn classes_asking(data: &Data) -> Vec<Vec<usize>> {
    let mut asking = vec![Vec::new(); data.credentials.len()];
    for (number, class) in data.engagements.classes.iter().enumerate() {
        each_criterion(&class.criteria, &mut |criterion| {
            if let Some(credential) = credential_of(criterion).and_then(|id| data.credential_index(id)) {
                let classes = &mut asking[credential.index()];
                if classes.last() != Some(&number) {
                    classes.push(number);
                }
            }
        });
    }
    asking
}
