//! Classes: what the verdicts depend on.

use crate::id::MarketId;
use crate::model::{Criteria, Criterion};

/// What engagements with the same criteria and markets share: where they are offered and who is eligible.
#[derive(Clone, Debug)]
pub struct Class {
    /// The partner criteria with "offered in these markets" in front where it is not offered everywhere.
    pub criteria: Criteria,
    /// The markets it is offered in; empty means all.
    pub markets: Vec<MarketId>,
}

impl Class {
    /// Puts the markets in front of the criteria, as the rule that they are (rule 2).
    pub fn new(criteria: &Criteria, markets: Vec<MarketId>) -> Self {
        let criteria = if markets.is_empty() {
            criteria.clone()
        } else {
            let offered = Criteria::One(Criterion::Place { countries: Vec::new(), markets: markets.clone() });
            match criteria {
                Criteria::AllOf(parts) => {
                    Criteria::AllOf(std::iter::once(offered).chain(parts.iter().cloned()).collect())
                }
                other => Criteria::AllOf(vec![offered, other.clone()]),
            }
        };
        Self { criteria, markets }
    }

    /// Returns whether it is offered in a market (rule 6).
    pub fn offered_in(&self, market: &MarketId) -> bool {
        self.markets.is_empty() || self.markets.contains(market)
    }
}
