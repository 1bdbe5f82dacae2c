//! The data in memory: what the rules and the catalogue work on.

mod engagements;
mod strings;
#[cfg(test)]
mod tests;

pub(crate) use engagements::{Class, DetailsCache, Row};
pub use engagements::{EngagementRef, Engagements};
pub(crate) use strings::{HashIndex, Interner, Strings, TextPairInterner, hash_numbers};

use std::ops::{Deref, Range};
use std::sync::Arc;

use super::DatasetProblem;
use crate::id::{ClaimId, CredentialId, CustomerId, EngagementId, LocationId, MarketId};
use crate::model::{
    Claim, Credential, Customer, CustomerVerdict, Engagement, Location, Market, Partner, PartnerRole, SolutionArea,
};
use crate::{Day, Idx};

/// A dataset, read and checked. References between its parts hold.
///
/// Cheap to clone: a changed location gives other data that share everything but the list of locations.
#[derive(Clone, Debug)]
pub struct Data {
    /// The locations.
    pub locations: Vec<Arc<Location>>,
    // One pointer for all: a pointer for each part would add the code that drops it.
    pub(crate) shared: Arc<SharedData>,
}

/// The parts of [`Data`] that no change touches.
#[derive(Debug)]
pub struct SharedData {
    /// Identifies the dataset.
    pub id: String,
    /// The day that the data describe, after shifting.
    pub as_of: Day,
    /// Whether the data are invented.
    pub illustrative: bool,
    /// Whose data these are.
    pub partner: Partner,
    /// The solution areas, in order.
    pub areas: Vec<SolutionArea>,
    /// The roles, in order.
    pub roles: Vec<PartnerRole>,
    /// The markets.
    pub markets: Vec<Market>,
    /// What locations can attain.
    pub credentials: Vec<Credential>,
    /// The engagements.
    pub engagements: Engagements,
    /// The customers.
    pub customers: Vec<Customer>,
    /// The claims; the engagement, customer and location of each exist.
    pub claims: Vec<Claim>,
    /// What the programme states about customers; the engagement and customer of each exist.
    pub customer_verdicts: Vec<CustomerVerdict>,
    pub(crate) location_index: Interner,
    pub(crate) customer_index: Interner,
    pub(crate) credential_index: Interner,
}

impl Deref for Data {
    type Target = SharedData;

    fn deref(&self) -> &SharedData {
        &self.shared
    }
}

impl Data {
    /// Returns the data without the mark that they are invented.
    #[must_use]
    pub fn as_real(mut self) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.shared) {
            shared.illustrative = false;
        }
        self
    }

    /// Returns the position of a location in [`Data::locations`].
    pub fn location_index(&self, id: &LocationId) -> Option<Idx<Location>> {
        position(&self.location_index, id.as_str())
    }

    /// Returns the location at a position.
    pub fn location_at(&self, location: Idx<Location>) -> Option<&Location> {
        self.locations.get(location.index()).map(Arc::as_ref)
    }

    /// Returns the position of an engagement.
    pub fn engagement_index(&self, id: &EngagementId) -> Option<Idx<Engagement>> {
        self.engagements.position(id)
    }

    /// A location by its id.
    pub fn location(&self, id: &LocationId) -> Option<&Location> {
        self.location_at(self.location_index(id)?)
    }

    /// Returns the position of a customer in [`Data::customers`].
    pub fn customer_index(&self, id: &CustomerId) -> Option<Idx<Customer>> {
        position(&self.customer_index, id.as_str())
    }

    /// Returns the position of a credential in [`Data::credentials`].
    pub(crate) fn credential_index(&self, id: &CredentialId) -> Option<Idx<Credential>> {
        position(&self.credential_index, id.as_str())
    }

    /// A customer by its id.
    pub fn customer(&self, id: &CustomerId) -> Option<&Customer> {
        self.customers.get(self.customer_index(id)?.index())
    }

    /// Returns the position of a claim in [`Data::claims`].
    pub fn claim_index(&self, id: &ClaimId) -> Option<Idx<Claim>> {
        self.claims.iter().position(|claim| claim.id == *id).map(Idx::new)
    }

    /// Returns the customer at a position.
    pub fn customer_at(&self, customer: Idx<Customer>) -> Option<&Customer> {
        self.customers.get(customer.index())
    }

    /// A credential by its id.
    pub fn credential(&self, id: &CredentialId) -> Option<&Credential> {
        self.credentials.get(self.credential_index(id)?.index())
    }

    /// Returns how many different details the engagements have: what [`Data::check_details`] goes through.
    pub fn details_count(&self) -> usize {
        self.engagements.details.len()
    }

    /// Checks some of the different details of engagements, which are stored as JSON. The path of a problem leads to
    /// the first engagement with these details.
    pub fn check_details(&self, numbers: Range<usize>) -> Vec<DatasetProblem> {
        let numbers = numbers.start..numbers.end.min(self.details_count());
        let mut problems = Vec::new();
        for number in numbers {
            self.engagements.check_details(number, |market| self.market(market).is_some(), &mut problems);
        }
        problems
    }

    /// A market by its id.
    pub fn market(&self, id: &MarketId) -> Option<&Market> {
        self.markets.iter().find(|market| market.id == *id)
    }
}

fn position<T>(index: &Interner, id: &str) -> Option<Idx<T>> {
    index.find(id).map(Idx::from_raw)
}
