//! The order of rows.

use fixedbitset::FixedBitSet;

use super::query::Direction;
use crate::Lang;
use crate::dataset::Data;
use crate::dataset::data::Strings;
use crate::earning::{Cell, Earning};
use crate::text::collation_key;

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
        // Key and position in one number: sorting numbers is code that is there anyway.
        let pairs = keys.into_iter().zip(positions).map(|(key, position)| u64::from(key) << 32 | u64::from(position));
        let mut pairs: Vec<u64> = pairs.collect();
        pairs.sort_unstable();
        return pairs.into_iter().map(low).collect();
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

/// The lower half of a number.
pub const fn low(number: u64) -> u32 {
    let [.., a, b, c, d] = number.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The Eligibility column in ascending order: nothing, within reach, then by how many earn.
pub const fn cell_rank(cell: Cell) -> u32 {
    match cell.verdict() {
        Earning::NotEarning => 0,
        Earning::WithinReach => 1,
        Earning::Earning => 1 + cell.earning,
    }
}

/// How many names one step of ranking takes: some milliseconds.
const STEP: usize = 8_000;

/// The order of names in one language, prepared step by step.
#[derive(Debug, Default)]
pub struct NameRanks {
    keys: Strings,
    /// The first bytes of each key with its position, sorted in runs of [`STEP`].
    order: Vec<(u64, u32)>,
    ranks: Vec<u32>,
    ready: bool,
}

impl NameRanks {
    /// For each position how many different names come before its own, as a reader of the language expects;
    /// empty until all are ranked.
    pub fn get(&self) -> &[u32] {
        &self.ranks
    }

    /// Bytes of memory in use.
    pub const fn bytes(&self) -> usize {
        self.keys.bytes() + self.order.capacity() * size_of::<(u64, u32)>() + self.ranks.capacity() * 4
    }

    /// Ranks some more names; whether all are ranked.
    pub fn step(&mut self, data: &Data, lang: Lang) -> bool {
        let Self { keys, order, ranks, ready } = self;
        if *ready {
            return true;
        }
        let from = order.len();
        let mut key = String::new();
        order.reserve_exact(data.engagements.len() - from);
        for engagement in data.engagements.iter().skip(from).take(STEP) {
            key.clear();
            collation_key(engagement.name(lang), lang, &mut key);
            keys.push(&key);
            order.push((prefix(&key), u32::try_from(engagement.position()).unwrap_or(u32::MAX)));
        }
        // Most names differ in their first bytes: comparing a number is much faster than following two texts.
        let compare = |one: &(u64, u32), other: &(u64, u32)| {
            one.0.cmp(&other.0).then_with(|| keys.get(one.1 as usize).cmp(keys.get(other.1 as usize)))
        };
        // Stable for no other reason than that there is one sort of these.
        order[from..].sort_by(compare);
        if order.len() < data.engagements.len() {
            return false;
        }
        // The stable sort sees the runs and only merges them.
        order.sort_by(compare);
        *ranks = vec![0; order.len()];
        let mut rank = 0;
        for pair in order.windows(2) {
            rank += u32::from(compare(&pair[0], &pair[1]).is_ne());
            ranks[pair[1].1 as usize] = rank;
        }
        *ready = true;
        *order = Vec::new();
        *keys = Strings::default();
        true
    }
}

/// The first bytes of a text as a number of the same order.
fn prefix(text: &str) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(first)
}
