//! The catalogue of the day that is asked about, and the text indexes that its queries use.

use std::ops::ControlFlow;
use std::sync::Arc;

use domain::catalogue::{Answer, Catalogue, Query, TextIndex, TextIndexBuilder, WordCache};
use domain::dataset::Data;
use domain::{Day, Lang};
use leptos::prelude::*;

use super::app_signal::{AppMemo, AppSignal};
use super::lazy::LazyCode;

/// Hands out the catalogue as a shared pointer. No lock is held while a reader runs, so a reader may evaluate
/// anything, such as a memo that queries the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueSignal {
    loaded: RwSignal<Option<Arc<Catalogue>>>,
    on_day: AppMemo<Option<Arc<Catalogue>>>,
    day: AppMemo<Option<Day>>,
    today: AppSignal<Day>,
    indexes: StoredValue<Indexes>,
    lazy: LazyCode,
}

impl CatalogueSignal {
    /// Empty until the data are loaded; afterwards always of `day`, where `None` is `today`.
    pub fn new(day: AppMemo<Option<Day>>, today: AppSignal<Day>, lazy: LazyCode) -> Self {
        let loaded = RwSignal::new(None::<Arc<Catalogue>>);
        let on_day = move |_: Option<&Option<Arc<Catalogue>>>| {
            let (catalogue, day) = (loaded.get()?, day.get().unwrap_or_else(|| today.get()));
            Some(if catalogue.day() == day { catalogue } else { Arc::new(catalogue.on_day(day)) })
        };
        let on_day = Memo::new_with_compare(on_day, |before, after| {
            let pointer = |catalogue: &Option<Arc<Catalogue>>| catalogue.as_ref().map(Arc::as_ptr);
            before.map(pointer) != after.map(pointer)
        });
        Self { loaded, on_day: AppMemo::from(on_day), day, today, indexes: StoredValue::default(), lazy }
    }

    /// Returns the catalogue, and tracks its changes; `None` until the data are loaded.
    pub fn get(self) -> Option<Arc<Catalogue>> {
        self.on_day.get()
    }

    /// Returns the catalogue without tracking it.
    pub fn get_untracked(self) -> Option<Arc<Catalogue>> {
        self.on_day.get_untracked()
    }

    /// Returns the day of the catalogue, without tracking it.
    pub fn day_untracked(self) -> Day {
        self.day.get_untracked().unwrap_or_else(|| self.today.get_untracked())
    }

    /// Replaces the catalogue, and removes the indexes of other data, which would keep those data in memory.
    pub fn set(self, catalogue: Option<Catalogue>) {
        self.indexes.update_value(|indexes| indexes.retain(catalogue.as_ref().map(Catalogue::data)));
        self.loaded.set(catalogue.map(Arc::new));
    }

    /// Queries the catalogue, and tracks its changes. An index that is needed and not complete is completed first.
    /// Returns the query with its answer; `None` until the data are loaded, and the code that searches.
    pub fn query(self, query: impl FnOnce(&Catalogue) -> Query) -> (Query, Option<Answer>) {
        let Some(catalogue) = self.get() else { return (Query::default(), None) };
        let query = query(&catalogue);
        if !query.reads_texts() {
            let answer = catalogue.query_without_texts(&query);
            return (query, Some(answer));
        }
        let Some(functions) = self.lazy.get() else { return (query, None) };
        // Taken out while in use: no lock is held, and a second query would only miss the cache.
        let mut indexes = self.indexes.try_update_value(std::mem::take).unwrap_or_default();
        let answer = (functions.query)(&catalogue, &query, &mut indexes);
        self.indexes.set_value(indexes);
        (query, Some(answer))
    }

    /// Does some milliseconds of work on the text index of a language. Returns `true` when it is complete.
    pub fn build_index(self, lang: Lang) -> bool {
        let Some(catalogue) = self.get_untracked() else { return true };
        let step = |indexes: &mut Indexes| indexes.step(catalogue.data(), lang);
        self.indexes.try_update_value(step).unwrap_or(true)
    }
}

/// The text indexes of both languages, and the words cached for the next query.
#[derive(Debug, Default)]
pub struct Indexes {
    slots: [Slot; Lang::ALL.len()],
    words: WordCache,
}

#[derive(Debug, Default)]
enum Slot {
    #[default]
    Empty,
    Building(Box<TextIndexBuilder>),
    Ready(Box<TextIndex>),
}

impl Slot {
    fn ready(&self) -> Option<&TextIndex> {
        match self {
            Self::Ready(index) => Some(index),
            _ => None,
        }
    }
}

impl Indexes {
    /// Removes the indexes that are not of these data.
    fn retain(&mut self, data: Option<&Data>) {
        for (slot, lang) in self.slots.iter_mut().zip(Lang::ALL) {
            let is_current = data.is_some_and(|data| match slot {
                Slot::Empty => false,
                Slot::Building(builder) => builder.is_of(data, lang),
                Slot::Ready(index) => index.is_of(data, lang),
            });
            if !is_current {
                *slot = Slot::Empty;
            }
        }
    }

    /// Answers a query. An index that is needed and not complete is completed first.
    pub fn query(&mut self, catalogue: &Catalogue, query: &Query) -> Answer {
        if query.needs_text_index() {
            while !self.step(catalogue.data(), query.lang) {}
        }
        catalogue.query(query, self.slots[query.lang as usize].ready(), &mut self.words)
    }

    /// Continues the index of these data in a language, and starts again where the data are others.
    fn step(&mut self, data: &Data, lang: Lang) -> bool {
        let slot = &mut self.slots[lang as usize];
        let builder = match std::mem::take(slot) {
            Slot::Ready(index) if index.is_of(data, lang) => {
                *slot = Slot::Ready(index);
                return true;
            }
            Slot::Building(builder) if builder.is_of(data, lang) => *builder,
            _ => TextIndexBuilder::new(data, lang),
        };
        *slot = match builder.step() {
            ControlFlow::Continue(rest) => Slot::Building(Box::new(rest)),
            ControlFlow::Break(index) => Slot::Ready(Box::new(index)),
        };
        matches!(slot, Slot::Ready(_))
    }
}

#[cfg(test)]
mod tests {
    use domain::Day;
    use domain::catalogue::{Direction, Sort, SortKey};
    use domain::dataset::Reader;

    use super::*;

    fn demo(day: Day) -> Catalogue {
        let json = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/contoso.json")).unwrap();
        Catalogue::new(Reader::read(&json, day).data.unwrap(), day)
    }

    fn day() -> Day {
        "2026-11-22".parse().unwrap()
    }

    fn searching(text: &str) -> Query {
        let sort = Some(Sort { key: SortKey::Name, direction: Direction::Ascending });
        Query { text: text.to_owned(), sort, ..Query::default() }
    }

    #[test]
    fn a_reader_may_evaluate_a_memo_that_queries() {
        let owner = Owner::new();
        owner.set();
        let asked = RwSignal::new(None);
        let signal = CatalogueSignal::new(
            AppMemo::from(Memo::new(move |_| asked.get())),
            AppSignal::new(day()),
            LazyCode::new(),
        );
        let list = Memo::new(move |_| signal.query(|_| searching("copilot")).1);
        assert_eq!(list.get(), None);
        signal.set(Some(demo(day())));
        // The memo is dirty here, and the reader holds the catalogue.
        let found = signal.get().map(|catalogue| (list.get(), catalogue.query_unindexed(&searching("copilot"))));
        let (answer, expected) = found.unwrap();
        let answer = answer.unwrap();
        assert!(!answer.order.is_empty());
        assert_eq!(answer, expected);
        // A change within a read: the reader keeps what it has, the memo follows.
        let moved = signal.get().map(|catalogue| {
            asked.set(Some(Day::MAX));
            (catalogue.day(), list.get())
        });
        let expected = demo(day()).on_day(Day::MAX).query_unindexed(&searching("copilot"));
        assert_eq!(moved.unwrap(), (day(), Some(expected)));
    }

    #[test]
    fn an_index_survives_a_day_and_is_built_again_for_other_data() {
        let owner = Owner::new();
        owner.set();
        let asked = RwSignal::new(None);
        let signal = CatalogueSignal::new(
            AppMemo::from(Memo::new(move |_| asked.get())),
            AppSignal::new(day()),
            LazyCode::new(),
        );
        let index = move || signal.indexes.with_value(|it| it.slots[0].ready().map(std::ptr::from_ref));
        assert!(signal.build_index(Lang::En), "nothing to build");
        signal.set(Some(demo(day())));
        while !signal.build_index(Lang::En) {}
        let first = index();
        assert!(first.is_some());
        signal.set(Some(demo(day())));
        assert_eq!(index(), None, "the former data are free");
        signal.query(|_| searching("copilot"));
        let other =
            signal.indexes.with_value(|it| it.slots[0].ready().map(|index| index.is_of(demo(day()).data(), Lang::En)));
        assert_eq!(other, Some(false));
        asked.set(Some(Day::MAX));
        let before = index();
        signal.query(|_| searching("copilot"));
        assert_eq!(index(), before);
        signal.set(None);
        assert_eq!(index(), None);
    }
}
