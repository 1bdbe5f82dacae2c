//! Each class against each location, taken once: where it earns and where it is within reach.

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use crate::dataset::Data;
use crate::earning::{Cell, Earning, LocationStatus, is_enrolled, payee_of};
use crate::eligibility::{all_of, any_of, credential_of, is_met, one};
use crate::id::{CredentialId, MarketId};
use crate::model::{Criteria, Criterion, Location};
use crate::{Day, Idx};

/// The locations in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LocationSet {
    /// All of them.
    #[default]
    All,
    /// Those at some positions.
    Some(FixedBitSet),
}

impl LocationSet {
    /// Returns the locations at some positions of `len`; all of them where none is named.
    pub fn from_positions(positions: impl IntoIterator<Item = Idx<Location>>, len: usize) -> Self {
        let mut set = FixedBitSet::with_capacity(len);
        positions
            .into_iter()
            .map(Idx::index)
            .filter(|&position| position < len)
            .for_each(|position| set.insert(position));
        if set.is_clear() { Self::All } else { Self::Some(set) }
    }
}

/// For each class the sets of locations.
#[derive(Debug, Default)]
pub struct Verdicts {
    enrolled: FixedBitSet,
    eligible: Vec<FixedBitSet>,
    earning: Vec<FixedBitSet>,
    within_reach: Vec<FixedBitSet>,
    /// Where each class is offered.
    pub offered: Vec<FixedBitSet>,
}

impl Verdicts {
    /// Takes every verdict for a day.
    pub fn new(data: &Data, day: Day) -> Self {
        let len = data.locations.len();
        let enrolled: Vec<bool> = data.locations.iter().map(|location| is_enrolled(location, day)).collect();
        let payees: Vec<_> = data.locations.iter().map(|location| payee_of(location)).collect();
        let set = |wanted: &dyn Fn(usize) -> bool| (0..len).filter(|&at| wanted(at)).collect_with(len);
        let mut verdicts = Self { enrolled: set(&|at| enrolled[at]), ..Self::default() };
        let mut leaves = Leaves::new(data, day);
        let mut missing = vec![0; len];
        let mut offered_by_markets: FxHashMap<&[MarketId], FixedBitSet> = FxHashMap::default();
        for class in &data.engagements.classes {
            leaves.missing(&class.criteria, &mut missing);
            let [mut eligible, mut earning, mut within_reach] = [(); 3].map(|()| FixedBitSet::with_capacity(len));
            for at in 0..len {
                let status = LocationStatus { enrolled: enrolled[at], missing: missing[at], payee: payees[at] };
                eligible.set(at, status.eligible());
                earning.set(at, status.earns());
                within_reach.set(at, status.within_reach());
            }
            let offered = offered_by_markets
                .entry(&class.markets)
                .or_insert_with(|| set(&|at| class.offered_in(&data.locations[at].market)));
            verdicts.offered.push(offered.clone());
            verdicts.eligible.push(eligible);
            verdicts.earning.push(earning);
            verdicts.within_reach.push(within_reach);
        }
        verdicts
    }

    /// Returns the cell of one class (rule 5).
    pub fn cell(&self, class: usize, locations: &LocationSet) -> Cell {
        let count = |set: &FixedBitSet| match locations {
            LocationSet::All => super::facets::count(set),
            LocationSet::Some(locations) => super::facets::count_both(set, locations),
        };
        Cell {
            earning: count(&self.earning[class]),
            within_reach: count(&self.within_reach[class]),
            enrolled: count(&self.enrolled),
        }
    }

    /// Returns the verdict at one location.
    pub fn at(&self, class: usize, location: usize) -> Earning {
        if self.earning[class].contains(location) {
            Earning::Earning
        } else if self.within_reach[class].contains(location) {
            Earning::WithinReach
        } else {
            Earning::NotEarning
        }
    }

    /// Returns whether a location meets the criteria of a class (rule 2).
    pub fn is_eligible(&self, class: usize, location: usize) -> bool {
        self.eligible[class].contains(location)
    }

    /// Returns the cell of every class (rule 5).
    pub fn cells(&self, locations: &LocationSet) -> Vec<Cell> {
        (0..self.offered.len()).map(|class| self.cell(class, locations)).collect()
    }

    /// From how many engagements each class has, how many are offered at each location.
    pub fn count_offered(&self, per_class: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.enrolled.len()];
        for (offered, &count) in self.offered.iter().zip(per_class).filter(|(_, count)| **count > 0) {
            for location in offered.ones() {
                counts[location] += count;
            }
        }
        counts
    }
}

trait CollectWith {
    /// A set of positions below `len`.
    fn collect_with(self, len: usize) -> FixedBitSet;
}

impl<I: Iterator<Item = usize>> CollectWith for I {
    fn collect_with(self, len: usize) -> FixedBitSet {
        let mut set = FixedBitSet::with_capacity(len);
        set.extend(self);
        set
    }
}

/// The verdict on each different criterion at every location; trees share their criteria.
struct Leaves<'a> {
    data: &'a Data,
    day: Day,
    known: FxHashMap<&'a Criterion, FixedBitSet>,
    /// Where each credential was ever attained, each location once.
    holders: FxHashMap<&'a CredentialId, Vec<usize>>,
}

impl<'a> Leaves<'a> {
    fn new(data: &'a Data, day: Day) -> Self {
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
    fn missing(&mut self, criteria: &'a Criteria, missing: &mut [u16]) {
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
            self.missing(part, &mut part_missing);
            for (whole, part) in missing.iter_mut().zip(&part_missing) {
                *whole = with(*whole, *part);
            }
        }
    }
}
