//! Customers of an engagement: eligible, not eligible or closed (rule 7).

use crate::Day;
use crate::model::{ClaimState, CustomerEligibility, CustomerVerdict};

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
