//! References of an element to elements of other lists.

use crate::dataset::data::{Engagements, Interner};
use crate::dataset::problem::{DatasetProblem, ProblemKind};
use crate::dataset::read::{Listed, Problems};
use crate::id::EngagementId;
use crate::model::{Claim, CustomerVerdict};

/// What claims and verdicts refer to.
pub struct Known<'a> {
    pub engagements: &'a Engagements,
    pub customers: &'a Interner,
    pub locations: &'a Interner,
}

/// A reference to be checked.
pub enum Reference<'a> {
    Engagement(&'a EngagementId),
    Customer(&'a str),
    Location(&'a str),
}

pub fn of_claim(claim: &Claim) -> Vec<Reference<'_>> {
    let (customer, location) = (Reference::Customer(&claim.customer.0), Reference::Location(&claim.location.0));
    vec![Reference::Engagement(&claim.engagement), customer, location]
}

pub fn of_verdict(verdict: &CustomerVerdict) -> Vec<Reference<'_>> {
    vec![Reference::Engagement(&verdict.engagement), Reference::Customer(&verdict.customer.0)]
}

impl Known<'_> {
    /// Keeps the elements of a list whose references hold, and reports the others. Of a file that ends early,
    /// engagements are missing: that is reported, and not once more for each element that names one.
    pub fn retain<T>(
        &self,
        section: &str,
        list: Listed<T>,
        references: fn(&T) -> Vec<Reference<'_>>,
        problems: &mut Problems,
    ) -> Vec<T> {
        let is_cut = problems.0.iter().any(DatasetProblem::cuts_short);
        let mut kept = Vec::with_capacity(list.len());
        for (index, element) in list {
            let mut is_sound = true;
            for reference in references(&element) {
                let (field, id, is_known) = match reference {
                    Reference::Engagement(id) => ("engagement", id.as_str(), self.engagements.find(id).is_some()),
                    Reference::Customer(id) => ("customer", id, self.customers.find(id).is_some()),
                    Reference::Location(id) => ("location", id, self.locations.find(id).is_some()),
                };
                is_sound &= is_known;
                let is_reported = is_cut && field == "engagement";
                if !is_known && !is_reported {
                    problems.push(format!("$.{section}[{index}].{field}"), ProblemKind::Dangling { id: id.to_owned() });
                }
            }
            if is_sound {
                kept.push(element);
            }
        }
        kept
    }
}
