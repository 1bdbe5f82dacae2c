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
    preparing: Preparing,
    names: Postings,
    /// By number of the description: many engagements share one.
    descriptions: Postings,
    areas: Postings,
    roles: Postings,
    /// Every word between two line ends, and where each begins: one search finds all that contain a text.
    vocabulary: String,
    starts: Vec<u32>,
    remembered: Vec<(String, Hits)>,
}

/// What is only needed until everything is prepared.
#[derive(Debug, Default)]
struct Preparing {
    words: Interner,
    names: Texts,
    descriptions: Texts,
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

    const fn bytes(&self) -> usize {
        (self.words.capacity() + self.ends.capacity()) * 4
    }
}

/// The other way round: the texts in which each word occurs.
#[derive(Debug, Default)]
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

    /// The texts in which a word occurs.
    fn of(&self, word: usize) -> impl Iterator<Item = usize> {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts[start as usize..self.ends[word] as usize].iter().map(|&text| text as usize)
    }

    const fn bytes(&self) -> usize {
        (self.texts.capacity() + self.ends.capacity()) * 4
    }
}

/// The words of a folded text: runs of letters and digits.
pub fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

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
        let Preparing { words, names, descriptions } = &mut self.preparing;
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
        let (mut areas, mut roles) = (Texts::default(), Texts::default());
        data.areas.iter().for_each(|area| areas.push(area.name.get(lang), words, &mut folded));
        data.roles.iter().for_each(|role| roles.push(role.name.get(lang), words, &mut folded));
        let Preparing { words, names, descriptions } = std::mem::take(&mut self.preparing);
        self.names = Postings::new(&names, words.len());
        self.descriptions = Postings::new(&descriptions, words.len());
        self.areas = Postings::new(&areas, words.len());
        self.roles = Postings::new(&roles, words.len());
        self.starts.reserve_exact(words.len() + 1);
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
        let mut seen = Interner::default();
        let words: Vec<&str> = words_of(&folded).filter(|word| seen.intern(word).1).collect();
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
        let rows = &data.engagements.rows;
        let none = FixedBitSet::with_capacity(rows.len());
        let mut hits = Hits { begins: none.clone(), name: none.clone(), headline: none.clone(), all: none };
        let mut described = FixedBitSet::with_capacity(data.engagements.descriptions());
        for (number, begins) in self.words_with(word) {
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

    /// The words that contain what is searched, and whether they begin with it.
    fn words_with<'a>(&'a self, searched: &'a str) -> impl Iterator<Item = (usize, bool)> + 'a {
        let mut before = None;
        memchr::memmem::find_iter(self.vocabulary.as_bytes(), searched.as_bytes()).filter_map(move |at| {
            let number = self.starts.partition_point(|&start| start as usize <= at) - 1;
            // A word may contain it several times; it begins with it only where it is found first.
            (before.replace(number) != Some(number)).then(|| (number, self.starts[number] as usize == at))
        })
    }

    /// Bytes of memory in use.
    pub fn bytes(&self) -> usize {
        let Preparing { words, names, descriptions } = &self.preparing;
        let postings = [&self.names, &self.descriptions, &self.areas, &self.roles];
        words.bytes()
            + names.bytes()
            + descriptions.bytes()
            + postings.map(Postings::bytes).iter().sum::<usize>()
            + self.vocabulary.capacity()
            + self.starts.capacity() * 4
            + self.remembered.iter().map(|(_, hits)| hits.all.len() / 2).sum::<usize>()
    }
}
