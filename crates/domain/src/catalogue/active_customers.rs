//! Active customers of each engagement (rule 7), of all locations or of some.

use crate::claims::state_on;
use crate::dataset::Data;
use crate::dataset::data::DetailsCache;
use crate::model::{Engagement, Location};
use crate::packed::{high, low, pack};
use crate::{Day, Idx};

use super::LocationSet;
use super::facets::narrow;

/// The active claims of one day.
#[derive(Debug)]
pub struct ActiveCustomers {
    /// Engagement and customer in one number, each pair once, in order.
    pairs: Vec<u64>,
    /// Position of the pair and of the location of each claim in one number, in order.
    claims: Vec<u64>,
    /// For each engagement, the number of customers of all locations.
    of_all: Vec<u32>,
}

impl ActiveCustomers {
    /// Finds the claims with consent that are not closed (rule 7).
    pub fn new(data: &Data, day: Day) -> Self {
        let mut details = DetailsCache::default();
        let mut found: Vec<(u64, Idx<Location>)> = Vec::new();
        for claim in &data.claims {
            let Some(engagement) = data.engagements.find(&claim.engagement) else { continue };
            let Some(customer) = data.customer_index(&claim.customer) else { continue };
            let Some(location) = data.location_index(&claim.location) else { continue };
            let state = state_on(claim, engagement.term(), details.of(engagement), day);
            if state.has_consent() && !state.is_closed() {
                found.push((pack(engagement.position().raw(), customer.raw()), location));
            }
        }
        let mut pairs: Vec<u64> = found.iter().map(|(pair, _)| *pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let position = |pair| narrow(pairs.partition_point(|&known| known < pair));
        let mut claims: Vec<u64> =
            found.into_iter().map(|(pair, location)| pack(position(pair), location.raw())).collect();
        claims.sort_unstable();
        let mut active = Self { pairs, claims, of_all: Vec::new() };
        active.of_all = active.counts(data.engagements.len(), &LocationSet::All);
        active
    }

    /// Returns for each of `len` engagements the number of customers with a claim of a location in view. A customer
    /// counts once per engagement.
    pub fn counts(&self, len: usize, locations: &LocationSet) -> Vec<u32> {
        let mut counts = vec![0; len];
        for_each_pair(&self.claims, locations, |pair| counts[high(self.pairs[pair]) as usize] += 1);
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
        let first = self.claims.partition_point(|&claim| self.engagement(claim) < engagement.raw());
        let len = self.claims[first..].partition_point(|&claim| self.engagement(claim) == engagement.raw());
        let mut count = 0;
        for_each_pair(&self.claims[first..first + len], locations, |_| count += 1);
        count
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        (self.pairs.capacity() + self.claims.capacity()) * size_of::<u64>() + self.of_all.capacity() * 4
    }

    /// Returns the position of the engagement of a claim.
    fn engagement(&self, claim: u64) -> u32 {
        high(self.pairs[high(claim) as usize])
    }
}

/// Calls back with the position of each pair that has a claim of a location in view.
fn for_each_pair(claims: &[u64], locations: &LocationSet, mut found: impl FnMut(usize)) {
    let mut last = None;
    for &claim in claims {
        let pair = high(claim);
        if locations.contains(Idx::from_raw(low(claim))) && last.replace(pair) != Some(pair) {
            found(pair as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, ClaimState, Dataset};
    use crate::testing::{claim, data, dataset, engagement, location, today};
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

    #[test]
    fn customers_count_for_the_engagement_of_their_claim() {
        let mut dataset = dataset();
        dataset.locations.push(location("l2"));
        dataset.engagements.push(engagement("e2"));
        let of = |id: &str, location: &str| Claim { location: location.into(), ..claim(id, ConsentGiven) };
        dataset.claims = vec![of("1", "l2"), Claim { engagement: "e2".into(), ..of("2", "l") }];
        let active = ActiveCustomers::new(&data(&dataset), today());
        let first = LocationSet::from_positions([Idx::new(0)], 2);
        let second = LocationSet::from_positions([Idx::new(1)], 2);
        let counts = |view: &LocationSet| [0, 1].map(|engagement| active.count(Idx::new(engagement), view));
        assert_eq!((counts(&first), active.counts(2, &first)), ([0, 1], vec![0, 1]));
        assert_eq!((counts(&second), active.counts(2, &second)), ([1, 0], vec![1, 0]));
        assert_eq!(active.of_all(Idx::new(2)), 0);
    }
}
