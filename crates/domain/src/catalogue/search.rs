//! Text search: every word of a query must occur in the name, the solution area, the role or the
//! description of an engagement, as it stands; best matches first (rule 6).
//!
//! Query and texts are folded and split at spaces. A hyphen is a space, so "co-sell" is two words in both. A query of
//! spaces and hyphens only has no word and filters nothing.

use fixedbitset::FixedBitSet;

use super::facets::Sets;
use crate::Lang;
use crate::dataset::Data;
use crate::dataset::data::{Interner, SharedData};
use crate::text::{almost_begins, beginnings, begins_word, fold, forgives, words};

/// How many names one build step indexes: some milliseconds.
const STEP: usize = 4_000;
/// How many descriptions one build step indexes: they are longer.
const LONG_STEP: usize = 1_000;

/// The engagements in which the words of a query occur.
#[derive(Clone, Debug)]
pub struct Hits {
    /// Every word begins a word of the name, where a word also begins after a sign.
    begins: FixedBitSet,
    /// Every word occurs in the name.
    name: FixedBitSet,
    /// Every word occurs in the name, the area or the role.
    headline: FixedBitSet,
    /// Every word occurs somewhere.
    pub all: FixedBitSet,
    /// Whether a word occurs nowhere, and is matched with one typing error (rule 6.23).
    pub is_close: bool,
}

impl Hits {
    /// Returns the positions in a set, best matches first.
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

    pub fn intersect_with(&mut self, mut other: Self) {
        let is_close = other.is_close;
        for (set, other) in self.sets().into_iter().zip(other.sets()) {
            set.intersect_with(other);
        }
        self.is_close |= is_close;
    }
}

/// An inverted index of the texts in one language.
#[derive(Debug)]
pub struct SearchIndex {
    names: Postings,
    /// By number of the description: many engagements share one.
    descriptions: Postings,
    areas: Postings,
    roles: Postings,
    /// The folded texts, split at spaces: every word between two line ends, which no word contains. One substring
    /// search finds all words that contain a text.
    vocabulary: String,
    /// Where each word begins in the vocabulary.
    starts: Vec<u32>,
}

/// Builds a [`SearchIndex`] in steps.
#[derive(Debug, Default)]
pub struct SearchIndexBuilder {
    words: Interner,
    names: Texts,
    descriptions: Texts,
}

impl SearchIndexBuilder {
    /// Indexes some more texts. Returns `true` when all are indexed.
    pub fn step(&mut self, source: &SharedData, lang: Lang) -> bool {
        let Self { words, names, descriptions } = self;
        let engagements = &source.engagements;
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
        descriptions.ends.len() == engagements.descriptions()
    }

    /// Completes the index after the last step.
    pub fn finish(self, source: &SharedData, lang: Lang) -> SearchIndex {
        let Self { mut words, names, descriptions } = self;
        let (mut areas, mut roles, mut folded) = (Texts::default(), Texts::default(), String::new());
        source.areas.iter().for_each(|area| areas.push(area.name.get(lang), &mut words, &mut folded));
        source.roles.iter().for_each(|role| roles.push(role.name.get(lang), &mut words, &mut folded));
        let (mut vocabulary, mut starts) = (String::new(), Vec::with_capacity(words.len()));
        for number in 0..words.len() {
            starts.push(u32::try_from(vocabulary.len()).unwrap_or(u32::MAX));
            vocabulary.push_str(u32::try_from(number).map_or("", |number| words.get(number)));
            vocabulary.push('\n');
        }
        SearchIndex {
            names: Postings::new(&names, words.len()),
            descriptions: Postings::new(&descriptions, words.len()),
            areas: Postings::new(&areas, words.len()),
            roles: Postings::new(&roles, words.len()),
            vocabulary,
            starts,
        }
    }
}

/// The word numbers of each text.
#[derive(Debug, Default)]
struct Texts {
    words: Vec<u32>,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str, vocabulary: &mut Interner, folded: &mut String) {
        folded.clear();
        fold(text, folded);
        for word in words(folded) {
            self.words.push(vocabulary.intern(word).0);
        }
        self.ends.push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
    }
}

/// The texts in which each word occurs.
#[derive(Debug)]
struct Postings {
    texts: Vec<u32>,
    /// Where the texts of each word end.
    ends: Vec<u32>,
}

impl Postings {
    fn new(texts: &Texts, words: usize) -> Self {
        // First how many texts each word has, then where they begin; filling in moves that to where they end.
        let mut ends = vec![0; words];
        for &word in &texts.words {
            ends[word as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut of_words = vec![0; texts.words.len()];
        let mut start = 0;
        for (text, &end) in (0..).zip(&texts.ends) {
            for &word in &texts.words[start..end as usize] {
                let place = &mut ends[word as usize];
                of_words[*place as usize] = text;
                *place += 1;
            }
            start = end as usize;
        }
        Self { texts: of_words, ends }
    }

    /// Returns the texts in which a word occurs.
    fn of(&self, word: usize) -> impl Iterator<Item = usize> {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts[start as usize..self.ends[word] as usize].iter().map(|&text| text as usize)
    }

    const fn bytes(&self) -> usize {
        (self.texts.capacity() + self.ends.capacity()) * 4
    }
}

impl SearchIndex {
    /// Builds the index at once.
    pub fn build(source: &SharedData, lang: Lang) -> Self {
        let mut builder = SearchIndexBuilder::default();
        while !builder.step(source, lang) {}
        builder.finish(source, lang)
    }

    /// Returns the engagements in which a folded word occurs or, where it occurs nowhere, those that have a word with
    /// one typing error.
    pub fn find(&self, data: &Data, sets: &Sets, word: &str) -> Hits {
        let hits = self.hits(data, sets, self.words_with(word));
        if !hits.all.is_clear() || !forgives(word) {
            return hits;
        }
        let hits = self.hits(data, sets, self.words_close_to(word).map(|number| (number, true)));
        Hits { is_close: !hits.all.is_clear(), ..hits }
    }

    /// Returns the engagements that have some words, given by their numbers and whether they count as its beginning.
    fn hits(&self, data: &Data, sets: &Sets, found: impl Iterator<Item = (usize, bool)>) -> Hits {
        let rows = &data.engagements.rows;
        let none = FixedBitSet::with_capacity(rows.len());
        let mut hits =
            Hits { begins: none.clone(), name: none.clone(), headline: none.clone(), all: none, is_close: false };
        let mut described = FixedBitSet::with_capacity(data.engagements.descriptions());
        for (number, begins) in found {
            self.names.of(number).for_each(|position| hits.name.insert(position));
            if begins {
                self.names.of(number).for_each(|position| hits.begins.insert(position));
            }
            self.areas.of(number).for_each(|area| hits.headline.union_with(&sets.areas[area]));
            self.roles.of(number).for_each(|role| hits.headline.union_with(&sets.roles[role]));
            described.extend(self.descriptions.of(number));
        }
        if !described.is_clear() {
            let with = rows.iter().enumerate().filter(|(_, row)| described.contains(row.description as usize));
            with.for_each(|(position, _)| hits.all.insert(position));
        }
        hits.headline.union_with(&hits.name);
        hits.all.union_with(&hits.headline);
        hits
    }

    /// Returns the words that contain a text, and whether it begins there: at the start or after a sign.
    fn words_with<'a>(&'a self, searched: &'a str) -> impl Iterator<Item = (usize, bool)> + 'a {
        let finder = memchr::memmem::Finder::new(searched);
        let find = move |from: usize, to: usize| {
            let part = self.vocabulary.as_bytes().get(from..to)?;
            finder.find(part).map(|at| from + at)
        };
        let mut rest = 0;
        std::iter::from_fn(move || {
            let first = find(rest, self.vocabulary.len())?;
            let number = self.starts.partition_point(|&start| start as usize <= first) - 1;
            let end = self.starts.get(number + 1).map_or(self.vocabulary.len(), |&start| start as usize);
            rest = end;
            // A later match may be the one that begins: "mal" in "xmal(malmo".
            let mut matches = std::iter::successors(Some(first), |&at| find(at + 1, end));
            Some((number, matches.any(|at| self.begins_at(number, at))))
        })
    }

    /// Returns the words of which one typing error is forgiven.
    fn words_close_to<'a>(&'a self, searched: &'a str) -> impl Iterator<Item = usize> + 'a {
        let is_close = |word: &str| beginnings(word).any(|text| almost_begins(searched, text));
        let words = self.vocabulary.split_terminator('\n').enumerate();
        words.filter(move |(_, word)| is_close(word)).map(|(number, _)| number)
    }

    /// Returns whether a match within a word is at its start, or a letter or digit after a sign: "malm" in "(malmo)".
    fn begins_at(&self, number: usize, at: usize) -> bool {
        let start = self.starts[number] as usize;
        let before = self.vocabulary[start..at].chars().next_back();
        self.vocabulary[at..].chars().next().is_some_and(|letter| begins_word(before, letter))
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        let postings = [&self.names, &self.descriptions, &self.areas, &self.roles];
        postings.map(Postings::bytes).iter().sum::<usize>() + self.vocabulary.capacity() + self.starts.capacity() * 4
    }
}
