//! The programme and the partner: areas, roles, markets, credentials, criteria.

use serde::{Deserialize, Deserializer, Serialize};

use crate::id::{AreaId, CredentialId, CriteriaId, MarketId, RoleId, StatedId};
use crate::{Money, Text};

/// The partner whose data these are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The partner's name.
    pub name: String,
    /// The incentives admins: whom to ask where a permission is lacking.
    #[serde(default)]
    pub admins: Vec<Contact>,
}

/// A person to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
}

/// A grouping of the list of engagements. Data: programmes change theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SolutionArea {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: Text,
}

/// The partner's part in an engagement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: Text,
    /// Whether engagements of this role have customers and claims (rule 7: build intent only).
    #[serde(default)]
    pub has_customers: bool,
}

/// Countries that share rates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Market {
    /// Its id.
    pub id: MarketId,
    /// Its name.
    pub name: Text,
    /// Its countries: ISO 3166-1 codes of two capital letters.
    #[serde(deserialize_with = "super::countries")]
    pub countries: Vec<String>,
}

/// What kind of thing a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CredentialKind {
    /// An agreement to be signed.
    Agreement,
    /// A solutions partner designation.
    Designation,
    /// A specialization.
    Specialization,
    /// A certification that people hold.
    Certification,
    /// A line of revenue, counted over 12 months.
    Revenue,
}

/// Something that a location can attain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// Its id.
    pub id: CredentialId,
    /// Its kind.
    pub kind: CredentialKind,
    /// Its name.
    pub name: Text,
    /// Where one works on attaining it.
    #[serde(default, deserialize_with = "super::present", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A set of partner qualification criteria that engagements name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionSet {
    /// Its id.
    pub id: CriteriaId,
    /// The criteria.
    pub tree: Criteria,
}

/// A tree of criteria (rule 2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Criteria {
    /// Every part must hold; an empty list holds.
    AllOf(Vec<Self>),
    /// At least one part must hold; an empty list does not.
    AnyOf(Vec<Self>),
    /// One criterion.
    One(Criterion),
}

/// One typed criterion (rule 2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type", deny_unknown_fields)]
pub enum Criterion {
    /// The location is enrolled in the programme.
    #[serde(deserialize_with = "nothing_more")]
    Enrolment,
    /// The agreement is signed.
    Agreement {
        /// Which one.
        credential: CredentialId,
    },
    /// The location holds the solutions partner designation.
    Designation {
        /// Which one.
        credential: CredentialId,
    },
    /// The location holds the specialization.
    Specialization {
        /// Which one.
        credential: CredentialId,
    },
    /// Enough people hold the certification.
    CertifiedPeople {
        /// Which certification.
        credential: CredentialId,
        /// How many people at least.
        count: u32,
    },
    /// Revenue over 12 months reaches a threshold.
    Revenue {
        /// Which line of revenue.
        credential: CredentialId,
        /// The least amount; only revenue in this currency counts.
        threshold: Money,
    },
    /// The location lies in one of the countries or markets.
    Place {
        /// ISO 3166-1 codes of two capital letters.
        #[serde(default, deserialize_with = "super::countries", skip_serializing_if = "Vec::is_empty")]
        countries: Vec<String>,
        /// Markets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        markets: Vec<MarketId>,
    },
    /// Only a text: the backend states for each location whether it is met.
    Stated {
        /// Names the criterion at the locations.
        id: StatedId,
        /// What it asks for.
        text: Text,
    },
}

/// Reads a criterion that has no fields: serde would pass over any.
fn nothing_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    Nothing::deserialize(deserializer).map(|Nothing {}| ())
}
