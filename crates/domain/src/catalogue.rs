//! The catalogue: the read model that answers the list at every key press.
//!
//! Engagements with the same criteria and markets form a class; a class meets a location once,
//! however many engagements share it. The rest is columns and bit sets: a query gives the
//! order of the rows, the facet counts and "n of m" without touching a row that is not shown.

mod active_customers;
mod buckets;
mod facets;
mod leaves;
mod location_set;
mod masks;
mod name_ranks;
pub mod query;
mod search;
mod sort;
mod spans;
mod text_index;
mod verdicts;

pub use facets::Facets;
pub use location_set::LocationSet;
pub use query::{Direction, Query, Sort, SortKey};
pub(crate) use sort::low_u32;
pub use text_index::{TextIndex, TextIndexBuilder, WordCache};

use std::borrow::Cow;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use crate::availability::Availability;
use crate::dataset::Data;
use crate::dataset::data::EngagementRef;
use crate::earning::{Cell, Earning, LocationStatus, is_enrolled};
use crate::eligibility::is_met;
use crate::model::{Criterion, Engagement, Location, Rate};
use crate::{Day, Idx};

use active_customers::ActiveCustomers;
use buckets::Buckets;
use facets::Sets;
use masks::{Filter, Masks};
use name_ranks::NameRanks;
use verdicts::{Tally, Verdicts};

/// The data with the verdicts of one day: an immutable read model.
///
/// A change of day or of a location gives another catalogue that shares the rest.
#[derive(Clone, Debug)]
pub struct Catalogue {
    data: Data,
    day: Day,
    sets: Arc<Sets>,
    buckets: Arc<Buckets>,
    verdicts: Arc<Verdicts>,
    active_customers: Arc<ActiveCustomers>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Positions of the engagements that match, in the order asked for.
    pub order: Vec<Idx<Engagement>>,
    /// For each value of each filter, how many engagements match if it is the only one chosen in its filter.
    pub facets: Facets,
    /// The locations in view.
    locations: LocationSet,
    /// Counts of the locations in view, for each class; see [`Catalogue::cell`].
    tallies: Vec<Tally>,
}

impl Answer {
    /// An answer with no rows.
    pub fn nothing() -> Self {
        Self { order: Vec::new(), facets: Facets::default(), locations: LocationSet::All, tallies: Vec::new() }
    }

    /// Returns whether a location is in view: chosen in the location filter, or nothing is.
    pub fn is_in_view(&self, location: Idx<Location>) -> bool {
        self.locations.contains(location)
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
            buckets: Buckets::new(&data, day).into(),
            verdicts: Verdicts::new(&data, day).into(),
            active_customers: ActiveCustomers::new(&data, day).into(),
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
        let tallies = self.verdicts.tallies(&query.locations);
        let hits = text_index::find(&query.text, query.lang, (&self.data, &self.sets), index, words);
        let masks = self.masks(query, &tallies, hits.as_ref().map(|hits| &hits.all));
        let facets = self.facets(query, &masks, &tallies);
        let matching = masks.all_but(&[]);
        let order = match (query.sort, &hits) {
            (Some(sort), _) => self.sorted(sort, query, index, &tallies, &matching),
            (None, Some(hits)) => hits.best_first(&matching),
            (None, None) => sort::positions(&matching),
        };
        let order = order.into_iter().map(Idx::from_raw).collect();
        Answer { order, facets, locations: query.locations.clone(), tallies }
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
        let tally = answer.tallies.get(engagement.class_index()).copied().unwrap_or_default();
        tally.cell(engagement.availability(self.day))
    }

    /// Returns the Eligibility cell of an engagement for all locations (rule 5).
    pub fn cell_of_all(&self, engagement: EngagementRef<'_>) -> Cell {
        self.verdicts.tally(engagement.class_index(), &LocationSet::All).cell(engagement.availability(self.day))
    }

    /// Returns how many customers are active with an engagement at the locations that an answer had in view (rule 7).
    pub fn active_customers(&self, answer: &Answer, engagement: EngagementRef<'_>) -> u32 {
        self.active_customers.count(engagement.position(), &answer.locations)
    }

    /// Returns how many customers are active with an engagement at all locations (rule 7).
    pub fn active_customers_of_all(&self, engagement: EngagementRef<'_>) -> u32 {
        self.active_customers.of_all(engagement.position())
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
        self.verdicts.at(engagement.class_index(), engagement.availability(self.day), location.index())
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
        self.data.engagements.bytes() + self.sets.bytes() + self.buckets.bytes() + self.active_customers.bytes()
    }

    fn sorted(
        &self,
        sort: Sort,
        query: &Query,
        index: Option<&TextIndex>,
        tallies: &[Tally],
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
                    built = NameRanks::build(&self.data.engagements, query.lang);
                    &built
                };
                sort::by_key(matching, by, |at| ranks.get()[at])
            }
            SortKey::Role => sort::by_key(matching, by, |at| u32::from(rows[at].role)),
            SortKey::Availability => {
                let ranks = self.buckets.map(|_, availability| availability as u32);
                sort::by_key(matching, by, |at| ranks[self.buckets.bucket_of(at)])
            }
            SortKey::Eligibility => {
                let ranks = self.buckets.map(|class, availability| sort::cell_rank(tallies[class].cell(availability)));
                sort::by_key(matching, by, |at| ranks[self.buckets.bucket_of(at)])
            }
            SortKey::ActiveCustomers => {
                let counts = self.active_customers.counts(rows.len(), &query.locations);
                sort::by_key(matching, by, |at| counts[at])
            }
        }
    }

    fn masks<'a>(&'a self, query: &Query, tallies: &[Tally], hits: Option<&'a FixedBitSet>) -> Masks<'a> {
        let mut masks = Masks::new(self.data.engagements.len());
        masks.any_of(Filter::Area, query.area.and_then(|area| self.sets.areas.get(area.index())).into_iter());
        masks.any_of(Filter::Role, query.roles.iter().filter_map(|&role| self.sets.roles.get(role.index())));
        masks.any_of(Filter::Status, query.status.iter().map(|&status| self.buckets.with_status(status)));
        if query.locations != LocationSet::All {
            let wanted = self.buckets.map(|class, _| self.verdicts.is_offered(class, &query.locations));
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

    fn facets(&self, query: &Query, masks: &Masks<'_>, tallies: &[Tally]) -> Facets {
        let count = |sets: &[FixedBitSet], under: &FixedBitSet| {
            sets.iter().map(|set| facets::count_both(set, under)).collect::<Vec<_>>()
        };
        let under_area = masks.all_but(&[Filter::Area]);
        let under_status = masks.all_but(&[Filter::Status]);
        // What the location and the eligibility filter accept is the same for all engagements of a bucket.
        let counts = self.buckets.count(&masks.all_but(&[Filter::Location, Filter::Eligibility]));
        let (eligibility, locations) = self.count_by_bucket(query, &counts, tallies);
        Facets {
            all_areas: facets::count(&under_area),
            areas: count(&self.sets.areas, &under_area),
            roles: count(&self.sets.roles, &masks.all_but(&[Filter::Role])),
            status: Availability::ALL.map(|status| facets::count_both(self.buckets.with_status(status), &under_status)),
            eligibility,
            locations,
        }
    }

    /// Returns the facet counts of eligibility and of locations from the number of engagements of each bucket.
    fn count_by_bucket(
        &self,
        query: &Query,
        counts: &[u32],
        tallies: &[Tally],
    ) -> ([u32; Earning::ALL.len()], Vec<u32>) {
        let mut eligibility = [0; Earning::ALL.len()];
        let mut locations = vec![0; self.data.locations.len()];
        let buckets = self.buckets.map(|class, availability| (class, availability));
        for ((class, availability), &count) in buckets.into_iter().zip(counts).filter(|(_, count)| **count > 0) {
            if self.verdicts.is_offered(class, &query.locations) {
                let cell = tallies[class].cell(availability);
                for &value in Earning::possible(availability).iter().filter(|&&value| cell.shows(value)) {
                    eligibility[value as usize] += count;
                }
            }
            self.verdicts.add_where(class, availability, &query.eligibility, count, &mut locations);
        }
        (eligibility, locations)
    }
}
