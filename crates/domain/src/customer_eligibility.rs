//! Customers of an engagement: eligible, not eligible or closed (rule 7).

use std::collections::BTreeMap;

use crate::Day;
use crate::model::{Claim, ClaimState, CustomerEligibility, CustomerVerdict};

/// What a customer is to an engagement (rule 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomerGroup {
    /// A claim is open, or could be made.
    Eligible,
    /// The programme states why no claim is possible.
    NotEligible,
    /// Every claim is closed, or has lapsed.
    Closed,
}

impl CustomerGroup {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Eligible, Self::NotEligible, Self::Closed];
}

/// Returns the verdict that counts on a day, of those on one customer and one engagement: the latest that has begun;
/// of several on one day, the last one in the data.
pub fn verdict_on<'a>(
    verdicts: impl IntoIterator<Item = &'a CustomerVerdict>,
    day: Day,
) -> Option<&'a CustomerVerdict> {
    verdicts.into_iter().filter(|verdict| verdict.since <= day).max_by_key(|verdict| verdict.since)
}

/// Returns why the programme stops an open claim, by its state and the verdict that counts on the day: any but
/// *eligible*, as long as the customer has not consented (rule 7.8).
pub fn stopped_by(state: ClaimState, verdict: Option<CustomerEligibility>) -> Option<CustomerEligibility> {
    let is_stoppable = !state.is_closed() && !state.has_consent();
    verdict.filter(|verdict| is_stoppable && *verdict != CustomerEligibility::Eligible)
}

/// The verdicts that count on a day, by the ids of engagement and customer.
#[derive(Debug)]
pub struct VerdictsOn<'a>(BTreeMap<(&'a str, &'a str), &'a CustomerVerdict>);

impl<'a> VerdictsOn<'a> {
    /// Finds them, as [`verdict_on`] does for one customer and one engagement.
    pub fn new(verdicts: &'a [CustomerVerdict], day: Day) -> Self {
        let mut found = BTreeMap::new();
        for verdict in verdicts.iter().filter(|verdict| verdict.since <= day) {
            let pair = (verdict.engagement.as_str(), verdict.customer.as_str());
            let counts = found.entry(pair).or_insert(verdict);
            if counts.since <= verdict.since {
                *counts = verdict;
            }
        }
        Self(found)
    }

    /// Returns the verdict that stops a claim in a state; `None` where none does (rule 7.8).
    pub fn stopping(&self, claim: &Claim, state: ClaimState) -> Option<&'a CustomerVerdict> {
        let verdict = *self.0.get(&(claim.engagement.as_str(), claim.customer.as_str()))?;
        stopped_by(state, Some(verdict.verdict)).map(|_| verdict)
    }
}

/// Returns what a customer is to an engagement, by the states of its claims and the verdict that counts on the day;
/// `None` where there is neither.
///
/// An open claim with consent goes on, whatever is stated about new ones. Before the consent, a verdict stops it. A
/// customer whose claims are all closed stays closed (rule 7.4).
pub fn customer_group(
    states: impl IntoIterator<Item = ClaimState>,
    verdict: Option<CustomerEligibility>,
) -> Option<CustomerGroup> {
    let (mut is_known, mut is_open) = (false, false);
    for state in states {
        if !state.is_closed() && state.has_consent() {
            return Some(CustomerGroup::Eligible);
        }
        is_known = true;
        is_open |= !state.is_closed();
    }
    match verdict {
        _ if is_known && !is_open => Some(CustomerGroup::Closed),
        Some(CustomerEligibility::Eligible) => Some(CustomerGroup::Eligible),
        Some(_) => Some(CustomerGroup::NotEligible),
        None => is_open.then_some(CustomerGroup::Eligible),
    }
}
