//! The catalogue: the read model that answers the list at every key press.
//!
//! Engagements with the same criteria and markets form a class; a class meets a location once,
//! however many engagements share it. The rest is columns and bit sets: a query gives the
//! order of the rows, the facet counts and "n of m" without touching a row that is not shown.

mod facets;
mod name_ranks;
pub mod query;
mod search;
mod sort;
mod text_index;
mod verdicts;

pub use facets::Facets;
pub use query::{Direction, Query, Sort, SortKey};
pub(crate) use sort::low_u32;
pub use text_index::{TextIndex, TextIndexBuilder, WordCache};
pub use verdicts::LocationSet;

use std::sync::Arc;

use fixedbitset::FixedBitSet;

use crate::availability::{Availability, availability};
use crate::dataset::Data;
use crate::dataset::data::EngagementRef;
use crate::earning::{Cell, Earning, LocationStatus, is_enrolled};
use crate::eligibility::is_met;
use crate::model::{Criterion, Engagement, Location, Rate};
use crate::{Day, Idx, Lang};

use facets::{Sets, StatusSets};
use name_ranks::NameRanks;
use verdicts::Verdicts;

/// The data with the verdicts of one day: an immutable read model.
///
/// A change of day or of a location gives another catalogue that shares the rest.
#[derive(Clone, Debug)]
pub struct Catalogue {
    data: Data,
    day: Day,
    sets: Arc<Sets>,
    status: Arc<StatusSets>,
    verdicts: Arc<Verdicts>,
    active_customers: Arc<[u32]>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Positions of the engagements that match, in the order asked for.
    pub order: Vec<Idx<Engagement>>,
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
    /// Computes what the list needs for a day.
    pub fn new(data: Data, day: Day) -> Self {
        let sets = Arc::new(Sets::new(&data));
        Self::of_day(data, sets, day)
    }

    /// Returns the catalogue of another day.
    #[must_use]
    pub fn on_day(&self, day: Day) -> Self {
        Self::of_day(self.data.clone(), Arc::clone(&self.sets), day)
    }

    fn of_day(data: Data, sets: Arc<Sets>, day: Day) -> Self {
        Self {
            day,
            sets,
            status: facets::status_sets(&data, day).into(),
            verdicts: Verdicts::new(&data, day).into(),
            active_customers: crate::claims::active_customers(&data, day).into(),
            data,
        }
    }

    /// Returns the catalogue in which a location replaces the one with the same id; `None` where there is none.
    pub fn with_location(&self, location: Location) -> Option<Self> {
        let at = self.data.location_index(&location.id)?;
        let mut locations = self.data.locations.clone();
        locations[at.index()] = Arc::new(location);
        Some(self.with_locations(locations))
    }

    /// Returns the catalogue with other locations of the same ids.
    pub(crate) fn with_locations(&self, locations: Vec<Arc<Location>>) -> Self {
        let data = Data { locations, ..self.data.clone() };
        Self { verdicts: Verdicts::new(&data, self.day).into(), data, ..self.clone() }
    }

    /// Returns the data.
    pub const fn data(&self) -> &Data {
        &self.data
    }

    /// Returns the day of every verdict.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// Returns rows, facet counts and cells for a query.
    ///
    /// Searching and sorting by name need a [`TextIndex`]. Without one, or with one of other texts, the query
    /// builds what it needs for this call: slow, never wrong.
    pub fn query(&self, query: &Query, index: Option<&TextIndex>, words: &mut WordCache) -> Answer {
        let index = index.filter(|index| index.is_of(&self.data, query.lang));
        let cells = self.verdicts.cells(&query.locations);
        let hits = text_index::find(&query.text, query.lang, (&self.data, &self.sets), index, words);
        let masks = self.masks(query, &cells, hits.as_ref().map(|hits| &hits.all));
        let facets = self.facets(&masks, &cells);
        let matching = masks.all();
        let order = match (query.sort, &hits) {
            (Some(sort), _) => self.sorted(sort, query.lang, index, &cells, &matching),
            (None, Some(hits)) => hits.best_first(&matching),
            (None, None) => sort::positions(&matching),
        };
        Answer { order: order.into_iter().map(Idx::from_raw).collect(), facets, cells }
    }

    /// [`Self::query`] without an index: for a single query of few engagements, such as in tests.
    pub fn query_unindexed(&self, query: &Query) -> Answer {
        self.query(query, None, &mut WordCache::default())
    }

    /// Returns the engagement at a position.
    pub fn engagement(&self, position: Idx<Engagement>) -> Option<EngagementRef<'_>> {
        self.data.engagements.get(position)
    }

    /// Returns the Eligibility cell of an engagement for the locations that an answer had in view (rule 5).
    pub fn cell(&self, answer: &Answer, engagement: EngagementRef<'_>) -> Cell {
        answer.cells.get(engagement.class_index()).copied().unwrap_or_default()
    }

    /// Returns the Eligibility cell of an engagement for all locations (rule 5).
    pub fn cell_of_all(&self, engagement: EngagementRef<'_>) -> Cell {
        self.verdicts.cell(engagement.class_index(), &LocationSet::All)
    }

    /// Returns how many customers are active with an engagement.
    pub fn active_customers(&self, engagement: EngagementRef<'_>) -> u32 {
        self.active_customers.get(engagement.position().index()).copied().unwrap_or_default()
    }

    /// Returns the status of each location for an engagement, in the order of the locations (rule 4).
    pub fn location_statuses(&self, engagement: EngagementRef<'_>) -> impl Iterator<Item = LocationStatus> {
        let criteria = engagement.criteria();
        self.data.locations.iter().map(move |location| LocationStatus::of(criteria, location, self.day))
    }

    /// Returns how many engagements that are active on a day belong to classes that `class` picks.
    pub(crate) fn count_active(&self, day: Day, class: impl Fn(usize) -> bool) -> u32 {
        self.sets.spans.count(day, class)
    }

    /// Returns whether a location meets the criteria of a class (rule 2).
    pub(crate) fn is_eligible(&self, class: usize, location: usize) -> bool {
        self.verdicts.is_eligible(class, location)
    }

    /// Returns the verdict on an engagement at one location, given by its position.
    pub fn verdict_at(&self, engagement: EngagementRef<'_>, location: Idx<Location>) -> Earning {
        self.verdicts.at(engagement.class_index(), location.index())
    }

    /// Returns whether an engagement is offered at a location, given by its position (rule 6).
    pub fn is_offered_at(&self, engagement: EngagementRef<'_>, location: Idx<Location>) -> bool {
        self.verdicts.offered.get(engagement.class_index()).is_some_and(|offered| offered.contains(location.index()))
    }

    /// Returns how many enrolled locations there are, and how many of them meet a criterion.
    pub fn met_at(&self, criterion: &Criterion) -> (u32, u32) {
        let enrolled = || self.data.locations.iter().filter(|location| is_enrolled(location, self.day));
        let met = enrolled().filter(|location| is_met(criterion, location, self.day)).count();
        (u32::try_from(met).unwrap_or(u32::MAX), u32::try_from(enrolled().count()).unwrap_or(u32::MAX))
    }

    /// Returns rates, those of the markets in which an enrolled location lies first; whether each is one of them.
    pub fn own_rates_first(&self, rates: Vec<Rate>) -> Vec<(Rate, bool)> {
        let enrolled = || self.data.locations.iter().filter(|location| is_enrolled(location, self.day));
        let is_own = |rate: &Rate| enrolled().any(|location| location.market == rate.market);
        let (own, others): (Vec<_>, Vec<_>) = rates.into_iter().map(|rate| (is_own(&rate), rate)).partition(|it| it.0);
        own.into_iter().chain(others).map(|(own, rate)| (rate, own)).collect()
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.data.engagements.bytes() + self.sets.bytes() + self.active_customers.len() * 4
    }

    fn sorted(
        &self,
        sort: Sort,
        lang: Lang,
        index: Option<&TextIndex>,
        cells: &[Cell],
        matching: &FixedBitSet,
    ) -> Vec<u32> {
        let rows = &self.data.engagements.rows;
        let by = sort.direction;
        match sort.key {
            SortKey::Name => {
                let built;
                let ranks = if let Some(index) = index {
                    index.name_ranks()
                } else {
                    built = NameRanks::build(&self.data.engagements, lang);
                    &built
                };
                sort::by_key(matching, by, |at| ranks.get()[at])
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
        masks.area(query.area.and_then(|area| self.sets.areas.get(area.index())));
        masks.any_of(facets::ROLE, query.roles.iter().filter_map(|&role| self.sets.roles.get(role.index())));
        masks.any_of(facets::STATUS, query.status.iter().map(|&status| &self.status[status as usize]));
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
                Availability::ALL.map(|status| facets::count_both(&self.status[status as usize], &under))
            },
            eligibility,
            locations: self.verdicts.count_offered(&per_class),
        }
    }
}
