//! Active customers of each engagement (rule 7), of all locations or of some.

use crate::claims::state_on;
use crate::dataset::Data;
use crate::dataset::data::DetailsCache;
use crate::model::{Engagement, Location};
use crate::{Day, Idx};

use super::LocationSet;

/// One active claim: positions of engagement, customer and location.
type ActiveClaim = (u32, u32, Idx<Location>);

/// The active claims of one day.
#[derive(Debug)]
pub struct ActiveCustomers {
    /// In order of engagement and customer.
    claims: Vec<ActiveClaim>,
    /// For each engagement, the number of customers of all locations.
    of_all: Vec<u32>,
}

impl ActiveCustomers {
    /// Finds the claims with consent that are not closed (rule 7).
    pub fn new(data: &Data, day: Day) -> Self {
        let mut details = DetailsCache::default();
        let mut claims: Vec<ActiveClaim> = Vec::new();
        for claim in &data.claims {
            let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
            let Some(customer) = data.customer_index(&claim.customer) else { continue };
            let Some(location) = data.location_index(&claim.location) else { continue };
            let state = state_on(claim, engagement.term(), details.of(engagement), day);
            if state.has_consent() && !state.is_closed() {
                claims.push((engagement.position().raw(), customer.raw(), location));
            }
        }
        claims.sort_unstable();
        let mut active = Self { claims, of_all: Vec::new() };
        active.of_all = active.counts(data.engagements.len(), &LocationSet::All);
        active
    }

    /// Returns for each of `len` engagements the number of customers with a claim of a location in view. A customer
    /// counts once per engagement.
    pub fn counts(&self, len: usize, locations: &LocationSet) -> Vec<u32> {
        let mut counts = vec![0; len];
        for_each_customer(&self.claims, locations, |engagement| counts[engagement as usize] += 1);
        counts
    }

    /// Returns the number of customers of an engagement at all locations.
    pub fn of_all(&self, engagement: Idx<Engagement>) -> u32 {
        self.of_all.get(engagement.index()).copied().unwrap_or_default()
    }

    /// Returns the number of customers of an engagement with a claim of a location in view.
    pub fn count(&self, engagement: Idx<Engagement>, locations: &LocationSet) -> u32 {
        if *locations == LocationSet::All || self.of_all(engagement) == 0 {
            return self.of_all(engagement);
        }
        let first = self.claims.partition_point(|claim| claim.0 < engagement.raw());
        let len = self.claims[first..].partition_point(|claim| claim.0 == engagement.raw());
        let mut count = 0;
        for_each_customer(&self.claims[first..first + len], locations, |_| count += 1);
        count
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.claims.capacity() * size_of::<ActiveClaim>() + self.of_all.capacity() * 4
    }
}

/// Calls back with the engagement of each customer that has a claim of a location in view.
fn for_each_customer(claims: &[ActiveClaim], locations: &LocationSet, mut found: impl FnMut(u32)) {
    let mut last = None;
    for &(engagement, customer, location) in claims {
        if locations.contains(location) && last.replace((engagement, customer)) != Some((engagement, customer)) {
            found(engagement);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, ClaimState, Dataset};
    use crate::testing::{claim, data, dataset, location, today};
    use ClaimState::{ConsentGiven, ConsentRequested, Paid, UnderReview};

    /// Checks the number of customers of all locations, of `l`, and of `l2`.
    fn check(claims: &[(&str, ClaimState)], expected: [u32; 3]) {
        let claims = claims
            .iter()
            .enumerate()
            .map(|(at, &(location, state))| Claim { location: location.into(), ..claim(&at.to_string(), state) });
        let mut dataset = Dataset { claims: claims.collect(), ..dataset() };
        dataset.locations.push(location("l2"));
        let active = ActiveCustomers::new(&data(&dataset), today());
        let at = |position| LocationSet::from_positions([Idx::new(position)], 2);
        for (view, expected) in [LocationSet::All, at(0), at(1)].into_iter().zip(expected) {
            assert_eq!(active.count(Idx::new(0), &view), expected, "{view:?}");
            assert_eq!(active.counts(1, &view), [expected], "{view:?}");
        }
    }

    #[test]
    fn a_customer_is_active_once_however_many_claims_are_open() {
        check(&[], [0, 0, 0]);
        check(&[("l", ConsentGiven), ("l", UnderReview)], [1, 1, 0]);
        check(&[("l", ConsentRequested), ("l", Paid)], [0, 0, 0]);
        check(&[("l", Paid), ("l", UnderReview)], [1, 1, 0]);
    }

    #[test]
    fn a_customer_is_active_at_each_location_that_claims() {
        check(&[("l", ConsentGiven), ("l2", UnderReview)], [1, 1, 1]);
        check(&[("l", Paid), ("l2", UnderReview)], [1, 0, 1]);
    }
}
