//! Rule 12: which claims and customers a person sees who may see some of the locations.

use crate::idx::Idx;
use crate::model::{Customer, Location};

/// The locations that a person may see: those at which the person has a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisibleLocations(Vec<bool>);

/// The positions of the location and the customer that a claim names; `None` where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimParties {
    /// The location that makes the claim.
    pub location: Option<Idx<Location>>,
    /// The customer that the claim is for.
    pub customer: Option<Idx<Customer>>,
}

impl FromIterator<bool> for VisibleLocations {
    /// Collects for each location, in order, whether it is visible.
    fn from_iter<I: IntoIterator<Item = bool>>(visible: I) -> Self {
        Self(visible.into_iter().collect())
    }
}

impl VisibleLocations {
    /// Returns whether a location is visible.
    pub fn contains(&self, location: Idx<Location>) -> bool {
        self.0.get(location.index()).copied().unwrap_or(false)
    }

    /// Returns whether every location is visible; never to a person without a role.
    pub fn is_all(&self) -> bool {
        self.sees_programme() && self.0.iter().all(|visible| *visible)
    }

    /// Returns whether the programme is visible: its engagements and what belongs to them. A person without a role at
    /// any location sees nothing of it.
    pub fn sees_programme(&self) -> bool {
        self.0.contains(&true)
    }

    /// Returns whether a claim is visible: with its location.
    pub fn sees_claim(&self, claim: ClaimParties) -> bool {
        claim.location.is_some_and(|location| self.contains(location))
    }

    /// Returns for each of `count` customers whether it is visible: with any of its claims. A customer without claims
    /// belongs to no location, and is visible to those who see every location.
    pub fn customers(&self, count: usize, claims: impl IntoIterator<Item = ClaimParties>) -> Vec<bool> {
        let mut visible = vec![self.is_all(); count];
        for claim in claims {
            if let Some(customer) = claim.customer.filter(|_| self.sees_claim(claim))
                && let Some(visible) = visible.get_mut(customer.index())
            {
                *visible = true;
            }
        }
        visible
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Customer 0 has a claim at location 0, customer 1 at both, customer 2 at location 1, customer 3 none.
    const CLAIMS: [(usize, usize); 4] = [(0, 0), (0, 1), (1, 1), (1, 2)];

    fn claims() -> impl Iterator<Item = ClaimParties> {
        let parties = |(location, customer)| ClaimParties {
            location: Some(Idx::new(location)),
            customer: Some(Idx::new(customer)),
        };
        CLAIMS.into_iter().map(parties)
    }

    fn check(visible: [bool; 2], expected_claims: [bool; 4], expected_customers: [bool; 4]) {
        let visible: VisibleLocations = visible.into_iter().collect();
        assert_eq!(claims().map(|claim| visible.sees_claim(claim)).collect::<Vec<_>>(), expected_claims);
        assert_eq!(visible.customers(4, claims()), expected_customers);
    }

    #[test]
    fn a_customer_is_visible_with_any_of_its_claims() {
        check([true, false], [true, true, false, false], [true, true, false, false]);
        check([false, true], [false, false, true, true], [false, true, true, false]);
        check([false, false], [false; 4], [false; 4]);
    }

    #[test]
    fn a_customer_without_claims_is_visible_where_all_locations_are() {
        check([true, true], [true; 4], [true; 4]);
        let none: VisibleLocations = [].into_iter().collect();
        assert_eq!(none.customers(1, []), [false], "no role at any location, because there is none");
    }

    #[test]
    fn the_programme_is_visible_with_any_location() {
        let sees = |visible: &[bool]| visible.iter().copied().collect::<VisibleLocations>().sees_programme();
        assert!(sees(&[true, false]) && sees(&[true, true]));
        assert!(!sees(&[false, false]) && !sees(&[]));
    }

    #[test]
    fn a_claim_of_an_unknown_location_is_invisible_to_everyone() {
        let visible: VisibleLocations = [true].into_iter().collect();
        let lost = ClaimParties { location: None, customer: Some(Idx::new(0)) };
        let beyond = ClaimParties { location: Some(Idx::new(1)), ..lost };
        assert!(!visible.sees_claim(lost));
        assert!(!visible.sees_claim(beyond));
        let none: VisibleLocations = [false].into_iter().collect();
        assert_eq!(none.customers(1, [lost, beyond]), [false]);
    }
}
