//! The money that actions and lapsed claims are about.

use fixedbitset::FixedBitSet;

use super::Action;
use crate::catalogue::Catalogue;
use crate::model::Claim;
use crate::{Idx, MoneySum};

impl Catalogue {
    /// Returns the money at stake in some actions: that of each claim once, whatever names it (rule 11).
    pub fn stake<'a>(&self, actions: impl IntoIterator<Item = &'a Action>) -> MoneySum {
        self.money_of(actions.into_iter().flat_map(|action| action.claims.iter().copied()))
    }

    /// Returns the money of some claims, each counted once; currencies are not added to each other (rule 13).
    pub fn money_of(&self, claims: impl IntoIterator<Item = Idx<Claim>>) -> MoneySum {
        let all = &self.data().claims;
        let mut counted = FixedBitSet::with_capacity(all.len());
        let mut sum = MoneySum::default();
        for at in claims.into_iter().map(Idx::index).filter(|at| *at < all.len()) {
            if !counted.put(at) {
                all[at].amount.into_iter().for_each(|amount| sum.add(amount));
            }
        }
        sum
    }
}
