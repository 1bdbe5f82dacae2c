//! Reference model: what the app should show, computed natively from the same dataset with the same rules.

use std::sync::Arc;

use domain::actions::Urgent;
use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue, Query};
use domain::dataset::Reader;
use domain::dataset::data::EngagementRef;
use domain::earning::{Cell, Earning};
use domain::model::{Location, PartnerRole};
use domain::view::{ClaimStatus, claim_status};
use domain::{Day, Idx, Lang};

use super::env;
use super::site::DATA;

/// A dataset with the rules applied.
#[derive(Debug)]
pub struct Model {
    /// The domain's answer to everything the list shows.
    pub catalogue: Catalogue,
}

impl Model {
    /// Reads the demo dataset of the build, as of today.
    pub fn demo() -> Self {
        Self::of(&std::fs::read(env::dist().join(DATA)).unwrap())
    }

    /// Reads a dataset, as of today.
    pub fn of(dataset: &[u8]) -> Self {
        let today = Self::today();
        let data = Reader::read(dataset, today).data.expect("a dataset that can be read");
        Self { catalogue: Catalogue::new(data, today) }
    }

    /// Returns today in UTC, the time zone of the browsers.
    pub fn today() -> Day {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Day::from_epoch(i32::try_from(now.as_secs() / 86_400).unwrap())
    }

    /// Returns the number of engagements.
    pub fn len(&self) -> usize {
        self.catalogue.data().engagements.len()
    }

    /// Answers a query.
    pub fn query(&mut self, query: &Query) -> Answer {
        self.catalogue.query_unindexed(query)
    }

    /// Returns the names of the engagements that a query finds, in its order.
    pub fn names(&mut self, query: &Query) -> Vec<String> {
        let answer = self.query(query);
        answer.order.iter().map(|&at| self.engagement(at.index()).name(query.lang).to_owned()).collect()
    }

    /// Returns the engagement at a position.
    pub fn engagement(&self, position: usize) -> EngagementRef<'_> {
        self.catalogue.engagement(Idx::new(position)).unwrap()
    }

    /// Returns the first engagement of the list for which a condition holds.
    pub fn find(&self, wanted: impl Fn(&Self, EngagementRef<'_>) -> bool) -> EngagementRef<'_> {
        self.catalogue.data().engagements.iter().find(|it| wanted(self, *it)).expect("such an engagement in the demo")
    }

    /// Returns the verdict on an engagement at all locations.
    pub fn verdict(&self, engagement: EngagementRef<'_>) -> Earning {
        self.catalogue.cell_of_all(engagement).verdict()
    }

    /// Returns the text of the Eligibility cell at all locations: "n of m locations", "n of m locations ready" or
    /// "Ended".
    pub fn earning_count(&self, engagement: EngagementRef<'_>) -> String {
        cell_words(self.catalogue.cell_of_all(engagement))
    }

    /// Returns the name of the link to the inbox, with its badge.
    pub fn actions_tab(&self) -> String {
        let Urgent { overdue, week } = Urgent::count(&self.catalogue.actions());
        match (overdue, week) {
            (0, 0) => "Actions required".to_owned(),
            (overdue, 0) => format!("Actions required ({overdue} overdue)"),
            (0, week) => format!("Actions required ({week} due within 7 days)"),
            _ => format!("Actions required ({overdue} overdue, {week} due within 7 days)"),
        }
    }

    /// Returns the first engagement with a verdict at all locations.
    pub fn with_verdict(&self, verdict: Earning) -> EngagementRef<'_> {
        self.find(|model, it| model.verdict(it) == verdict)
    }

    /// Returns the position of a location by its name.
    pub fn location(&self, name: &str) -> Idx<Location> {
        let found = self.catalogue.data().locations.iter().position(|location| location.name == name);
        Idx::new(found.unwrap_or_else(|| panic!("no location {name}")))
    }

    /// Returns the locations.
    pub fn locations(&self) -> &[Arc<Location>] {
        &self.catalogue.data().locations
    }

    /// Returns the first claim for which a condition holds.
    pub fn claim(&self, wanted: impl Fn(&ClaimStatus<'_>) -> bool) -> ClaimStatus<'_> {
        let claims = 0..self.catalogue.data().claims.len();
        let mut statuses = claims.filter_map(|at| claim_status(&self.catalogue, Idx::new(at)));
        statuses.find(wanted).expect("such a claim in the demo")
    }

    /// Returns the position of a partner role by its English name.
    pub fn role(&self, name: &str) -> Idx<PartnerRole> {
        let found = self.catalogue.data().roles.iter().position(|role| role.name.en == name);
        Idx::new(found.unwrap_or_else(|| panic!("no role {name}")))
    }
}

/// Returns the English label of an availability.
pub fn availability_label(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "Active",
        Availability::Upcoming => "Upcoming",
        Availability::Expired => "Expired",
    }
}

/// Returns the English text of an Eligibility cell.
pub fn cell_words(cell: Cell) -> String {
    let n_of_m =
        format!("{} of {} location{}", cell.qualifying, cell.enrolled, if cell.enrolled == 1 { "" } else { "s" });
    match cell.availability {
        Availability::Active => n_of_m,
        Availability::Upcoming => format!("{n_of_m} ready"),
        Availability::Expired => "Ended".to_owned(),
    }
}

/// Returns the English label of a verdict.
pub fn verdict_label(verdict: Earning) -> &'static str {
    match verdict {
        Earning::Earning => "Earning",
        Earning::Ready => "Ready",
        Earning::WithinReach => "Within reach",
        Earning::NotEarning => "Not earning",
        Earning::Ended => "Ended",
    }
}

/// Returns a query in English for a search text.
pub fn text_query(text: &str) -> Query {
    Query { text: text.to_owned(), lang: Lang::En, ..Query::default() }
}
