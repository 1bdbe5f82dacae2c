//! The texts of a short list, such as that of the locations, folded once and searched at each key.

use super::typo::{almost_begins, beginnings, begins_word, forgives};
use super::{fold, words};

/// Between two fields of an item. No folded text contains it, so that no word matches across.
const FIELD: char = '\t';
/// After each item.
const ITEM: char = '\n';

/// How well an item matches a query, best first (rule 6.26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The query is the whole of a field: a name, an ID.
    Exact,
    /// Every word of the query begins a word of the item.
    Begins,
    /// Every word occurs.
    Occurs,
    /// A word occurs nowhere in the list, and is one typing error away from the beginning of a word of the item.
    Close,
}

impl Rank {
    /// Every rank, best first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Begins, Self::Occurs, Self::Close];
}

/// The texts of the items of a list.
#[derive(Debug, Default)]
pub struct Texts {
    folded: String,
    /// Where each item ends, with its line end.
    ends: Vec<usize>,
}

/// The items that match a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// For each item how well it matches; `None` where it does not.
    pub ranks: Vec<Option<Rank>>,
    /// Whether a typing error is forgiven.
    pub is_close: bool,
}

impl Found {
    /// Returns the positions of the items that match, best first, equal ones in their order.
    pub fn best_first(&self) -> impl Iterator<Item = usize> {
        let with = |rank| move |&(_, found): &(usize, &Option<Rank>)| *found == Some(rank);
        Rank::ALL.into_iter().flat_map(move |rank| self.ranks.iter().enumerate().filter(with(rank)).map(|(at, _)| at))
    }

    /// Returns how well the first item matches; `None` where none does.
    pub fn best(&self) -> Option<Rank> {
        self.ranks.iter().copied().flatten().min()
    }

    /// Returns whether the item at a position matches.
    pub fn has(&self, at: usize) -> bool {
        self.ranks.get(at).is_some_and(Option::is_some)
    }
}

impl Texts {
    /// Adds an item with its fields: its name, its ID, and so on.
    pub fn push(&mut self, fields: &[&str]) {
        for field in fields {
            fold(field, &mut self.folded);
            self.folded.push(FIELD);
        }
        self.folded.push(ITEM);
        self.ends.push(self.folded.len());
    }

    /// Returns the items in which every word of a query occurs. A word that occurs in none is matched with one typing
    /// error (rule 6.23). `None` where the query has no word.
    pub fn find(&self, query: &str) -> Option<Found> {
        let mut folded = String::new();
        fold(query, &mut folded);
        let mut found: Option<Found> = None;
        for word in words(&folded) {
            let of_word = self.find_word(word);
            found = Some(match found {
                Some(found) => both(found, of_word),
                None => of_word,
            });
        }
        let mut found = found?;
        let whole = words(&folded).collect::<Vec<_>>().join(" ");
        let is_whole = |field: &str| words(field).eq(whole.split(' '));
        for (at, rank) in found.ranks.iter_mut().enumerate() {
            if *rank == Some(Rank::Begins) && self.item(at).split(FIELD).any(is_whole) {
                *rank = Some(Rank::Exact);
            }
        }
        Some(found)
    }

    fn find_word(&self, word: &str) -> Found {
        let mut found = Found { ranks: vec![None; self.ends.len()], is_close: false };
        let finder = memchr::memmem::Finder::new(word);
        let mut from = 0;
        while let Some(at) = finder.find(&self.folded.as_bytes()[from..]).map(|at| from + at) {
            let item = self.ends.partition_point(|&end| end <= at);
            let rank = &mut found.ranks[item];
            if self.begins_at(at) {
                *rank = Some(Rank::Begins);
                from = self.ends[item];
            } else {
                // A later match in the item may be the one that begins a word.
                *rank = Some(Rank::Occurs);
                from = at + self.folded[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        if forgives(word) && found.ranks.iter().all(Option::is_none) {
            let is_close = |text: &str| beginnings(text).any(|text| almost_begins(word, text));
            for (at, rank) in found.ranks.iter_mut().enumerate() {
                *rank = self.item(at).split([' ', FIELD]).any(is_close).then_some(Rank::Close);
            }
            found.is_close = found.ranks.iter().any(Option::is_some);
        }
        found
    }

    fn item(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[at] - ITEM.len_utf8()]
    }

    fn begins_at(&self, at: usize) -> bool {
        let (before, after) = self.folded.split_at(at);
        let before = before.chars().next_back().filter(|sign| ![' ', FIELD, ITEM].contains(sign));
        after.chars().next().is_some_and(|letter| begins_word(before, letter))
    }
}

/// Returns the items that match both of two words.
fn both(mut one: Found, other: Found) -> Found {
    for (rank, other) in one.ranks.iter_mut().zip(other.ranks) {
        *rank = (*rank).zip(other).map(|(one, other)| one.max(other));
    }
    one.is_close |= other.is_close;
    one
}
