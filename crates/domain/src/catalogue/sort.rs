//! The order of rows.

use fixedbitset::FixedBitSet;

use super::name_ranks::NameRanks;
use super::verdicts::Tally;
use super::{Catalogue, Direction, Query, Sort, SortKey};
use crate::earning::{Cell, Earning};
use crate::packed;

impl Catalogue {
    /// Returns the matching engagements in the order of a column; names need their ranks.
    pub(super) fn sorted(
        &self,
        sort: Sort,
        query: &Query,
        ranks: Option<&NameRanks>,
        tallies: &[Tally],
        matching: &FixedBitSet,
    ) -> Vec<u32> {
        let rows = &self.data.engagements.rows;
        let by = sort.direction;
        match sort.key {
            SortKey::Name => match ranks {
                Some(ranks) => by_key(matching, by, |at| ranks.get()[at]),
                None => positions(matching),
            },
            SortKey::Role => by_key(matching, by, |at| u32::from(rows[at].role)),
            SortKey::Availability => {
                let ranks = self.buckets.map(|_, availability| availability as u32);
                by_key(matching, by, |at| ranks[self.buckets.bucket_of(at)])
            }
            SortKey::Eligibility => {
                let ranks = self.buckets.map(|class, availability| cell_rank(tallies[class].cell(availability)));
                by_key(matching, by, |at| ranks[self.buckets.bucket_of(at)])
            }
            SortKey::ActiveCustomers => {
                let counts = self.active_customers.counts(rows.len(), &query.locations);
                by_key(matching, by, |at| counts[at])
            }
        }
    }
}

/// Positions in a set, in the order of the programme.
pub fn positions(set: &FixedBitSet) -> Vec<u32> {
    let mut positions = Vec::with_capacity(set.count_ones(..));
    positions.extend(set.ones().filter_map(|position| u32::try_from(position).ok()));
    positions
}

/// Positions in a set, sorted by a key; equal ones stay in the order of the programme.
pub fn by_key(set: &FixedBitSet, direction: Direction, key: impl Fn(usize) -> u32) -> Vec<u32> {
    let positions = positions(set);
    let mut keys: Vec<u32> = positions.iter().map(|&position| key(position as usize)).collect();
    let most = keys.iter().copied().max().unwrap_or_default();
    if direction == Direction::Descending {
        for key in &mut keys {
            *key = most - *key;
        }
    }
    if most as usize > (positions.len() * 4).max(1 << 16) {
        return packed::order(keys.into_iter()).into_iter().map(|at| positions[at]).collect();
    }
    // The keys are small numbers: count how many come before each, then put each row in its place.
    let mut next = vec![0_usize; most as usize + 2];
    for &key in &keys {
        next[key as usize + 1] += 1;
    }
    for key in 1..next.len() {
        next[key] += next[key - 1];
    }
    let mut order = vec![0; positions.len()];
    for (key, position) in keys.into_iter().zip(positions) {
        let place = &mut next[key as usize];
        order[*place] = position;
        *place += 1;
    }
    order
}

/// Returns the Eligibility column in ascending order: ended, nothing, within reach, then by how many earn or are ready.
pub const fn cell_rank(cell: Cell) -> u32 {
    match cell.verdict() {
        Earning::Ended => 0,
        Earning::NotEarning => 1,
        Earning::WithinReach => 2,
        Earning::Earning | Earning::Ready => 2 + cell.qualifying,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::availability::Availability;

    /// Sorts four of five positions by these keys.
    fn sorted(direction: Direction, keys: [u32; 5]) -> Vec<u32> {
        let mut set = FixedBitSet::with_capacity(5);
        set.extend([0, 2, 3, 4]);
        by_key(&set, direction, |at| keys[at])
    }

    #[test]
    fn small_and_large_keys_give_the_same_order_and_equal_ones_stay() {
        for (two, nine) in [(2, 9), (2, 70_000), (70_000, u32::MAX)] {
            assert_eq!(sorted(Direction::Ascending, [nine, 0, two, nine, 0]), [4, 2, 0, 3]);
            assert_eq!(sorted(Direction::Descending, [nine, 0, two, nine, 0]), [0, 3, 2, 4]);
        }
    }

    #[test]
    fn the_eligibility_column_goes_from_ended_to_the_most_locations() {
        use Availability::{Active, Expired, Upcoming};
        let rank = |availability, would_earn, lack_one| cell_rank(Cell::of(availability, would_earn, lack_one, 9));
        let ranks = [
            rank(Expired, 5, 2),
            rank(Active, 0, 0),
            rank(Upcoming, 0, 7),
            rank(Active, 1, 7),
            rank(Upcoming, 2, 0),
            rank(Active, 9, 0),
        ];
        assert!(ranks.is_sorted_by(|one, other| one < other), "{ranks:?}");
        assert_eq!(rank(Active, 3, 0), rank(Upcoming, 3, 1));
    }
}
