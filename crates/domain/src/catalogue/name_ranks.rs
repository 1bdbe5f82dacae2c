//! The rank of each name, so that sorting by name compares numbers.

use crate::Lang;
use crate::dataset::data::{Engagements, Strings};
use crate::text::collation_key;

/// How many names one build step sorts: some milliseconds.
const STEP: usize = 8_000;

/// The order of names in one language.
#[derive(Debug)]
pub struct NameRanks(Vec<u32>);

impl NameRanks {
    /// Builds the ranks at once.
    pub fn build(engagements: &Engagements, lang: Lang) -> Self {
        let mut builder = NameRanksBuilder::default();
        while !builder.step(engagements, lang) {}
        builder.finish()
    }

    /// Returns for each position how many distinct names come before its own, as a reader of the language expects.
    pub fn get(&self) -> &[u32] {
        &self.0
    }

    /// Returns the approximate memory in use, in bytes.
    pub const fn bytes(&self) -> usize {
        self.0.capacity() * 4
    }
}

/// Builds [`NameRanks`] in steps.
#[derive(Debug, Default)]
pub struct NameRanksBuilder {
    keys: Strings,
    /// The first bytes of each key with its position, sorted in runs of [`STEP`].
    order: Vec<(u64, u32)>,
}

impl NameRanksBuilder {
    /// Sorts some more names. Returns `true` when all are sorted in runs.
    pub fn step(&mut self, engagements: &Engagements, lang: Lang) -> bool {
        let Self { keys, order } = self;
        let from = order.len();
        let mut key = String::new();
        order.reserve_exact(engagements.len() - from);
        for engagement in engagements.iter().skip(from).take(STEP) {
            key.clear();
            collation_key(engagement.name(lang), lang, &mut key);
            keys.push(&key);
            order.push((prefix(&key), engagement.position().raw()));
        }
        merge_sort(&mut order[from..], 1, keys);
        order.len() == engagements.len()
    }

    /// Merges the runs and numbers the names, after the last step.
    pub fn finish(self) -> NameRanks {
        let Self { keys, mut order } = self;
        merge_sort(&mut order, STEP, &keys);
        let mut ranks = vec![0; order.len()];
        let mut rank = 0;
        for pair in order.windows(2) {
            rank += u32::from(compare(&keys, &pair[0], &pair[1]).is_ne());
            ranks[pair[1].1 as usize] = rank;
        }
        NameRanks(ranks)
    }
}

/// Sorts entries that are sorted in runs of a length: merges neighbours until one run is left. Stable.
///
/// The sort of the standard library adds 13 kB of code (4 kB compressed) for this one caller.
#[inline(never)]
fn merge_sort(entries: &mut [(u64, u32)], mut run: usize, keys: &Strings) {
    let mut merged = Vec::with_capacity(entries.len());
    while run < entries.len() {
        merged.clear();
        for pair in entries.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some(one), Some(other)) = (left.first(), right.first()) {
                let side = if compare(keys, one, other).is_le() { &mut left } else { &mut right };
                merged.extend(side.first());
                *side = &side[1..];
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        entries.copy_from_slice(&merged);
        run *= 2;
    }
}

/// Compares two keys. Most differ in their first bytes: comparing a number is much faster than following two texts.
fn compare(keys: &Strings, one: &(u64, u32), other: &(u64, u32)) -> std::cmp::Ordering {
    one.0.cmp(&other.0).then_with(|| keys.get(one.1 as usize).cmp(keys.get(other.1 as usize)))
}

/// Returns the first bytes of a text as a number of the same order.
fn prefix(text: &str) -> u64 {
    let mut first = [0; 8];
    for (to, from) in first.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_runs_of_any_length_and_keeps_equal_keys_in_order() {
        let names = ["d", "b", "a", "c", "b", "a", "e"];
        let mut keys = Strings::default();
        for name in names {
            keys.push(name);
        }
        let entries: Vec<(u64, u32)> = (0..).zip(names).map(|(at, name)| (prefix(name), at)).collect();
        let sorted = |mut entries: Vec<(u64, u32)>, run| {
            merge_sort(&mut entries, run, &keys);
            entries.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
        };
        assert_eq!(sorted(entries.clone(), 1), [2, 5, 1, 4, 3, 0, 6]);
        assert_eq!(sorted(vec![entries[2], entries[1], entries[0], entries[5], entries[4]], 3), [2, 5, 1, 4, 0]);
        assert_eq!(sorted(Vec::new(), 1), [0; 0]);
    }
}
