//! Many texts in one piece of memory.

use std::hash::{BuildHasher, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::packed::pack;

/// Texts, one after the other, by number.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a text; its number.
    ///
    /// Past 4 GiB of text nothing more is kept: the number then leads to an empty text.
    pub fn push(&mut self, text: &str) -> usize {
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.ends.len() - 1
    }

    /// A text by its number; empty for a number that was not given out.
    pub fn get(&self, number: usize) -> &str {
        let Some(&end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back memory that was set aside for more.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Returns the approximate memory in use, in bytes.
    pub const fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4
    }
}

/// A hash index: positions by the hash of what they stand for. One type for all tables keeps the wasm small.
#[derive(Clone, Debug, Default)]
pub struct HashIndex(HashTable<u32>);

impl HashIndex {
    /// Returns the number with a hash that is the right one.
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.0.find(hash, |&number| is_it(number)).copied()
    }

    /// Adds a number that is not there; a table that grows asks for the hashes again.
    pub fn insert(&mut self, hash: u64, number: u32, hash_of: &dyn Fn(u32) -> u64) {
        self.0.insert_unique(hash, number, |&number| hash_of(number));
    }
}

/// An interner: stores each distinct text once.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    strings: Strings,
    numbers: HashIndex,
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Interner {
    /// Returns the number of a text, new or known, and whether it is new.
    pub fn intern(&mut self, text: &str) -> (u32, bool) {
        let Self { strings, numbers } = self;
        let found = numbers.find(hash(text), |number| strings.get(number as usize) == text);
        if let Some(number) = found {
            return (number, false);
        }
        let number = u32::try_from(strings.len()).unwrap_or(u32::MAX);
        // The texts must be hashed before the new one is among them: the table may grow.
        numbers.insert(hash(text), number, &|number| hash(strings.get(number as usize)));
        strings.push(text);
        (number, true)
    }

    /// Returns the number of a text that was interned before.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.find(hash(text), |number| self.strings.get(number as usize) == text)
    }

    /// A text by its number.
    pub fn get(&self, number: u32) -> &str {
        self.strings.get(number as usize)
    }

    /// Returns how many different texts there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// Gives back memory that was set aside for more.
    pub fn shrink(&mut self) {
        let Self { strings, numbers } = self;
        strings.shrink();
        numbers.0.shrink_to_fit(|&number| hash(strings.get(number as usize)));
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.strings.bytes() + self.numbers.0.allocation_size()
    }
}

/// An interner of pairs of texts, used while they are read.
#[derive(Clone, Debug, Default)]
pub struct TextPairInterner {
    pub en: Strings,
    pub sv: Strings,
    numbers: HashIndex,
}

impl TextPairInterner {
    /// Returns the number of a pair, new or known.
    pub fn intern(&mut self, en: &str, sv: &str) -> u32 {
        let Self { en: all_en, sv: all_sv, numbers } = self;
        let pair = |number: u32| (all_en.get(number as usize), all_sv.get(number as usize));
        if let Some(number) = numbers.find(hash_pair((en, sv)), |number| pair(number) == (en, sv)) {
            return number;
        }
        let number = u32::try_from(all_en.len()).unwrap_or(u32::MAX);
        numbers.insert(hash_pair((en, sv)), number, &|number| hash_pair(pair(number)));
        all_en.push(en);
        all_sv.push(sv);
        number
    }
}

/// Returns the hash of a pair of numbers.
pub fn hash_numbers(one: u32, other: u32) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write_u64(pack(one, other));
    hasher.finish()
}

fn hash_pair((en, sv): (&str, &str)) -> u64 {
    let mut hasher = FxBuildHasher.build_hasher();
    hasher.write(en.as_bytes());
    hasher.write_usize(en.len());
    hasher.write(sv.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_kept_once() {
        let mut pairs = TextPairInterner::default();
        assert_eq!(pairs.intern("ab", "c"), 0);
        assert_eq!(pairs.intern("a", "bc"), 1);
        assert_eq!(pairs.intern("ab", "c"), 0);
        for number in 0..1000 {
            pairs.intern("en", &number.to_string());
        }
        assert_eq!(pairs.intern("a", "bc"), 1);
        assert_eq!((pairs.en.get(1), pairs.sv.get(1), pairs.en.len()), ("a", "bc", 1002));
    }

    #[test]
    fn texts_are_kept_once_and_found_again() {
        let mut interner = Interner::default();
        assert_eq!(interner.intern("å"), (0, true));
        assert_eq!(interner.intern(""), (1, true));
        assert_eq!(interner.intern("å"), (0, false));
        for number in 0..1000 {
            interner.intern(&number.to_string());
        }
        assert_eq!(interner.len(), 1002);
        assert_eq!(interner.find("999").map(|number| interner.get(number)), Some("999"));
        assert_eq!(interner.find("1000"), None);
        assert_eq!(interner.get(5000), "");
    }
}
