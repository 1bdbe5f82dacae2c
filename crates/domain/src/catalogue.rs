//! The catalogue: answers the list at every key press.
//!
//! Engagements with the same criteria and markets form a class; a class meets a location once,
//! however many engagements share it. Everything else is columns and sets of bits: a query gives the
//! order of the rows, the facet counts and "n of m" without touching a row that is not shown.

mod facets;
pub mod query;
mod search;
mod sort;
mod verdicts;

pub use facets::Facets;
pub use query::{Direction, Query, Sort, SortKey};
pub(crate) use sort::low;
pub use verdicts::LocationSet;

use fixedbitset::FixedBitSet;

use crate::availability::{Availability, availability};
use crate::dataset::Data;
use crate::dataset::data::EngagementRef;
use crate::dataset::wire::{Criterion, Rate};
use crate::earning::{Cell, Earning, Standing, is_enrolled};
use crate::eligibility::is_met;
use crate::{Day, Lang};

use facets::Sets;
use search::Search;
use sort::NameRanks;
use verdicts::Verdicts;

/// The data with what is computed from them for one day.
#[derive(Debug)]
pub struct Catalogue {
    data: Data,
    day: Day,
    sets: Sets,
    verdicts: Verdicts,
    active_customers: Vec<u32>,
    name_ranks: [NameRanks; Lang::ALL.len()],
    search: [Search; Lang::ALL.len()],
}

/// What a query gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Positions of the engagements that match, in the order asked for.
    pub order: Vec<u32>,
    /// For each value of each filter, how many engagements match under the other filters.
    pub facets: Facets,
    /// The Eligibility cell of each class for the locations in view; see [`Catalogue::cell`].
    cells: Vec<Cell>,
}

impl Answer {
    /// An answer with no rows.
    pub fn nothing() -> Self {
        Self { order: Vec::new(), facets: Facets::default(), cells: Vec::new() }
    }
}

impl Catalogue {
    /// Computes what a list needs at once; search and sorting by name prepare themselves in
    /// [`Catalogue::warm`], or when first asked for.
    pub fn new(data: Data, day: Day) -> Self {
        let sets = Sets::new(&data, day);
        let verdicts = Verdicts::new(&data, day);
        let active_customers = crate::claims::active_customers(&data, day);
        Self { data, day, sets, verdicts, active_customers, name_ranks: Default::default(), search: Default::default() }
    }

    /// The data.
    pub const fn data(&self) -> &Data {
        &self.data
    }

    /// The day that every verdict is about.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// Moves to another day.
    pub fn set_day(&mut self, day: Day) {
        self.day = day;
        self.sets.set_day(&self.data, day);
        self.active_customers = crate::claims::active_customers(&self.data, day);
        self.verdicts = Verdicts::new(&self.data, day);
    }

    /// Changes the locations, then takes every verdict anew.
    pub(crate) fn change_locations<T>(&mut self, change: impl FnOnce(&mut Data) -> T) -> T {
        let result = change(&mut self.data);
        self.verdicts = Verdicts::new(&self.data, self.day);
        result
    }

    /// Prepares search and sorting in a language, some milliseconds' worth at a time; whether all is ready.
    pub fn warm(&mut self, lang: Lang) -> bool {
        if self.search[lang as usize].is_ready() {
            return self.name_ranks[lang as usize].step(&self.data, lang);
        }
        self.search[lang as usize].step(&self.data, lang);
        false
    }

    /// Rows, facet counts and cells for a query.
    pub fn query(&mut self, query: &Query) -> Answer {
        if query.sort.is_some_and(|sort| sort.key == SortKey::Name) {
            while !self.name_ranks[query.lang as usize].step(&self.data, query.lang) {}
        }
        let cells = self.verdicts.cells(&query.locations);
        let hits = self.search[query.lang as usize].find(&self.data, &self.sets, query.lang, &query.text);
        let masks = self.masks(query, &cells, hits.as_ref().map(|hits| &hits.all));
        let facets = self.facets(&masks, &cells);
        let matching = masks.all();
        let order = match (query.sort, &hits) {
            (Some(sort), _) => self.sorted(sort, query.lang, &cells, &matching),
            (None, Some(hits)) => hits.best_first(&matching),
            (None, None) => sort::positions(&matching),
        };
        Answer { order, facets, cells }
    }

    /// The engagement at a position.
    pub fn engagement(&self, position: usize) -> Option<EngagementRef<'_>> {
        self.data.engagements.get(position)
    }

    /// Rule 5: the Eligibility cell of an engagement for the locations that an answer had in view.
    pub fn cell(&self, answer: &Answer, engagement: EngagementRef<'_>) -> Cell {
        answer.cells.get(engagement.class_index()).copied().unwrap_or_default()
    }

    /// Rule 5: the Eligibility cell of an engagement for all locations.
    pub fn cell_of_all(&self, engagement: EngagementRef<'_>) -> Cell {
        self.verdicts.cell(engagement.class_index(), &LocationSet::All)
    }

    /// How many customers are active with an engagement.
    pub fn active_customers(&self, engagement: EngagementRef<'_>) -> u32 {
        self.active_customers.get(engagement.position()).copied().unwrap_or_default()
    }

    /// Rule 4: where each location stands with an engagement, in the order of the locations.
    pub fn standings(&self, engagement: EngagementRef<'_>) -> impl Iterator<Item = Standing> {
        let criteria = engagement.criteria();
        self.data.locations.iter().map(move |location| Standing::of(criteria, location, self.day))
    }

    /// How many engagements that are active on a day belong to classes that `class` picks.
    pub(crate) fn count_active(&self, day: Day, class: impl Fn(usize) -> bool) -> u32 {
        self.sets.spans.count(day, class)
    }

    /// Rule 2 on the day of the catalogue: whether a location meets the criteria of a class.
    pub(crate) fn is_eligible(&self, class: usize, location: usize) -> bool {
        self.verdicts.is_eligible(class, location)
    }

    /// The verdict on an engagement at one location, given by its position.
    pub fn verdict_at(&self, engagement: EngagementRef<'_>, location: usize) -> Earning {
        self.verdicts.at(engagement.class_index(), location)
    }

    /// Rule 6: whether an engagement is offered at a location, given by its position.
    pub fn is_offered_at(&self, engagement: EngagementRef<'_>, location: usize) -> bool {
        self.verdicts.offered.get(engagement.class_index()).is_some_and(|offered| offered.contains(location))
    }

    /// How many enrolled locations there are, and how many of them meet a criterion.
    pub fn met_at(&self, criterion: &Criterion) -> (u32, u32) {
        let enrolled = || self.data.locations.iter().filter(|location| is_enrolled(location, self.day));
        let met = enrolled().filter(|location| is_met(criterion, location, self.day)).count();
        (u32::try_from(met).unwrap_or(u32::MAX), u32::try_from(enrolled().count()).unwrap_or(u32::MAX))
    }

    /// Rates, those of the markets in which an enrolled location lies first; whether each is one of them.
    pub fn own_rates_first(&self, rates: Vec<Rate>) -> Vec<(Rate, bool)> {
        let enrolled = || self.data.locations.iter().filter(|location| is_enrolled(location, self.day));
        let is_own = |rate: &Rate| enrolled().any(|location| location.market == rate.market);
        let (own, others): (Vec<_>, Vec<_>) = rates.into_iter().map(|rate| (is_own(&rate), rate)).partition(|it| it.0);
        own.into_iter().chain(others).map(|(own, rate)| (rate, own)).collect()
    }

    /// Bytes of memory in use, about.
    pub fn bytes(&self) -> usize {
        self.data.engagements.bytes()
            + self.sets.bytes()
            + self.active_customers.capacity() * 4
            + self.name_ranks.iter().map(NameRanks::bytes).sum::<usize>()
            + self.search.iter().map(Search::bytes).sum::<usize>()
    }

    fn sorted(&self, sort: Sort, lang: Lang, cells: &[Cell], matching: &FixedBitSet) -> Vec<u32> {
        let rows = &self.data.engagements.rows;
        let by = sort.direction;
        match sort.key {
            SortKey::Name => {
                let ranks = self.name_ranks[lang as usize].get();
                sort::by_key(matching, by, |at| ranks[at])
            }
            SortKey::Availability => {
                sort::by_key(matching, by, |at| availability(rows[at].first, rows[at].last, self.day) as u32)
            }
            SortKey::Role => sort::by_key(matching, by, |at| u32::from(rows[at].role)),
            SortKey::Eligibility => sort::by_key(matching, by, |at| sort::cell_rank(cells[rows[at].class as usize])),
            SortKey::ActiveCustomers => sort::by_key(matching, by, |at| self.active_customers[at]),
        }
    }

    fn masks<'a>(&'a self, query: &Query, cells: &[Cell], hits: Option<&'a FixedBitSet>) -> facets::Masks<'a> {
        let len = self.data.engagements.len();
        let mut masks = facets::Masks::new(len);
        masks.area(query.area.and_then(|area| self.sets.areas.get(area)));
        masks.any_of(facets::ROLE, query.roles.iter().filter_map(|&role| self.sets.roles.get(role)));
        masks.any_of(facets::STATUS, query.status.iter().map(|&status| &self.sets.status[status as usize]));
        if let LocationSet::Some(locations) = &query.locations {
            let classes: Vec<bool> =
                self.verdicts.offered.iter().map(|offered| !offered.is_disjoint(locations)).collect();
            masks.set(facets::LOCATION, self.sets.of_classes(|class| classes[class]));
        }
        if !query.eligibility.is_empty() {
            let wanted: Vec<bool> = cells.iter().map(|cell| query.eligibility.contains(&cell.verdict())).collect();
            masks.set(facets::ELIGIBILITY, self.sets.of_classes(|class| wanted[class]));
        }
        masks.search(hits);
        masks
    }

    fn facets(&self, masks: &facets::Masks<'_>, cells: &[Cell]) -> Facets {
        let count = |sets: &[FixedBitSet], under: &FixedBitSet| {
            sets.iter().map(|set| facets::count_both(set, under)).collect::<Vec<_>>()
        };
        let under_area = masks.all_but(facets::AREA);
        let mut eligibility = [0; Earning::ALL.len()];
        for (class, count) in self.sets.count_classes(&masks.all_but(facets::ELIGIBILITY)).into_iter().enumerate() {
            eligibility[cells[class].verdict() as usize] += count;
        }
        let per_class = self.sets.count_classes(&masks.all_but(facets::LOCATION));
        Facets {
            all_areas: facets::count(&under_area),
            areas: count(&self.sets.areas, &under_area),
            roles: count(&self.sets.roles, &masks.all_but(facets::ROLE)),
            status: {
                let under = masks.all_but(facets::STATUS);
                Availability::ALL.map(|status| facets::count_both(&self.sets.status[status as usize], &under))
            },
            eligibility,
            locations: self.verdicts.count_offered(&per_class),
        }
    }
}
