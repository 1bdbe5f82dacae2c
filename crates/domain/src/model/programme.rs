//! The programme and the partner: areas, roles, markets, credentials, criteria.

use serde::Serialize;

use crate::id::{AreaId, CredentialId, CriteriaId, LocationId, MarketId, RoleId, StatedId};
use crate::json::{DecodeError, FromJson, Json, decode_enum, decode_struct};
use crate::{Money, Text};

decode_struct! {
    /// The partner whose data these are.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Partner {
        /// The partner's name.
        pub name: String = required,
        /// The incentives admins: whom to ask where a permission is lacking.
        pub admins: Vec<Admin> = or_default,
    }
}

decode_struct! {
    /// An incentives admin: a person to ask.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Admin {
        /// The person's name.
        pub name: String = required,
        /// The person's address.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub email: Option<String> = optional,
        /// The locations at which the person holds the admin role; absent means at every location.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub locations: Option<Vec<LocationId>> = optional,
    }
}

decode_struct! {
    /// A grouping of the list of engagements. Data: programmes change theirs.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct SolutionArea {
        /// Its id.
        pub id: AreaId = required,
        /// Its name.
        pub name: Text = required,
    }
}

decode_struct! {
    /// The partner's part in an engagement.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Role))]
    #[serde(rename_all = "camelCase")]
    pub struct PartnerRole {
        /// Its id.
        pub id: RoleId = required,
        /// Its name.
        pub name: Text = required,
        /// Whether engagements of this role have customers and claims (rule 7: build intent only).
        pub has_customers as "hasCustomers": bool = or_default,
    }
}

decode_struct! {
    /// Countries that share rates.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Market {
        /// Its id.
        pub id: MarketId = required,
        /// Its name.
        pub name: Text = required,
        /// Its countries: ISO 3166-1 codes of two capital letters.
        pub countries: Vec<String> = countries,
    }
}

decode_enum! {
    /// What kind of thing a credential is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum CredentialKind {
        /// An agreement to be signed.
        Agreement = "agreement",
        /// A solutions partner designation.
        Designation = "designation",
        /// A specialization.
        Specialization = "specialization",
        /// A certification that people hold.
        Certification = "certification",
        /// A line of revenue, counted over 12 months.
        Revenue = "revenue",
    }
}

decode_struct! {
    /// Something that a location can attain.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Credential {
        /// Its id.
        pub id: CredentialId = required,
        /// Its kind.
        pub kind: CredentialKind = required,
        /// Its name.
        pub name: Text = required,
        /// Where one works on attaining it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<String> = optional,
    }
}

decode_struct! {
    /// A set of partner qualification criteria that engagements name.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CriterionSet {
        /// Its id.
        pub id: CriteriaId = required,
        /// The criteria.
        pub tree: Criteria = required,
    }
}

/// A tree of criteria (rule 2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(no_recursion))]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Criterion {
    /// The location is enrolled in the programme.
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
        #[serde(skip_serializing_if = "Vec::is_empty")]
        countries: Vec<String>,
        /// Markets.
        #[serde(skip_serializing_if = "Vec::is_empty")]
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

impl Criterion {
    /// The placeholder of a criterion that cannot be read: not met anywhere, so that nothing seems to earn by mistake.
    /// No location states a verdict under its id.
    pub(crate) fn unreadable() -> Self {
        let en = "A criterion that cannot be read in the data: it counts as not met".to_owned();
        let sv = "Ett kriterium som inte kan läsas i data: det räknas som ej uppfyllt".to_owned();
        Self::Stated { id: StatedId("\0unreadable".to_owned()), text: Text { en, sv } }
    }
}

impl CriterionSet {
    /// Reads a set of which some criteria cannot be read; `None` if it has no id.
    pub(crate) fn from_faulty_json(json: Json<'_>) -> Option<Self> {
        let Json::Object(fields) = json else { return None };
        let (mut id, mut tree) = (None, Criteria::One(Criterion::unreadable()));
        for (name, value) in fields {
            match &*name {
                "id" => id = CriteriaId::from_json(value).ok(),
                "tree" => tree = Criteria::from_faulty_json(value),
                _ => {}
            }
        }
        Some(Self { id: id?, tree })
    }
}

impl Criteria {
    /// Reads a tree, with a placeholder for each part that cannot be read.
    fn from_faulty_json(json: Json<'_>) -> Self {
        let unreadable = || Self::One(Criterion::unreadable());
        let Json::Object(fields) = json else { return unreadable() };
        let Ok([(name, value)]) = <[_; 1]>::try_from(fields) else { return unreadable() };
        match (&*name, value) {
            ("allOf", Json::List(parts)) => Self::AllOf(parts.into_iter().map(Self::from_faulty_json).collect()),
            ("anyOf", Json::List(parts)) => Self::AnyOf(parts.into_iter().map(Self::from_faulty_json).collect()),
            ("one", value) => Self::One(Criterion::from_json(value).unwrap_or_else(|_| Criterion::unreadable())),
            _ => unreadable(),
        }
    }

    /// Replaces criteria by the placeholder.
    pub(crate) fn replace_unreadable(&mut self, is_unreadable: &impl Fn(&Criterion) -> bool) {
        match self {
            Self::AllOf(parts) | Self::AnyOf(parts) => {
                for part in parts {
                    part.replace_unreadable(is_unreadable);
                }
            }
            Self::One(criterion) if is_unreadable(criterion) => *criterion = Criterion::unreadable(),
            Self::One(_) => {}
        }
    }
}

impl FromJson for Criteria {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        const NAMES: [&str; 3] = ["allOf", "anyOf", "one"];
        let (which, inner) = json.variant(&NAMES)?;
        let criteria = match which {
            0 => Vec::from_json(inner).map(Self::AllOf),
            1 => Vec::from_json(inner).map(Self::AnyOf),
            _ => Criterion::from_json(inner).map(Self::One),
        };
        criteria.map_err(|error| error.in_field(NAMES[which]))
    }
}

impl FromJson for Criterion {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let (which, rest) = json.tagged(
            "type",
            &[
                "enrolment",
                "agreement",
                "designation",
                "specialization",
                "certifiedPeople",
                "revenue",
                "place",
                "stated",
            ],
        )?;
        let names: &[&str] = match which {
            0 => &[],
            1..=3 => &["credential"],
            4 => &["credential", "count"],
            5 => &["credential", "threshold"],
            6 => &["countries", "markets"],
            _ => &["id", "text"],
        };
        let mut fields = rest.fields("enum Criterion", names)?;
        Ok(match which {
            0 => Self::Enrolment,
            1 => Self::Agreement { credential: fields.required()? },
            2 => Self::Designation { credential: fields.required()? },
            3 => Self::Specialization { credential: fields.required()? },
            4 => Self::CertifiedPeople { credential: fields.required()?, count: fields.required()? },
            5 => Self::Revenue { credential: fields.required()?, threshold: fields.required()? },
            6 => Self::Place { countries: fields.countries_or_none()?, markets: fields.or_default()? },
            _ => Self::Stated { id: fields.required()?, text: fields.required()? },
        })
    }
}

decode_struct!(@deserialize Criteria);
