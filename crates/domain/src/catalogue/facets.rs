//! Facet counts: how many engagements each value of each filter finds, and the sets that they are counted with.

use fixedbitset::FixedBitSet;

use super::spans::Spans;
use crate::availability::Availability;
use crate::dataset::Data;
use crate::earning::Earning;

/// For each value of each filter, how many engagements match if it is the only value chosen in its filter, under all
/// other filters and the search (rule 6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Without a solution area chosen.
    pub all_areas: u32,
    /// By position of the solution area.
    pub areas: Vec<u32>,
    /// By position of the role.
    pub roles: Vec<u32>,
    /// In the order of [`Availability::ALL`].
    pub status: [u32; Availability::ALL.len()],
    /// In the order of [`Earning::ALL`].
    pub eligibility: [u32; Earning::ALL.len()],
    /// By position of the location: how many are offered there and show a chosen eligibility there.
    pub locations: Vec<u32>,
}

/// The sets that depend neither on a query nor on the day.
#[derive(Debug)]
pub struct Sets {
    pub areas: Vec<FixedBitSet>,
    pub roles: Vec<FixedBitSet>,
    pub spans: Spans,
}

impl Sets {
    pub fn new(data: &Data) -> Self {
        let rows = &data.engagements.rows;
        let none = || FixedBitSet::with_capacity(rows.len());
        let mut sets = Self {
            areas: vec![none(); data.areas.len()],
            roles: vec![none(); data.roles.len()],
            spans: Spans::new(data),
        };
        for (position, row) in rows.iter().enumerate() {
            sets.areas[usize::from(row.area)].insert(position);
            sets.roles[usize::from(row.role)].insert(position);
        }
        sets
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        let bits = |sets: &[FixedBitSet]| sets.iter().map(|set| set.len().div_ceil(8)).sum::<usize>();
        bits(&self.areas) + bits(&self.roles) + self.spans.bytes()
    }
}

/// Returns how many are in a set.
pub fn count(set: &FixedBitSet) -> u32 {
    narrow(set.count_ones(..))
}

/// Returns how many are in both sets.
pub fn count_both(one: &FixedBitSet, other: &FixedBitSet) -> u32 {
    narrow(one.intersection_count(other))
}

pub fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
