//! Answers to queries: rows, facet counts and cells.

use std::borrow::Cow;

use fixedbitset::FixedBitSet;

use super::buckets::Buckets;
use super::masks::{Filter, Masks};
use super::name_ranks::NameRanks;
use super::search::Hits;
use super::verdicts::Tally;
use super::{Catalogue, Facets, LocationSet, Query, TextIndex, WordCache, facets, sort, text_index};
use crate::Idx;
use crate::availability::Availability;
use crate::earning::{Cell, Earning};
use crate::model::Engagement;

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Positions of the engagements that match, in the order asked for.
    pub order: Vec<Idx<Engagement>>,
    /// For each value of each filter, how many engagements match if it is the only one chosen in its filter.
    pub facets: Facets,
    /// Whether a word of the text occurs nowhere, and one typing error in it is forgiven (rule 6.23).
    pub is_close: bool,
    /// The locations in view.
    pub(super) locations: LocationSet,
    /// Counts of the locations in view, for each class; see [`Catalogue::cell`].
    pub(super) tallies: Vec<Tally>,
}

impl Answer {
    /// An answer with no rows.
    pub fn nothing() -> Self {
        Self {
            order: Vec::new(),
            facets: Facets::default(),
            is_close: false,
            locations: LocationSet::All,
            tallies: Vec::new(),
        }
    }
}

/// For each class, the counts of the locations in view, and whether it is offered at one of them.
type Classes<'a> = (&'a [Tally], &'a [bool]);

impl Catalogue {
    /// Returns rows, facet counts and cells for a query.
    ///
    /// Searching and sorting by name need a [`TextIndex`]. Without one, or with one of other texts, the query
    /// builds what it needs for this call: slow, never wrong.
    pub fn query(&self, query: &Query, index: Option<&TextIndex>, words: &mut WordCache) -> Answer {
        let index = index.filter(|index| index.is_of(&self.data, query.lang));
        let hits = text_index::find(&query.text, query.lang, (&self.data, &self.sets), index, words);
        let built;
        let ranks = match index {
            Some(index) => Some(index.name_ranks()),
            None if query.sorts_by_name() => {
                built = NameRanks::build(&self.data.engagements, query.lang);
                Some(&built)
            }
            None => None,
        };
        self.answer(query, hits.as_ref(), ranks)
    }

    /// [`Self::query`] for a query that does not [read texts](Query::reads_texts): its code needs neither search nor
    /// collation. Ignores the text, and the sort by name.
    pub fn query_without_texts(&self, query: &Query) -> Answer {
        self.answer(query, None, None)
    }

    /// Returns the answer to a query from the engagements that its text finds and the ranks of names.
    fn answer(&self, query: &Query, hits: Option<&Hits>, ranks: Option<&NameRanks>) -> Answer {
        let tallies = self.verdicts.tallies(0..self.data.engagements.classes.len(), &query.locations);
        let visible = self.verdicts.offered_in_view(&query.locations);
        let masks = self.masks(query, (&tallies, &visible), hits.map(|hits| &hits.all));
        let facets = self.facets(query, &masks, (&tallies, &visible));
        let matching = masks.all_but(&[]);
        let order = match (query.sort, hits) {
            (Some(sort), _) => self.sorted(sort, query, ranks, &tallies, &matching),
            (None, Some(hits)) => hits.best_first(&matching),
            (None, None) => sort::positions(&matching),
        };
        let order = order.into_iter().map(Idx::from_raw).collect();
        let is_close = hits.is_some_and(|hits| hits.is_close);
        Answer { order, facets, is_close, locations: query.locations.clone(), tallies }
    }

    /// [`Self::query`] without an index: for a single query of few engagements, such as in tests.
    pub fn query_unindexed(&self, query: &Query) -> Answer {
        self.query(query, None, &mut WordCache::default())
    }

    fn masks<'a>(&'a self, query: &Query, (tallies, in_view): Classes<'_>, hits: Option<&'a FixedBitSet>) -> Masks<'a> {
        let mut masks = Masks::new(self.data.engagements.len());
        masks.any_of(Filter::Area, query.area.and_then(|area| self.sets.areas.get(area.index())).into_iter());
        masks.any_of(Filter::Role, query.roles.iter().filter_map(|&role| self.sets.roles.get(role.index())));
        masks.any_of(Filter::Status, query.status.iter().map(|&status| self.buckets.with_status(status)));
        if query.locations != LocationSet::All {
            let wanted = self.buckets.map(|class, _| in_view[class]);
            masks.set(Filter::Location, Cow::Owned(self.buckets.engagements(&wanted)));
        }
        if !query.eligibility.is_empty() {
            let shows = |cell: Cell| query.eligibility.iter().any(|&value| cell.shows(value));
            let wanted = self.buckets.map(|class, availability| shows(tallies[class].cell(availability)));
            masks.set(Filter::Eligibility, Cow::Owned(self.buckets.engagements(&wanted)));
        }
        masks.any_of(Filter::Search, hits.into_iter());
        masks
    }

    fn facets(&self, query: &Query, masks: &Masks<'_>, classes: Classes<'_>) -> Facets {
        let count = |sets: &[FixedBitSet], under: &FixedBitSet| {
            sets.iter().map(|set| facets::count_both(set, under)).collect::<Vec<_>>()
        };
        let under_area = masks.all_but(&[Filter::Area]);
        let under_status = masks.all_but(&[Filter::Status]);
        // What the location and the eligibility filter accept is the same for all engagements of a bucket.
        let by_bucket = [Filter::Location, Filter::Eligibility];
        let counts = if masks.accept_all_but(&by_bucket) {
            Cow::Borrowed(self.buckets.totals())
        } else {
            Cow::Owned(self.buckets.count(&masks.all_but(&by_bucket)))
        };
        Facets {
            all_areas: facets::count(&under_area),
            areas: count(&self.sets.areas, &under_area),
            roles: count(&self.sets.roles, &masks.all_but(&[Filter::Role])),
            status: Availability::ALL.map(|status| facets::count_both(self.buckets.with_status(status), &under_status)),
            eligibility: Self::count_eligibility(&counts, classes),
            locations: self.count_locations(&counts, &query.eligibility),
        }
    }

    /// Returns the facet counts of eligibility from the number of engagements of each bucket.
    fn count_eligibility(counts: &[u32], (tallies, in_view): Classes<'_>) -> [u32; Earning::ALL.len()] {
        let mut found = [0; Earning::ALL.len()];
        for (class, availability, count) in Buckets::not_empty(counts).filter(|(class, ..)| in_view[*class]) {
            let cell = tallies[class].cell(availability);
            for &value in Earning::possible(availability).iter().filter(|&&value| cell.shows(value)) {
                found[value as usize] += count;
            }
        }
        found
    }

    /// Returns the facet counts of locations from the number of engagements of each bucket.
    fn count_locations(&self, counts: &[u32], chosen: &[Earning]) -> Vec<u32> {
        if chosen.is_empty() {
            return self.verdicts.count_offered(Buckets::of_classes(counts));
        }
        let mut found = vec![0; self.data.locations.len()];
        for (class, availability, count) in Buckets::not_empty(counts) {
            let shows = |would_earn, lacks_one| chosen.contains(&Earning::of(availability, would_earn, lacks_one));
            self.verdicts.add_where(class, shows, count, &mut found);
        }
        found
    }
}
