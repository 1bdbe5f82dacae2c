//! Each class against each location, taken once: where it would earn, and where it lacks one thing.

use std::ops::Range;

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::LocationSet;
use super::leaves::Leaves;
use crate::Day;
use crate::availability::Availability;
use crate::dataset::Data;
use crate::earning::{Cell, Earning, LocationStatus, is_enrolled, payee_of};
use crate::id::MarketId;

/// For each class the sets of locations.
#[derive(Debug, Default)]
pub struct Verdicts {
    enrolled: FixedBitSet,
    eligible: Vec<FixedBitSet>,
    would_earn: Vec<FixedBitSet>,
    lack_one: Vec<FixedBitSet>,
    /// For each class, the position in `offered`.
    offered_of: Vec<usize>,
    /// For each different list of markets, the locations that lie in them.
    offered: Vec<FixedBitSet>,
}

/// How many locations in view would earn on a class, lack one thing, and are enrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    would_earn: u32,
    lack_one: u32,
    enrolled: u32,
}

impl Tally {
    /// Returns the cell of an engagement of the class with an availability (rule 5).
    pub const fn cell(self, availability: Availability) -> Cell {
        Cell::of(availability, self.would_earn, self.lack_one, self.enrolled)
    }
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
        let mut offered_by_markets: FxHashMap<&[MarketId], usize> = FxHashMap::default();
        for class in &data.engagements.classes {
            leaves.missing(&class.criteria, &mut missing);
            let [mut eligible, mut would_earn, mut lack_one] = [(); 3].map(|()| FixedBitSet::with_capacity(len));
            for at in 0..len {
                let status = LocationStatus { enrolled: enrolled[at], missing: missing[at], payee: payees[at] };
                eligible.set(at, status.eligible());
                would_earn.set(at, status.would_earn());
                lack_one.set(at, status.lacks_one());
            }
            let offered = *offered_by_markets.entry(&class.markets).or_insert_with(|| {
                verdicts.offered.push(set(&|at| class.offered_in(&data.locations[at].market)));
                verdicts.offered.len() - 1
            });
            verdicts.offered_of.push(offered);
            verdicts.eligible.push(eligible);
            verdicts.would_earn.push(would_earn);
            verdicts.lack_one.push(lack_one);
        }
        verdicts
    }

    /// Counts locations in view for some classes.
    pub fn tallies(&self, classes: Range<usize>, locations: &LocationSet) -> Vec<Tally> {
        let count = |set: &FixedBitSet| match locations {
            LocationSet::All => super::facets::count(set),
            LocationSet::Some(locations) => super::facets::count_both(set, locations),
        };
        let enrolled = count(&self.enrolled);
        let sets = self.would_earn[classes.clone()].iter().zip(&self.lack_one[classes]);
        let tally =
            |(would_earn, lack_one)| Tally { would_earn: count(would_earn), lack_one: count(lack_one), enrolled };
        sets.map(tally).collect()
    }

    /// Returns the verdict at one location.
    pub fn at(&self, class: usize, availability: Availability, location: usize) -> Earning {
        Earning::of(availability, self.would_earn[class].contains(location), self.lack_one[class].contains(location))
    }

    /// Returns whether a location meets the criteria of a class (rule 2).
    pub fn is_eligible(&self, class: usize, location: usize) -> bool {
        self.eligible[class].contains(location)
    }

    /// Returns the locations at which a class is offered (rule 6).
    pub fn offered(&self, class: usize) -> &FixedBitSet {
        &self.offered[self.offered_of[class]]
    }

    /// Returns for each class whether it is offered at a location in view (rule 6).
    pub fn offered_in_view(&self, locations: &LocationSet) -> Vec<bool> {
        let is_in_view = |offered: &FixedBitSet| match locations {
            LocationSet::All => true,
            LocationSet::Some(locations) => !offered.is_disjoint(locations),
        };
        let visible: Vec<bool> = self.offered.iter().map(is_in_view).collect();
        self.offered_of.iter().map(|&offered| visible[offered]).collect()
    }

    /// From the number of engagements of each class, returns how many are offered at each location.
    pub fn count_offered(&self, per_class: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut per_offered = vec![0; self.offered.len()];
        for (&offered, count) in self.offered_of.iter().zip(per_class) {
            per_offered[offered] += count;
        }
        let mut sums = vec![0; self.enrolled.len()];
        for (offered, count) in self.offered.iter().zip(per_offered) {
            for (sums, &offered) in sums.chunks_mut(BITS).zip(offered.as_slice()) {
                add_to(sums, offered, count);
            }
        }
        sums
    }

    /// Adds a number to each location at which a class is offered and `shows` accepts whether it would earn and whether
    /// it lacks one thing.
    pub fn add_where(&self, class: usize, shows: impl Fn(bool, bool) -> bool, add: u32, sums: &mut [u32]) {
        let all_if = |accepted| if accepted { usize::MAX } else { 0 };
        let (if_earns, if_near, if_not) =
            (all_if(shows(true, false)), all_if(shows(false, true)), all_if(shows(false, false)));
        let sets = [&self.would_earn[class], &self.lack_one[class], self.offered(class)].map(FixedBitSet::as_slice);
        for (block, sums) in sums.chunks_mut(BITS).enumerate() {
            let [earns, near, offered] = sets.map(|set| set[block]);
            add_to(sums, offered & (earns & if_earns | near & if_near | !(earns | near) & if_not), add);
        }
    }
}

/// How many locations a block of a set has.
const BITS: usize = usize::BITS as usize;

/// Adds a number where a block of a set has a bit.
fn add_to(sums: &mut [u32], mut bits: usize, mut add: u32) {
    // Most sets are nearly full: then it takes less to add everywhere and to subtract where there is no bit.
    if bits.count_ones() as usize * 2 > sums.len() {
        for sum in sums.iter_mut() {
            *sum += add;
        }
        bits = !bits & usize::MAX >> (BITS - sums.len());
        add = add.wrapping_neg();
    }
    while bits != 0 {
        let sum = &mut sums[bits.trailing_zeros() as usize];
        *sum = sum.wrapping_add(add);
        bits &= bits - 1;
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
