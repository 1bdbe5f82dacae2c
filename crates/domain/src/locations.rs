//! The locations as a list: where each one stands, under filters, with counts under the other filters.

mod query;

pub use crate::list_rows::Counts;
pub(crate) use query::location_texts;
pub use query::{LocationFacets, LocationSort, LocationSortKey, LocationsAnswer, LocationsQuery};

use crate::actions::Action;
use crate::catalogue::{Catalogue, Standing};
use crate::day::Span;
use crate::earning::payee_of;
use crate::model::Location;
use crate::payee::ProfileStatus;
use crate::view::{Phase, phase};
use crate::{Day, Idx};

/// Whether a location is enrolled, as a filter asks for it; in the order in which it is listed and sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Enrolment {
    /// Enrolled.
    Enrolled,
    /// From a day to come.
    Begins,
    /// No longer.
    Ended,
    /// Never.
    Never,
}

impl Enrolment {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Enrolled, Self::Begins, Self::Ended, Self::Never];

    /// Returns where a day lies against an enrolment.
    pub fn of(span: Option<Span>, day: Day) -> Self {
        match span.map(|span| phase(span, day)) {
            None => Self::Never,
            Some(Phase::Ends(_) | Phase::Endless) => Self::Enrolled,
            Some(Phase::Begins(_)) => Self::Begins,
            Some(Phase::Ended(_)) => Self::Ended,
        }
    }
}

/// Where one location stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocationRow {
    /// Its position in the data.
    pub at: Idx<Location>,
    /// Whether it is enrolled.
    pub enrolment: Enrolment,
    /// Its payee profile (rule 3).
    pub payee: ProfileStatus,
    /// Its engagements by verdict.
    pub standing: Standing,
    /// How many actions are required there (rule 11).
    pub actions: u32,
}

/// Returns where each location stands, in the order of the data. `actions` is the inbox of the catalogue.
pub fn location_rows(catalogue: &Catalogue, actions: &[Action]) -> Vec<LocationRow> {
    let locations = &catalogue.data().locations;
    let standings = catalogue.standings();
    let row = |(at, location): (usize, &std::sync::Arc<Location>)| LocationRow {
        at: Idx::new(at),
        enrolment: Enrolment::of(location.enrolment, catalogue.day()),
        payee: payee_of(location),
        standing: standings[at],
        actions: actions_at(actions, Idx::new(at)),
    };
    locations.iter().enumerate().map(row).collect()
}

/// Returns how many actions concern a location: those that the inbox shows when it is filtered by the location.
pub fn actions_at(actions: &[Action], location: Idx<Location>) -> u32 {
    let count = actions.iter().filter(|action| action.locations().contains(&location)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
