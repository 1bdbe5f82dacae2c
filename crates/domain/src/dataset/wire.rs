//! The types of the dataset file and of the API, as they are written in JSON.
//!
//! `docs/dataset.schema.json` describes the same to other programs; a test keeps the two in step.

mod claim;
mod engagement;
mod location;
mod programme;

pub use claim::{Claim, ClaimState, Customer, Evidence, EvidenceKind, EvidenceState};
pub use engagement::{Details, Engagement, Link, Pay, Rate, Term};
pub use location::{Attainment, Location, PayeeProfile, Profile, StatedVerdict};
pub use programme::{
    Contact, Credential, CredentialKind, Criteria, Criterion, CriterionSet, Market, Partner, Role, SolutionArea,
};

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::Day;

/// What [`Dataset::format`] says.
pub const FORMAT: &str = "mci-engagements-dataset";
/// The version of the format that this code reads and writes.
pub const VERSION: u32 = 1;

/// A whole dataset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dataset {
    /// Always [`FORMAT`].
    pub format: String,
    /// The version of the format.
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
    pub roles: Vec<Role>,
    /// The markets.
    pub markets: Vec<Market>,
    /// What locations can attain.
    pub credentials: Vec<Credential>,
    /// Sets of partner criteria, shared by the engagements that name them.
    pub criteria: Vec<CriterionSet>,
    /// The partner's locations.
    pub locations: Vec<Location>,
    /// The engagements, in the order the programme lists them.
    pub engagements: Vec<Engagement>,
    /// The customers.
    #[serde(default)]
    pub customers: Vec<Customer>,
    /// The workshop claims.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

/// Reads a field that may be absent: where it is there, it is not null.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Reads an ISO 3166-1 code of two capital letters.
fn country<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Country::deserialize(deserializer).map(|country| country.0)
}

/// Reads several of them.
fn countries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Vec::<Country>::deserialize(deserializer).map(|countries| countries.into_iter().map(|country| country.0).collect())
}

struct Country(String);

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(code))
        } else {
            let expected = &"a country code of two capital letters, such as SE";
            Err(de::Error::invalid_value(de::Unexpected::Str(&code), expected))
        }
    }
}
