//! Identifiers: opaque texts, one type for each thing that has one, so that they cannot be mixed up.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::json::{DecodeError, FromJson, Json};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Returns the text as the data give it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl FromJson for $name {
            fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
                String::from_json(json).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A solution area.
    AreaId;
    /// A partner role, such as build intent.
    RoleId;
    /// A market: a group of countries that share rates.
    MarketId;
    /// Something a location can attain: an agreement, a designation, a specialization, a certification, a revenue line.
    CredentialId;
    /// A set of partner qualification criteria.
    CriteriaId;
    /// A criterion whose verdict the backend states.
    StatedId;
    /// An engagement.
    EngagementId;
    /// A partner location: its Partner location ID.
    LocationId;
    /// An attainment of one location.
    AttainmentId;
    /// A customer.
    CustomerId;
    /// A statement of the programme about a customer.
    CustomerVerdictId;
    /// A workshop claim.
    ClaimId;
}
