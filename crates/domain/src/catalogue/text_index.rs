//! The text index of one language: inverted index for search, ranks for sorting by name.
//!
//! It depends on programme texts only, so it stays valid when the day or a location changes.

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::sync::Arc;

use super::facets::Sets;
use super::name_ranks::{NameRanks, NameRanksBuilder};
use super::search::{Hits, SearchIndex, SearchIndexBuilder};
use crate::Lang;
use crate::dataset::Data;
use crate::dataset::data::{Interner, SharedData};
use crate::text::{fold, words};

/// How many words [`WordCache`] holds: those of the query being typed.
const CACHED_WORDS: usize = 8;

/// An index for search and sorting by name, in one language. Immutable once built.
#[derive(Debug)]
pub struct TextIndex {
    source: Arc<SharedData>,
    lang: Lang,
    search: SearchIndex,
    name_ranks: NameRanks,
    /// Names this index for [`WordCache`].
    identity: Arc<()>,
}

impl TextIndex {
    /// Builds the index at once.
    pub fn build(data: &Data, lang: Lang) -> Self {
        let mut builder = TextIndexBuilder::new(data, lang);
        loop {
            match builder.step() {
                ControlFlow::Continue(rest) => builder = rest,
                ControlFlow::Break(index) => return index,
            }
        }
    }

    /// Returns whether the index is of the texts of these data in a language.
    pub fn is_of(&self, data: &Data, lang: Lang) -> bool {
        self.lang == lang && Arc::ptr_eq(&self.source, &data.shared)
    }

    pub(super) const fn name_ranks(&self) -> &NameRanks {
        &self.name_ranks
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.search.bytes() + self.name_ranks.bytes()
    }
}

/// Builds a [`TextIndex`] in steps of some milliseconds, so that a page stays responsive meanwhile.
#[derive(Debug)]
pub struct TextIndexBuilder {
    source: Arc<SharedData>,
    lang: Lang,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Words(SearchIndexBuilder),
    Search(SearchIndexBuilder),
    Names(SearchIndex, NameRanksBuilder),
    Ranks(SearchIndex, NameRanksBuilder),
}

impl TextIndexBuilder {
    /// Starts an index of the texts in a language. Shares the texts with the data.
    pub fn new(data: &Data, lang: Lang) -> Self {
        Self { source: Arc::clone(&data.shared), lang, stage: Stage::Words(SearchIndexBuilder::default()) }
    }

    /// Returns whether the index will be of the texts of these data in a language.
    pub fn is_of(&self, data: &Data, lang: Lang) -> bool {
        self.lang == lang && Arc::ptr_eq(&self.source, &data.shared)
    }

    /// Does some milliseconds of work: returns the rest of the work, or the finished index.
    pub fn step(self) -> ControlFlow<TextIndex, Self> {
        let Self { source, lang, stage } = self;
        let stage = match stage {
            Stage::Words(mut words) => {
                let is_done = words.step(&source, lang);
                if is_done { Stage::Search(words) } else { Stage::Words(words) }
            }
            Stage::Search(words) => Stage::Names(words.finish(&source, lang), NameRanksBuilder::default()),
            Stage::Names(search, mut names) => {
                let is_done = names.step(&source.engagements, lang);
                if is_done { Stage::Ranks(search, names) } else { Stage::Names(search, names) }
            }
            Stage::Ranks(search, names) => {
                let name_ranks = names.finish();
                return ControlFlow::Break(TextIndex { source, lang, search, name_ranks, identity: Arc::new(()) });
            }
        };
        ControlFlow::Continue(Self { source, lang, stage })
    }
}

/// A cache of search words and their hits, owned by the caller of
/// [`Catalogue::query`](super::Catalogue::query): the next key press repeats most words.
#[derive(Debug, Default)]
pub struct WordCache {
    /// The index that the hits are of.
    index: Option<Arc<()>>,
    entries: Vec<(String, Hits)>,
}

impl WordCache {
    /// Returns the hits of a word, from the cache where it is there.
    fn find(&mut self, index: &TextIndex, data: &Data, sets: &Sets, word: &str) -> Hits {
        if !self.index.as_ref().is_some_and(|identity| Arc::ptr_eq(identity, &index.identity)) {
            self.index = Some(Arc::clone(&index.identity));
            self.entries.clear();
        }
        if let Some((_, hits)) = self.entries.iter().find(|(cached, _)| cached == word) {
            return hits.clone();
        }
        let hits = index.search.find(data, sets, word);
        if self.entries.len() == CACHED_WORDS {
            self.entries.remove(0);
        }
        self.entries.push((word.to_owned(), hits.clone()));
        hits
    }
}

/// Returns the engagements in which every word of a text occurs; `None` where the text has no word.
/// Without an index, builds one for this call.
pub(super) fn find(
    text: &str,
    lang: Lang,
    (data, sets): (&Data, &Sets),
    index: Option<&TextIndex>,
    cache: &mut WordCache,
) -> Option<Hits> {
    let mut folded = String::new();
    fold(text, &mut folded);
    let mut seen = Interner::default();
    let words: Vec<&str> = words(&folded).filter(|word| seen.intern(word).1).collect();
    let both = |mut all: Hits, hits| {
        all.intersect_with(hits);
        all
    };
    if let Some(index) = index {
        return words.into_iter().map(|word| cache.find(index, data, sets, word)).reduce(both);
    }
    if words.is_empty() {
        return None;
    }
    let search = SearchIndex::build(data, lang);
    words.into_iter().map(|word| search.find(data, sets, word)).reduce(both)
}
