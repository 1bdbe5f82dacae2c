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
        keys.iter_mut().for_each(|key| *key = most - *key);
    }
    if most as usize > (positions.len() * 4).max(1 << 16) {
        let mut pairs: Vec<(u32, u32)> = keys.into_iter().zip(positions).collect();
        pairs.sort_by_key(|&(key, _)| key);
        return pairs.into_iter().map(|(_, position)| position).collect();
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

/// The Eligibility column in ascending order: nothing, within reach, then by how many earn.
pub const fn cell_rank(cell: Cell) -> u32 {
    match cell.verdict() {
        Earning::NotEarning => 0,
        Earning::WithinReach => 1,
        Earning::Earning => 1 + cell.earning,
    }
}

/// For each position how many different names come before its own, as a reader of the language expects.
pub fn name_ranks(data: &Data, lang: Lang) -> Vec<u32> {
    let mut keys = Strings::default();
    let mut key = String::new();
    for engagement in data.engagements.iter() {
        key.clear();
        collation_key(engagement.name(lang), lang, &mut key);
        keys.push(&key);
    }
    let prefix = |position: u32| {
        let mut first = [0; 8];
        let bytes = keys.get(position as usize).as_bytes();
        let len = bytes.len().min(8);
        first[..len].copy_from_slice(&bytes[..len]);
        u64::from_be_bytes(first)
    };
    // Most names differ in their first bytes: comparing a number is much faster than following two texts.
    let mut order: Vec<(u64, u32)> =
        (0..data.engagements.len()).filter_map(|at| u32::try_from(at).ok()).map(|at| (prefix(at), at)).collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| keys.get(a.1 as usize).cmp(keys.get(b.1 as usize))));
    let mut ranks = vec![0; order.len()];
    let mut rank = 0;
    for pair in order.windows(2) {
        let [(_, before), (_, after)] = [pair[0], pair[1]];
        rank += u32::from(keys.get(before as usize) != keys.get(after as usize));
        ranks[after as usize] = rank;
    }
    ranks
}
