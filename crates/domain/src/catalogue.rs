//! The catalogue: the read model that answers the list at every key press.
//!
//! Engagements with the same criteria and markets form a class; a class meets a location once,
//! however many engagements share it. The rest is columns and bit sets: a query gives the
//! order of the rows, the facet counts and "n of m" without touching a row that is not shown.

mod active_customers;
mod answer;
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
mod standings;
mod text_index;
mod verdicts;

pub use answer::Answer;
pub use facets::Facets;
pub use location_set::LocationSet;
pub use query::{Direction, Query, Sort, SortKey};
pub use standings::Standing;
pub use text_index::{TextIndex, TextIndexBuilder, WordCache};

use std::sync::Arc;

use crate::dataset::Data;
use crate::dataset::data::EngagementRef;
use crate::earning::{Cell, Earning, LocationStatus, is_enrolled};
use crate::eligibility::meets;
use crate::model::{Criteria, Engagement, Location};
use crate::{Day, Idx};

use active_customers::ActiveCustomers;
use buckets::Buckets;
use facets::Sets;
use verdicts::Verdicts;

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
        let class = engagement.class_index();
        let tally = self.verdicts.tallies(class..class + 1, &LocationSet::All).pop().unwrap_or_default();
        tally.cell(engagement.availability(self.day))
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
        self.verdicts.offered(engagement.class_index()).contains(location.index())
    }

    /// Returns at how many enrolled locations the criteria, one or a group, are met, and how many there are.
    pub fn met_at(&self, criteria: &Criteria) -> (u32, u32) {
        let enrolled = || self.data.locations.iter().filter(|location| is_enrolled(location, self.day));
        let met = enrolled().filter(|location| meets(criteria, location, self.day)).count();
        (u32::try_from(met).unwrap_or(u32::MAX), u32::try_from(enrolled().count()).unwrap_or(u32::MAX))
    }

    /// Returns the approximate memory in use, in bytes.
    pub fn bytes(&self) -> usize {
        self.data.engagements.bytes() + self.sets.bytes() + self.buckets.bytes() + self.active_customers.bytes()
    }
}
