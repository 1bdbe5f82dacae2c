//! The customers of an engagement: eligible, not eligible or closed, each with its claims (rule 7).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::claim::{ClaimStatus, StatusContext, status};
use crate::catalogue::Catalogue;
use crate::customer_eligibility::{CustomerGroup, customer_group, verdict_on};
use crate::dataset::data::EngagementRef;
use crate::model::{ClaimState, Customer, CustomerEligibility, CustomerVerdict};
use crate::{Day, Idx};

/// A customer and an engagement.
#[derive(Clone, Debug)]
pub struct EngagementCustomer<'a> {
    /// Position of the customer in the data.
    pub customer: Idx<Customer>,
    /// The engagement.
    pub engagement: EngagementRef<'a>,
    /// What the customer is to the engagement.
    pub group: CustomerGroup,
    /// Its claims for the engagement: open ones first, then the latest first.
    pub claims: Vec<ClaimStatus<'a>>,
    /// The verdict of the programme that counts.
    pub verdict: Option<&'a CustomerVerdict>,
}

impl EngagementCustomer<'_> {
    /// Returns why the customer is closed: the state of the latest claim; `None` where it is not.
    pub fn closed_because(&self) -> Option<ClaimState> {
        let latest = self.claims.first().filter(|_| self.group == CustomerGroup::Closed);
        latest.map(|claim| claim.state)
    }

    /// Returns why the customer is not eligible; `None` where it is, or is closed.
    pub fn not_eligible_because(&self) -> Option<CustomerEligibility> {
        let verdict = self.verdict.filter(|_| self.group == CustomerGroup::NotEligible);
        verdict.map(|verdict| verdict.verdict)
    }

    /// Returns the next day that matters for an eligible customer.
    pub(crate) fn due(&self) -> Option<Day> {
        self.claims.first().filter(|_| self.group == CustomerGroup::Eligible).and_then(|claim| claim.due)
    }

    /// Returns the order of the page: open claims by the day of their next step, then the latest first.
    fn order(&self) -> impl Ord + use<> {
        let begun = self.claims.first().map(|claim| claim.claim.added);
        let begun = begun.or_else(|| self.verdict.map(|verdict| verdict.since));
        let due = self.due();
        (self.group, due.is_none(), due, self.claims.is_empty(), Reverse(begun))
    }
}

/// Returns whether an engagement has a page of customers: only where its partner role says so, as build intent does
/// (rule 7).
pub fn has_customers(catalogue: &Catalogue, engagement: EngagementRef<'_>) -> bool {
    catalogue.data().roles.get(engagement.role().index()).is_some_and(|role| role.has_customers)
}

/// Returns the customers of an engagement, each once: eligible ones by the day of their next step, then those that are
/// not eligible and the closed ones, the latest first. None where the engagement has no page of customers.
pub fn engagement_customers<'a>(
    catalogue: &'a Catalogue,
    engagement: EngagementRef<'_>,
) -> Vec<EngagementCustomer<'a>> {
    if !has_customers(catalogue, engagement) {
        return Vec::new();
    }
    pairs(catalogue, |of_engagement, _| of_engagement == engagement.id())
}

/// Claims and verdicts of one customer and one engagement.
#[derive(Default)]
struct Pair<'a> {
    claims: Vec<ClaimStatus<'a>>,
    verdicts: Vec<&'a CustomerVerdict>,
}

/// Returns the pairs of a customer and an engagement with customers that have a claim or a verdict, in the order of the
/// page. `is_asked` gets the ids of an engagement and of a customer.
pub(super) fn pairs<'a>(
    catalogue: &'a Catalogue,
    is_asked: impl Fn(&str, &str) -> bool,
) -> Vec<EngagementCustomer<'a>> {
    let (data, mut context) = (catalogue.data(), StatusContext::new(catalogue));
    let mut pairs: BTreeMap<(Idx<Customer>, Idx<crate::model::Engagement>), Pair<'a>> = BTreeMap::new();
    for (at, claim) in data.claims.iter().enumerate() {
        if is_asked(claim.engagement.as_str(), claim.customer.as_str())
            && let Some(status) = status(catalogue, Idx::new(at), &mut context)
        {
            pairs.entry((status.customer, status.engagement.position())).or_default().claims.push(status);
        }
    }
    for verdict in &data.customer_verdicts {
        if is_asked(verdict.engagement.as_str(), verdict.customer.as_str())
            && let Some(customer) = data.customer_index(&verdict.customer)
            && let Some(engagement) = data.engagement_index(&verdict.engagement)
        {
            pairs.entry((customer, engagement)).or_default().verdicts.push(verdict);
        }
    }
    let mut customers: Vec<EngagementCustomer<'a>> = Vec::with_capacity(pairs.len());
    for ((customer, engagement), Pair { mut claims, verdicts }) in pairs {
        claims.sort_by_key(|claim| (claim.state.is_closed(), Reverse(claim.claim.added)));
        let verdict = verdict_on(verdicts, catalogue.day());
        let group = customer_group(claims.iter().map(|claim| claim.state), verdict.map(|verdict| verdict.verdict));
        if let (Some(group), Some(engagement)) = (group, data.engagements.get(engagement)) {
            customers.push(EngagementCustomer { customer, engagement, group, claims, verdict });
        }
    }
    customers.sort_by_cached_key(EngagementCustomer::order);
    customers
}
