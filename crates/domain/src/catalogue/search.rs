//! Search: every word must occur somewhere in the name, the solution area, the role or the
//! description; best matches first.

use fixedbitset::FixedBitSet;

use super::facets::Sets;
use crate::Lang;
use crate::dataset::Data;
use crate::dataset::data::Interner;
use crate::text::fold;

/// How many texts one step of preparing takes: some milliseconds.
const STEP: usize = 4_000;
/// The same where texts are long.
const LONG_STEP: usize = 1_000;
/// How many words are remembered with what they hit: those of the query being typed.
const REMEMBERED: usize = 8;

/// Where the words of a query occur.
#[derive(Clone, Debug)]
pub struct Hits {
    /// Every word begins a word of the name.
    begins: FixedBitSet,
    /// Every word occurs in the name.
    name: FixedBitSet,
    /// Every word occurs in the name, the area or the role.
    headline: FixedBitSet,
    /// Every word occurs somewhere.
    pub all: FixedBitSet,
}

impl Hits {
    /// The positions in a set, best matches first.
    pub fn best_first(&self, set: &FixedBitSet) -> Vec<u32> {
        let mut order = Vec::with_capacity(set.count_ones(..));
        let mut left = set.clone();
        for tier in [&self.begins, &self.name, &self.headline, &self.all] {
            order.extend(left.intersection(tier).filter_map(|position| u32::try_from(position).ok()));
            left.difference_with(tier);
        }
        order
    }

    fn sets(&mut self) -> [&mut FixedBitSet; 4] {
        [&mut self.begins, &mut self.name, &mut self.headline, &mut self.all]
    }

    fn intersect_with(&mut self, mut other: Self) {
        for (set, other) in self.sets().into_iter().zip(other.sets()) {
            set.intersect_with(other);
        }
    }
}

/// The words of the texts in one language. Prepared step by step.
#[derive(Debug, Default)]
pub struct Search {
    words: Interner,
    names: Texts,
    /// By number of the description: many engagements share one.
    descriptions: Texts,
    areas: Texts,
    roles: Texts,
    /// Every word between two line ends, and where each begins: one search finds all that contain a text.
    vocabulary: String,
    starts: Vec<u32>,
    remembered: Vec<(String, Hits)>,
}

/// The numbers of the words of each text.
#[derive(Debug, Default)]
struct Texts {
    words: Vec<u32>,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str, words: &mut Interner, folded: &mut String) {
        folded.clear();
        fold(text, folded);
        for word in words_of(folded) {
            self.words.push(words.intern(word).0);
        }
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
    }

    /// For each text the marks of all its words together.
    fn marks<'a>(&'a self, marks: &'a [u8]) -> impl Iterator<Item = u8> + 'a {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let words = &self.words[start..end as usize];
            start = end as usize;
            words.iter().fold(0, |all, &word| all | marks[word as usize])
        })
    }

    const fn bytes(&self) -> usize {
        (self.words.capacity() + self.ends.capacity()) * 4
    }
}

/// The words of a folded text: runs of letters and digits.
pub fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A word contains what is searched.
const CONTAINS: u8 = 1;
/// A word begins with what is searched.
const BEGINS: u8 = 2;

impl Search {
    /// Whether every text is prepared.
    pub fn is_ready(&self) -> bool {
        !self.starts.is_empty()
    }

    /// Prepares some more texts; whether all are ready.
    pub fn step(&mut self, data: &Data, lang: Lang) -> bool {
        if self.is_ready() {
            return true;
        }
        let Self { words, names, descriptions, areas, roles, .. } = self;
        let engagements = &data.engagements;
        let mut folded = String::new();
        let from = names.ends.len();
        for engagement in engagements.iter().skip(from).take(STEP) {
            names.push(engagement.name(lang), words, &mut folded);
        }
        if names.ends.len() < engagements.len() {
            return false;
        }
        let from = descriptions.ends.len();
        for number in (from..engagements.descriptions()).take(LONG_STEP) {
            descriptions.push(engagements.description(number, lang), words, &mut folded);
        }
        if descriptions.ends.len() < engagements.descriptions() {
            return false;
        }
        data.areas.iter().for_each(|area| areas.push(area.name.get(lang), words, &mut folded));
        data.roles.iter().for_each(|role| roles.push(role.name.get(lang), words, &mut folded));
        for number in 0..words.len() {
            self.starts.push(u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX));
            self.vocabulary.push_str(u32::try_from(number).map_or("", |number| words.get(number)));
            self.vocabulary.push('\n');
        }
        // With no word at all there is still nothing left to prepare.
        self.starts.push(u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX));
        true
    }

    /// Where the words of a text occur; `None` where it has no word.
    pub fn find(&mut self, data: &Data, sets: &Sets, lang: Lang, text: &str) -> Option<Hits> {
        let mut folded = String::new();
        fold(text, &mut folded);
        let mut words: Vec<&str> = words_of(&folded).collect();
        words.sort_unstable();
        words.dedup();
        if words.is_empty() {
            return None;
        }
        while !self.step(data, lang) {}
        words.into_iter().map(|word| self.find_word(data, sets, word)).reduce(|mut all, hits| {
            all.intersect_with(hits);
            all
        })
    }

    fn find_word(&mut self, data: &Data, sets: &Sets, word: &str) -> Hits {
        if let Some((_, hits)) = self.remembered.iter().find(|(remembered, _)| remembered == word) {
            return hits.clone();
        }
        let hits = self.look_up(data, sets, word);
        if self.remembered.len() == REMEMBERED {
            self.remembered.remove(0);
        }
        self.remembered.push((word.to_owned(), hits.clone()));
        hits
    }

    fn look_up(&self, data: &Data, sets: &Sets, word: &str) -> Hits {
        let marks = self.marks(word);
        let rows = &data.engagements.rows;
        let none = FixedBitSet::with_capacity(rows.len());
        let mut hits = Hits { begins: none.clone(), name: none.clone(), headline: none.clone(), all: none };
        let descriptions: Vec<u8> = self.descriptions.marks(&marks).collect();
        for (position, (mark, row)) in self.names.marks(&marks).zip(rows).enumerate() {
            if mark != 0 {
                hits.name.insert(position);
                if mark & BEGINS != 0 {
                    hits.begins.insert(position);
                }
            } else if descriptions[row.description as usize] != 0 {
                hits.all.insert(position);
            }
        }
        hits.headline.union_with(&hits.name);
        let of_areas = self.areas.marks(&marks).zip(&sets.areas);
        for (_, set) in of_areas.chain(self.roles.marks(&marks).zip(&sets.roles)).filter(|(mark, _)| *mark != 0) {
            hits.headline.union_with(set);
        }
        hits.all.union_with(&hits.headline);
        hits
    }

    /// For each word of the texts whether it contains, or begins with, what is searched.
    fn marks(&self, word: &str) -> Vec<u8> {
        let mut marks = vec![0; self.words.len()];
        for at in memchr::memmem::find_iter(self.vocabulary.as_bytes(), word.as_bytes()) {
            let number = self.starts.partition_point(|&start| start as usize <= at) - 1;
            marks[number] |= if self.starts[number] as usize == at { CONTAINS | BEGINS } else { CONTAINS };
        }
        marks
    }

    /// Bytes of memory in use.
    pub fn bytes(&self) -> usize {
        let texts = [&self.names, &self.descriptions, &self.areas, &self.roles];
        self.words.bytes()
            + texts.map(Texts::bytes).iter().sum::<usize>()
            + self.vocabulary.capacity()
            + self.starts.capacity() * 4
            + self.remembered.iter().map(|(_, hits)| hits.all.len() / 2).sum::<usize>()
    }
}
