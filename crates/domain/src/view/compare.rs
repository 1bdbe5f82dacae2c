//! Locations side by side: the engagements of the programme with the verdict at each of them (rules 4 to 6).

use crate::Idx;
use crate::availability::Availability;
use crate::catalogue::Catalogue;
use crate::dataset::data::EngagementRef;
use crate::earning::Earning;
use crate::model::{Engagement, Location};

/// The least number of locations that a comparison needs.
pub const MIN_COMPARED: usize = 2;
/// The greatest number of locations that are compared: more do not fit beside each other.
pub const MAX_COMPARED: usize = 5;

/// An engagement of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ComparedEngagement {
    /// Its position in the data.
    pub at: Idx<Engagement>,
    /// Whether the locations have different verdicts.
    pub differs: bool,
}

/// Returns the engagements that are active or upcoming and offered at one of the locations at least, in the order of
/// the programme.
pub fn compare(catalogue: &Catalogue, locations: &[Idx<Location>]) -> Vec<ComparedEngagement> {
    let is_compared = |engagement: &EngagementRef<'_>| {
        engagement.availability(catalogue.day()) != Availability::Expired
            && locations.iter().any(|&location| catalogue.is_offered_at(*engagement, location))
    };
    let engagements = catalogue.data().engagements.iter().filter(is_compared);
    engagements
        .map(|engagement| {
            let mut verdicts = locations.iter().map(|&location| catalogue.verdict_at(engagement, location));
            let first: Option<Earning> = verdicts.next();
            ComparedEngagement { at: engagement.position(), differs: verdicts.any(|verdict| Some(verdict) != first) }
        })
        .collect()
}

#[cfg(test)]
mod tests;
