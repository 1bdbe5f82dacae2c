//! One customer: which engagements are open to it, running, done or not possible, and why (rule 7).

use super::customers::{EngagementCustomer, has_customers, pairs};
use crate::Idx;
use crate::availability::Availability;
use crate::catalogue::Catalogue;
use crate::customer_eligibility::CustomerGroup;
use crate::model::{Customer, CustomerEligibility};

/// What an engagement is to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prospect {
    /// A claim is open.
    Running,
    /// The programme states that the customer is eligible, and there is no claim.
    Open,
    /// Every claim is closed.
    Done,
    /// No claim is possible.
    NotPossible,
}

impl Prospect {
    /// Every value, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Running, Self::Open, Self::Done, Self::NotPossible];

    /// Returns what the engagement of a pair is to the customer. One that has ended is open to nobody.
    pub fn of(pair: &EngagementCustomer<'_>, availability: Availability) -> Self {
        match pair.group {
            CustomerGroup::NotEligible => Self::NotPossible,
            CustomerGroup::Closed => Self::Done,
            CustomerGroup::Eligible if !pair.claims.is_empty() => Self::Running,
            CustomerGroup::Eligible if availability == Availability::Expired => Self::NotPossible,
            CustomerGroup::Eligible => Self::Open,
        }
    }
}

/// Why an engagement is not possible for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The programme states why.
    Stated(CustomerEligibility),
    /// The engagement has ended.
    Ended,
}

/// An engagement of a customer.
#[derive(Clone, Debug)]
pub struct CustomerEngagement<'a> {
    /// What it is to the customer.
    pub prospect: Prospect,
    /// Claims and verdict.
    pub pair: EngagementCustomer<'a>,
}

impl CustomerEngagement<'_> {
    /// Returns why it is not possible; `None` where it is, or was.
    pub fn obstacle(&self) -> Option<Obstacle> {
        let is_impossible = self.prospect == Prospect::NotPossible;
        is_impossible.then(|| self.pair.not_eligible_because().map_or(Obstacle::Ended, Obstacle::Stated))
    }
}

/// Returns the engagements of which the data have a claim or a verdict on a customer: running ones by the day of their
/// next step, then the others, the latest first. Only engagements with customers (rule 7.3).
pub fn customer_engagements(catalogue: &Catalogue, customer: Idx<Customer>) -> Vec<CustomerEngagement<'_>> {
    let Some(id) = catalogue.data().customer_at(customer).map(|customer| customer.id.as_str()) else {
        return Vec::new();
    };
    let mut engagements = engagements(catalogue, |of_customer| of_customer == id);
    engagements.sort_by_key(|engagement| (engagement.prospect, engagement.obstacle() == Some(Obstacle::Ended)));
    engagements
}

/// Returns the engagements of some customers, which `is_asked` gets by their ids.
pub(crate) fn engagements<'a>(
    catalogue: &'a Catalogue,
    is_asked: impl Fn(&str) -> bool,
) -> Vec<CustomerEngagement<'a>> {
    let pairs = pairs(catalogue, |_, customer| is_asked(customer));
    let pairs = pairs.into_iter().filter(|pair| has_customers(catalogue, pair.engagement));
    let engagement = |pair: EngagementCustomer<'a>| {
        let prospect = Prospect::of(&pair, pair.engagement.availability(catalogue.day()));
        CustomerEngagement { prospect, pair }
    };
    pairs.map(engagement).collect()
}
