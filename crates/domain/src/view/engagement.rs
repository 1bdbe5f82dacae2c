//! An engagement at its locations, and the engagements of one location, by verdict.

use super::criteria::CriteriaState;
use super::reason::{Reason, lacks};
use crate::catalogue::{Catalogue, LocationSet};
use crate::dataset::data::EngagementRef;
use crate::earning::{Earning, LocationStatus, earns_until, is_enrolled};
use crate::eligibility::{Verdict, explain};
use crate::model::{Engagement, Location};
use crate::{Day, Idx};

/// Everything that is said about one location of one engagement.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// Whether it is enrolled and eligible, and its payee profile.
    pub status: LocationStatus,
    /// What it lacks of the criteria, in one word or number.
    pub criteria: CriteriaState,
    /// The verdict on each criterion.
    pub tree: Verdict<'a>,
    /// The verdict.
    pub verdict: Earning,
    /// Why.
    pub reason: Reason<'a>,
}

impl Assessment<'_> {
    /// Returns whether there is something that the location lacks.
    pub const fn lacks_something(&self) -> bool {
        matches!(self.reason, Reason::Lacks(_))
    }
}

/// Assesses one location for one engagement on a day.
pub fn assess<'a>(engagement: EngagementRef<'a>, location: &Location, day: Day) -> Assessment<'a> {
    let status = LocationStatus::of(engagement.criteria(), location, day);
    let tree = explain(engagement.criteria(), location, day);
    let verdict = status.verdict(engagement.availability(day));
    let term = engagement.term();
    // Not none: the location earns or is ready.
    let until = || earns_until(engagement.criteria(), term, location, day).unwrap_or(term.last);
    let reason = match verdict {
        Earning::Earning => Reason::Earns { until: until() },
        Earning::Ready => match until() {
            until if until < term.first => Reason::EndsBeforeTerm { until },
            until => Reason::Ready { from: term.first, until },
        },
        Earning::WithinReach | Earning::NotEarning => Reason::Lacks(lacks(status, tree.clone(), location, day)),
        Earning::Ended => Reason::Ended(term.last),
    };
    Assessment { status, criteria: CriteriaState::of(status, &tree), tree, verdict, reason }
}

/// The enrolled locations in view with one verdict on an engagement, by their positions in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationGroup {
    /// The verdict.
    pub verdict: Earning,
    /// The locations, in the order of the data; never empty.
    pub locations: Vec<Idx<Location>>,
}

/// Returns the enrolled locations in view by verdict, best first; verdicts without a location are left out.
pub fn location_groups(
    catalogue: &Catalogue,
    engagement: EngagementRef<'_>,
    in_view: &LocationSet,
) -> Vec<LocationGroup> {
    let mut groups = Earning::ALL.map(|verdict| LocationGroup { verdict, locations: Vec::new() });
    for (at, location) in catalogue.data().locations.iter().enumerate() {
        let at = Idx::new(at);
        if in_view.contains(at) && is_enrolled(location, catalogue.day()) {
            groups[catalogue.verdict_at(engagement, at) as usize].locations.push(at);
        }
    }
    groups.into_iter().filter(|group| !group.locations.is_empty()).collect()
}

/// The engagements that are offered at one location and have one verdict there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngagementGroup {
    /// The verdict.
    pub verdict: Earning,
    /// How many there are.
    pub count: u32,
    /// The first of them, in the order of the programme.
    pub first: Vec<Idx<Engagement>>,
}

/// Returns the engagements that are offered at a location by verdict, best first, without those that have ended. Each
/// group names the first `limit`.
pub fn engagement_groups(catalogue: &Catalogue, location: Idx<Location>, limit: usize) -> Vec<EngagementGroup> {
    let mut groups = Earning::ALL.map(|verdict| EngagementGroup { verdict, count: 0, first: Vec::new() });
    for engagement in catalogue.data().engagements.iter().filter(|it| catalogue.is_offered_at(*it, location)) {
        let group = &mut groups[catalogue.verdict_at(engagement, location) as usize];
        group.count += 1;
        if group.first.len() < limit {
            group.first.push(engagement.position());
        }
    }
    groups.into_iter().filter(|group| group.verdict != Earning::Ended).collect()
}

#[cfg(test)]
mod tests;
