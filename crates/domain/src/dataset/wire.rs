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

use serde::{Deserialize, Serialize};

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
