//! The types of the dataset file and of the API, as they are written in JSON.
//!
//! `docs/dataset.schema.json` describes the same to other programs; a test keeps the two in step.

mod claim;
mod customer;
mod engagement;
mod location;
mod programme;
#[cfg(test)]
mod tests;

pub use claim::{Claim, ClaimState, Evidence, EvidenceKind, EvidenceState};
pub use customer::{Customer, CustomerEligibility, CustomerVerdict, Segment};
pub use engagement::{Details, Engagement, Link, Pay, Rate, Term};
pub use location::{Attainment, Location, PayeeProfile, Profile, StatedVerdict};
pub use programme::{
    Admin, Credential, CredentialKind, Criteria, Criterion, CriterionSet, Market, Partner, PartnerRole, SolutionArea,
};

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::json::{DecodeError, Fields, FromJson, Json};

/// What [`Dataset::format`] says.
pub const FORMAT: &str = "mci-engagements-dataset";
/// The version of the format that this code writes. It reads this one and all before it: version 1 has no segment,
/// domain and tenant ID of customers, no verdicts on them, no day of a piece of evidence, and none that the reviewer
/// does not accept.
pub const VERSION: u32 = 2;

/// A whole dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dataset {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of the format.
    #[serde(deserialize_with = "crate::json::deserialize")]
    pub version: u32,
    /// Names the dataset: changes that a browser keeps belong to it.
    pub id: String,
    /// The day that the data describe.
    pub as_of: Day,
    /// Whether all dates move along so that the data always describe today (rule 14).
    #[serde(default)]
    pub shift_dates: bool,
    /// Whether the data are invented, which the product then says.
    #[serde(default)]
    pub illustrative: bool,
    /// Whose data these are.
    pub partner: Partner,
    /// The solution areas, in the order they are shown.
    pub areas: Vec<SolutionArea>,
    /// The partner roles, in the order they are shown.
    pub roles: Vec<PartnerRole>,
    /// The markets.
    pub markets: Vec<Market>,
    /// What locations can attain.
    pub credentials: Vec<Credential>,
    /// Sets of partner criteria, shared by the engagements that name them.
    pub criteria: Vec<CriterionSet>,
    /// The partner's locations.
    pub locations: Vec<Location>,
    /// The customers.
    #[serde(default)]
    pub customers: Vec<Customer>,
    /// The workshop claims.
    #[serde(default)]
    pub claims: Vec<Claim>,
    /// The engagements, in the order the programme lists them.
    pub engagements: Vec<Engagement>,
    /// What the programme states about customers. Behind the engagements: the list does not show it.
    #[serde(default)]
    pub customer_verdicts: Vec<CustomerVerdict>,
}

impl Fields<'_> {
    /// Returns the next field, a country.
    fn country(&mut self) -> Result<String, DecodeError> {
        self.required().map(|Country(code)| code)
    }

    /// Returns the next field, a list of countries.
    fn countries(&mut self) -> Result<Vec<String>, DecodeError> {
        self.required().map(codes)
    }

    /// Returns the next field, a list of countries that may be absent.
    fn countries_or_none(&mut self) -> Result<Vec<String>, DecodeError> {
        self.or_default().map(codes)
    }
}

fn codes(countries: Vec<Country>) -> Vec<String> {
    countries.into_iter().map(|Country(code)| code).collect()
}

/// An ISO 3166-1 code of two capital letters.
struct Country(String);

impl FromJson for Country {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let expected = "a country code of two capital letters, such as SE";
        let code = json.text(expected)?;
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(code.into_owned()))
        } else {
            Err(DecodeError::value(&code, expected))
        }
    }
}
