//! The customers of an engagement: eligible or closed, each with its claims (rule 7).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::claim::{ClaimStatus, status};
use crate::Idx;
use crate::catalogue::Catalogue;
use crate::dataset::data::{DetailsCache, EngagementRef};
use crate::model::{ClaimState, Customer};

/// What a customer is to an engagement (rule 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomerGroup {
    /// A claim is open.
    Eligible,
    /// Every claim is closed, or has lapsed.
    Closed,
}

impl CustomerGroup {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 2] = [Self::Eligible, Self::Closed];
}

/// A customer of an engagement.
#[derive(Clone, Debug)]
pub struct EngagementCustomer<'a> {
    /// Position of the customer in the data.
    pub customer: Idx<Customer>,
    /// Which customers it belongs to.
    pub group: CustomerGroup,
    /// Its claims for the engagement, never empty: open ones first, then the latest first.
    pub claims: Vec<ClaimStatus<'a>>,
}

impl EngagementCustomer<'_> {
    /// Returns why the customer is closed: the state of the latest claim; `None` where a claim is open.
    pub fn closed_because(&self) -> Option<ClaimState> {
        let latest = self.claims.first().filter(|_| self.group == CustomerGroup::Closed);
        latest.map(|claim| claim.state)
    }
}

/// Returns whether an engagement has a page of customers: only where its partner role says so, as build intent does
/// (rule 7).
pub fn has_customers(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> bool {
    catalogue.data().roles.get(engagement.role().index()).is_some_and(|role| role.has_customers)
}

/// Returns the customers of an engagement, each once: open ones by the day of their next step, then closed ones, the
/// latest first. None where the engagement has no page of customers.
pub fn engagement_customers<'a>(
    catalogue: &'a Catalogue,
    engagement: EngagementRef<'_>,
) -> Vec<EngagementCustomer<'a>> {
    if !has_customers(catalogue, engagement) {
        return Vec::new();
    }
    let mut cache = DetailsCache::default();
    let mut by_customer: BTreeMap<Idx<Customer>, Vec<ClaimStatus<'a>>> = BTreeMap::new();
    for (at, claim) in catalogue.data().claims.iter().enumerate() {
        if claim.engagement.as_str() == engagement.id()
            && let Some(status) = status(catalogue, Idx::new(at), &mut cache)
        {
            by_customer.entry(status.customer).or_default().push(status);
        }
    }
    let customer = |(customer, mut claims): (Idx<Customer>, Vec<ClaimStatus<'a>>)| {
        claims.sort_by_key(|claim| (claim.state.is_closed(), Reverse(claim.claim.added)));
        let is_open = claims.first().is_some_and(|claim| !claim.state.is_closed());
        let group = if is_open { CustomerGroup::Eligible } else { CustomerGroup::Closed };
        EngagementCustomer { customer, group, claims }
    };
    let mut customers: Vec<_> = by_customer.into_iter().map(customer).collect();
    customers.sort_by_key(|customer| {
        let first = customer.claims.first();
        let due = first.filter(|_| customer.group == CustomerGroup::Eligible).and_then(|claim| claim.due);
        (customer.group, due.is_none(), due, Reverse(first.map(|claim| claim.claim.added)))
    });
    customers
}
