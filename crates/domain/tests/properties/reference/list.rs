//! Rules 1 and 4 to 6: verdicts, cells, rows and the numbers beside the values of the filters.

use domain::availability::Availability;
use domain::catalogue::{Direction, Facets, LocationSet, Query, Sort, SortKey};
use domain::earning::{Cell, Earning};
use domain::model::{Criteria, Dataset, Engagement, Location};
use domain::payee::ProfileStatus;
use domain::{Day, Idx};

use super::{DayNumber, active_customers, enrolled, matches_of, missing, number, payee, shown, sorting_key};

/// What a query must give: order, facets, and the cell and the active customers of each engagement.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub order: Vec<usize>,
    pub facets: Facets,
    pub cells: Vec<Cell>,
    pub active_customers: Vec<u32>,
}

/// A dataset on a day.
pub struct Reference<'a> {
    pub dataset: &'a Dataset,
    pub day: DayNumber,
    /// The missing criteria of each set at each location.
    missing: Vec<Vec<Option<usize>>>,
}

/// 1.1 to 1.3.
pub fn availability(engagement: &Engagement, day: DayNumber) -> Availability {
    if day < number(engagement.term.first) {
        Availability::Upcoming
    } else if day > number(engagement.term.last) {
        Availability::Expired
    } else {
        Availability::Active
    }
}

pub fn offered(engagement: &Engagement, location: &Location) -> bool {
    engagement.markets.is_empty() || engagement.markets.contains(&location.market)
}

pub fn criteria_of<'a>(dataset: &'a Dataset, engagement: &Engagement) -> &'a Criteria {
    &dataset.criteria.iter().find(|set| set.id == engagement.criteria).unwrap().tree
}

impl<'a> Reference<'a> {
    pub fn new(dataset: &'a Dataset, day: Day) -> Self {
        let day = number(day);
        let at_each = |tree| dataset.locations.iter().map(|location| missing(tree, location, day)).collect();
        Self { dataset, day, missing: dataset.criteria.iter().map(|set| at_each(&set.tree)).collect() }
    }

    /// How many criteria a location lacks; none where nothing helps, such as where the engagement is not offered.
    pub fn missing(&self, engagement: &Engagement, at: usize) -> Option<usize> {
        let set = self.dataset.criteria.iter().position(|set| set.id == engagement.criteria).unwrap();
        self.missing[set][at].filter(|_| offered(engagement, &self.dataset.locations[at]))
    }

    /// 4.1, 4.3, 6.1 to 6.3.
    pub fn verdict(&self, engagement: &Engagement, at: usize) -> Earning {
        let location = &self.dataset.locations[at];
        let availability = availability(engagement, self.day);
        if availability == Availability::Expired {
            return Earning::Ended;
        }
        let approved = payee(location) == ProfileStatus::Approved;
        let lacks = self.missing(engagement, at).map(|criteria| criteria + usize::from(!approved));
        match (enrolled(location, self.day), lacks) {
            (true, Some(0)) if availability == Availability::Active => Earning::Earning,
            (true, Some(0)) => Earning::Ready,
            (true, Some(1)) => Earning::WithinReach,
            _ => Earning::NotEarning,
        }
    }

    /// 2.15: the last day on which the location earns, or on which it would; none where it does not on the day.
    pub fn earns_until(&self, engagement: &Engagement, at: usize) -> Option<DayNumber> {
        let location = &self.dataset.locations[at];
        let earns = |day: DayNumber| {
            day <= number(engagement.term.last)
                && enrolled(location, day)
                && offered(engagement, location)
                && missing(criteria_of(self.dataset, engagement), location, day) == Some(0)
                && payee(location) == ProfileStatus::Approved
        };
        // The verdict changes only after a day that the data name.
        let mut last_days = vec![number(engagement.term.last)];
        let spans = location.enrolment.iter().map(|span| (span.first, span.last));
        let attainments = location.attainments.iter().map(|attainment| (attainment.first, attainment.last));
        for (first, last) in spans.chain(attainments) {
            last_days.push(number(first) - 1);
            last_days.extend(last.map(number));
        }
        last_days.extend(location.stated.iter().filter_map(|stated| stated.since).map(|since| number(since) - 1));
        last_days.retain(|last| *last >= self.day);
        last_days.sort_unstable();
        last_days.into_iter().filter(|_| earns(self.day)).find(|last| !earns(last + 1))
    }

    /// 5.1 and 5.2.
    pub fn cell(&self, engagement: &Engagement, locations: &[usize]) -> Cell {
        let (mut qualifying, mut within_reach, mut in_view) = (0, 0, 0);
        for &at in locations {
            match self.verdict(engagement, at) {
                Earning::Earning | Earning::Ready => qualifying += 1,
                Earning::WithinReach => within_reach += 1,
                Earning::NotEarning | Earning::Ended => {}
            }
            in_view += u32::from(enrolled(&self.dataset.locations[at], self.day));
        }
        Cell { availability: availability(engagement, self.day), qualifying, within_reach, enrolled: in_view }
    }

    fn locations(&self, query: &Query) -> Vec<usize> {
        let is_chosen = |at: &usize| match &query.locations {
            LocationSet::All => true,
            LocationSet::Some(chosen) => chosen.contains(*at),
        };
        (0..self.dataset.locations.len()).filter(is_chosen).collect()
    }

    fn area_of(&self, engagement: &Engagement) -> usize {
        self.dataset.areas.iter().position(|area| area.id == engagement.area).unwrap()
    }

    fn role_of(&self, engagement: &Engagement) -> usize {
        self.dataset.roles.iter().position(|role| role.id == engagement.role).unwrap()
    }

    /// 6.4 to 6.9. Areas and roles that are unknown are ignored, as unknown locations are.
    fn passes(&self, engagement: &Engagement, query: &Query) -> bool {
        let locations = self.locations(query);
        let area = query.area.map(Idx::index).filter(|area| *area < self.dataset.areas.len());
        let mut roles: Vec<usize> = query.roles.iter().map(|role| role.index()).collect();
        roles.retain(|role| *role < self.dataset.roles.len());
        let offered_in_view = locations.iter().any(|&at| offered(engagement, &self.dataset.locations[at]));
        let cell = self.cell(engagement, &locations);
        (area.is_none() || area == Some(self.area_of(engagement)))
            && (query.locations == LocationSet::All || offered_in_view)
            && (query.status.is_empty() || query.status.contains(&cell.availability))
            && (roles.is_empty() || roles.contains(&self.role_of(engagement)))
            && (query.eligibility.is_empty() || query.eligibility.iter().any(|value| shows(cell, *value)))
    }

    /// The whole answer to a query.
    pub fn answer(&self, query: &Query) -> Answer {
        let Self { dataset, day, .. } = self;
        let engagements = &dataset.engagements;
        let matches = matches_of(dataset, &query.text, query.lang);
        let rows = |query: &Query| -> Vec<usize> {
            let found = |at: &usize| matches[*at].is_some() && self.passes(&engagements[*at], query);
            (0..engagements.len()).filter(found).collect()
        };
        // 6.10 and 6.11: the filter is changed, and the rows are counted.
        let count = |change: &dyn Fn(&mut Query)| {
            let mut changed = query.clone();
            change(&mut changed);
            u32::try_from(rows(&changed).len()).unwrap()
        };
        let places = dataset.locations.len();
        let only = |at: usize| LocationSet::from_positions([Idx::new(at)], places);
        let facets = Facets {
            all_areas: count(&|query| query.area = None),
            areas: (0..dataset.areas.len()).map(|at| count(&|query| query.area = Some(Idx::new(at)))).collect(),
            roles: (0..dataset.roles.len()).map(|at| count(&|query| query.roles = vec![Idx::new(at)])).collect(),
            status: Availability::ALL.map(|status| count(&|query| query.status = vec![status])),
            eligibility: Earning::ALL.map(|value| count(&|query| query.eligibility = vec![value])),
            locations: (0..places).map(|at| count(&|query| query.locations = only(at))).collect(),
        };
        let shown_at = self.locations(query);
        let cells: Vec<Cell> = engagements.iter().map(|engagement| self.cell(engagement, &shown_at)).collect();
        let active_customers: Vec<u32> =
            engagements.iter().map(|engagement| active_customers(dataset, engagement, &shown_at, *day)).collect();
        let mut order = rows(query);
        match query.sort {
            None => order.sort_by_key(|&at| matches[at]),
            Some(Sort { key, direction }) => {
                let rank = |at: usize| match key {
                    SortKey::Name => (sorting_key(shown(&engagements[at].name, query.lang), query.lang), 0),
                    SortKey::Availability => {
                        let order = [Availability::Active, Availability::Upcoming, Availability::Expired];
                        let place = order.iter().position(|availability| *availability == cells[at].availability);
                        (String::new(), place.unwrap())
                    }
                    SortKey::Role => (String::new(), self.role_of(&engagements[at])),
                    SortKey::Eligibility => (String::new(), eligibility_rank(cells[at])),
                    SortKey::ActiveCustomers => (String::new(), active_customers[at] as usize),
                };
                order.sort_by(|&one, &other| match direction {
                    Direction::Ascending => rank(one).cmp(&rank(other)),
                    Direction::Descending => rank(other).cmp(&rank(one)),
                });
            }
        }
        Answer { order, facets, cells, active_customers }
    }
}

/// 6.8 and 6.9.
pub fn shows(cell: Cell, value: Earning) -> bool {
    let Cell { availability, qualifying, within_reach, .. } = cell;
    match value {
        Earning::Earning => availability == Availability::Active && qualifying > 0,
        Earning::Ready => availability == Availability::Upcoming && qualifying > 0,
        Earning::WithinReach => within_reach > 0,
        Earning::NotEarning => availability != Availability::Expired && qualifying == 0 && within_reach == 0,
        Earning::Ended => availability == Availability::Expired,
    }
}

/// 5.3 to 5.5.
pub fn icon(cell: Cell) -> Earning {
    match cell.availability {
        Availability::Expired => Earning::Ended,
        Availability::Active if cell.qualifying > 0 => Earning::Earning,
        Availability::Upcoming if cell.qualifying > 0 => Earning::Ready,
        _ if cell.within_reach > 0 => Earning::WithinReach,
        _ => Earning::NotEarning,
    }
}

/// The order of the Eligibility column, which no rule gives: ended, nothing, within reach, then by how many earn or are
/// ready.
fn eligibility_rank(cell: Cell) -> usize {
    match icon(cell) {
        Earning::Ended => 0,
        Earning::NotEarning => 1,
        Earning::WithinReach => 2,
        Earning::Earning | Earning::Ready => 2 + cell.qualifying as usize,
    }
}
