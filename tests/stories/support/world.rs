//! What the app should show: the same dataset and the same rules, asked natively.

use domain::availability::Availability;
use domain::catalogue::{Answer, Catalogue, Query};
use domain::dataset::Reader;
use domain::dataset::data::EngagementRef;
use domain::dataset::wire::Location;
use domain::earning::Earning;
use domain::{Day, Lang};

use super::site::{DATA, from_env};

/// The data of a site on a day.
#[derive(Debug)]
pub struct World(pub Catalogue);

impl World {
    /// The demo, today.
    pub fn demo() -> Self {
        Self::of(&std::fs::read(from_env("MCI_DIST").join(DATA)).unwrap())
    }

    /// A dataset, today.
    pub fn of(dataset: &[u8]) -> Self {
        let today = Self::today();
        let data = Reader::read(dataset, today).data.expect("a dataset that can be read");
        Self(Catalogue::new(data, today))
    }

    /// Today, in the time zone of the browsers.
    pub fn today() -> Day {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Day::from_epoch(i32::try_from(now.as_secs() / 86_400).unwrap())
    }

    /// How many engagements there are.
    pub fn len(&self) -> usize {
        self.0.data().engagements.len()
    }

    /// The answer to a query.
    pub fn ask(&mut self, query: &Query) -> Answer {
        self.0.query(query)
    }

    /// The names of the engagements of an answer, in its order.
    pub fn names(&mut self, query: &Query) -> Vec<String> {
        let answer = self.ask(query);
        answer.order.iter().map(|&at| self.engagement(at as usize).name(query.lang).to_owned()).collect()
    }

    /// An engagement by its position.
    pub fn engagement(&self, position: usize) -> EngagementRef<'_> {
        self.0.engagement(position).unwrap()
    }

    /// The first engagement that is as it should be, of those that the list shows first.
    pub fn first(&self, wanted: impl Fn(&Self, EngagementRef<'_>) -> bool) -> EngagementRef<'_> {
        self.0.data().engagements.iter().find(|it| wanted(self, *it)).expect("such an engagement in the demo")
    }

    /// The verdict on an engagement.
    pub fn verdict(&self, engagement: EngagementRef<'_>) -> Earning {
        self.0.cell_of_all(engagement).verdict()
    }

    /// "n of m locations".
    pub fn n_of_m(&self, engagement: EngagementRef<'_>) -> String {
        let cell = self.0.cell_of_all(engagement);
        format!("{} of {} location{}", cell.earning, cell.enrolled, if cell.enrolled == 1 { "" } else { "s" })
    }

    /// The position of a location.
    pub fn location(&self, name: &str) -> usize {
        let found = self.0.data().locations.iter().position(|location| location.name == name);
        found.unwrap_or_else(|| panic!("no location {name}"))
    }

    /// The locations.
    pub fn locations(&self) -> &[Location] {
        &self.0.data().locations
    }

    /// The position of a role by its English name.
    pub fn role(&self, name: &str) -> usize {
        let found = self.0.data().roles.iter().position(|role| role.name.en == name);
        found.unwrap_or_else(|| panic!("no role {name}"))
    }
}

/// The English word of an availability.
pub fn availability_word(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "Active",
        Availability::Upcoming => "Upcoming",
        Availability::Expired => "Expired",
    }
}

/// The English word of a verdict.
pub fn verdict_word(verdict: Earning) -> &'static str {
    match verdict {
        Earning::Earning => "Earning",
        Earning::WithinReach => "Within reach",
        Earning::NotEarning => "Not earning",
    }
}

/// A query in English for a search text.
pub fn searching(text: &str) -> Query {
    Query { text: text.to_owned(), lang: Lang::En, ..Query::default() }
}
