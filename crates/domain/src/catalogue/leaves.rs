//! The verdict on each different criterion at every location; trees share their criteria.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use crate::Day;
use crate::dataset::Data;
use crate::eligibility::{
    OUT_OF_REACH, all_of, any_of, credential_of, each_criterion, is_met, missing_where, one, repeats,
};
use crate::id::CredentialId;
use crate::model::{Criteria, Criterion};

/// The locations that meet each criterion, taken once.
pub struct Leaves<'a> {
    data: &'a Data,
    day: Day,
    known: FxHashMap<&'a Criterion, FixedBitSet>,
    /// Where each credential was ever attained, each location once.
    holders: FxHashMap<&'a CredentialId, Vec<usize>>,
}

impl<'a> Leaves<'a> {
    pub fn new(data: &'a Data, day: Day) -> Self {
        let mut holders: FxHashMap<&CredentialId, Vec<usize>> = FxHashMap::default();
        for (at, location) in data.locations.iter().enumerate() {
            for attainment in &location.attainments {
                let holders = holders.entry(&attainment.credential).or_default();
                if holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        Self { data, day, known: FxHashMap::default(), holders }
    }

    /// Returns the locations that meet a criterion. A criterion on a credential has one verdict at all locations that
    /// never attained it.
    fn met(&self, criterion: &Criterion) -> FixedBitSet {
        let locations = &self.data.locations;
        let mut met = FixedBitSet::with_capacity(locations.len());
        let is_met = |at: usize| is_met(criterion, &locations[at], self.day);
        if let Some(credential) = credential_of(criterion) {
            let holders = self.holders.get(credential).map_or(&[][..], Vec::as_slice);
            let mut others = (0..locations.len()).filter(|at| holders.binary_search(at).is_err());
            if others.next().is_some_and(is_met) {
                met.insert_range(..);
            }
            for &at in holders {
                met.set(at, is_met(at));
            }
        } else {
            met.extend((0..locations.len()).filter(|&at| is_met(at)));
        }
        met
    }

    /// [`crate::eligibility::missing`] for every location at once.
    pub fn missing(&mut self, criteria: &'a Criteria, missing: &mut [u16]) {
        self.at_most(criteria, missing);
        if repeats(criteria) {
            self.count_things_once(criteria, missing);
        }
    }

    /// Corrects the numbers of a tree in which a thing is needed twice. Only above 1 can a number be too high.
    fn count_things_once(&self, criteria: &'a Criteria, missing: &mut [u16]) {
        let mut sets = Vec::new();
        each_criterion(criteria, &mut |criterion| sets.push(&self.known[criterion]));
        // Locations that meet the same criteria have the same number.
        let mut found: Vec<(Vec<bool>, u16)> = Vec::new();
        let too_high = missing.iter_mut().enumerate().filter(|(_, number)| (2..OUT_OF_REACH).contains(*number));
        for (at, number) in too_high {
            let met: Vec<bool> = sets.iter().map(|set| set.contains(at)).collect();
            if let Some((_, least)) = found.iter().find(|(other, _)| *other == met) {
                *number = *least;
                continue;
            }
            let mut in_order = met.iter().copied();
            *number = missing_where(criteria, |_| in_order.next().unwrap_or_default());
            found.push((met, *number));
        }
    }

    /// How much every location lacks where nothing is needed twice.
    fn at_most(&mut self, criteria: &'a Criteria, missing: &mut [u16]) {
        match criteria {
            Criteria::One(criterion) => {
                if !self.known.contains_key(criterion) {
                    self.known.insert(criterion, self.met(criterion));
                }
                let met = &self.known[criterion];
                for (at, missing) in missing.iter_mut().enumerate() {
                    *missing = one(criterion, met.contains(at));
                }
            }
            Criteria::AllOf(parts) => self.combine(parts, missing, |sum, part| all_of([sum, part].into_iter()), 0),
            Criteria::AnyOf(parts) => {
                let none = any_of(std::iter::empty());
                self.combine(parts, missing, |least, part| any_of([least, part].into_iter()), none);
            }
        }
    }

    fn combine(&mut self, parts: &'a [Criteria], missing: &mut [u16], with: impl Fn(u16, u16) -> u16, start: u16) {
        missing.fill(start);
        let mut part_missing = vec![0; missing.len()];
        for part in parts {
            self.at_most(part, &mut part_missing);
            for (whole, part) in missing.iter_mut().zip(&part_missing) {
                *whole = with(*whole, *part);
            }
        }
    }
}
