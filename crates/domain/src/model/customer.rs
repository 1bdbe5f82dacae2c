//! Customers, and what the programme states about them.

use serde::Serialize;

use crate::Day;
use crate::id::{CustomerId, CustomerVerdictId, EngagementId};
use crate::json::{DecodeError, Fields, FromJson, Json, decode_enum, decode_struct};

decode_struct! {
    /// A customer of the partner.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Customer {
        /// Its id; stands in addresses.
        pub id: CustomerId = required,
        /// Its name.
        pub name: String = required,
        /// Its country: an ISO 3166-1 code of two capital letters.
        pub country: String = country,
        /// Its segment.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub segment: Option<Segment> = optional,
        /// The domain name of its tenant.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub domain: Option<String> = optional,
        /// The id of its Microsoft Entra tenant: a UUID.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tenant_id as "tenantId": Option<String> = tenant_id,
    }
}

decode_enum! {
    /// The segments of customers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum Segment {
        /// A large company.
        Enterprise = "enterprise",
        /// A small or medium-sized company.
        SmallMedium = "smallMedium",
        /// The public sector.
        PublicSector = "publicSector",
        /// A school or a university.
        Education = "education",
    }
}

impl Segment {
    /// Every segment, in the order in which filters list them.
    pub const ALL: [Self; 4] = [Self::Enterprise, Self::SmallMedium, Self::PublicSector, Self::Education];
}

decode_struct! {
    /// What the programme states about a customer and an engagement, from a day on (rule 7).
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CustomerVerdict {
        /// Its id.
        pub id: CustomerVerdictId = required,
        /// On which engagement.
        pub engagement: EngagementId = required,
        /// On which customer.
        pub customer: CustomerId = required,
        /// What is stated.
        pub verdict: CustomerEligibility = required,
        /// Since when. It counts until a later one on the same customer and engagement.
        pub since: Day = required,
    }
}

impl CustomerVerdict {
    /// Moves its day (rule 14).
    pub const fn shift(&mut self, days: i32) {
        self.since = self.since.plus(days);
    }
}

decode_enum! {
    /// Whether a customer is eligible for an engagement, or why not (rule 7).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum CustomerEligibility {
        /// It is.
        Eligible = "eligible",
        /// It does not meet the customer criteria.
        CriteriaNotMet = "criteriaNotMet",
        /// It has consented to another partner.
        ConsentedToAnotherPartner = "consentedToAnotherPartner",
        /// It has done the engagement with another partner.
        DoneWithAnotherPartner = "doneWithAnotherPartner",
        /// As many claims as the programme allows were made for it.
        ClaimLimitReached = "claimLimitReached",
    }
}

impl CustomerEligibility {
    /// Every value.
    pub const ALL: [Self; 5] = [
        Self::Eligible,
        Self::CriteriaNotMet,
        Self::ConsentedToAnotherPartner,
        Self::DoneWithAnotherPartner,
        Self::ClaimLimitReached,
    ];
}

impl Fields<'_> {
    /// Returns the next field, the id of a tenant, which may be absent.
    fn tenant_id(&mut self) -> Result<Option<String>, DecodeError> {
        self.optional().map(|id| id.map(|TenantId(id)| id))
    }
}

/// A UUID of 32 hexadecimal digits in five groups.
struct TenantId(String);

impl FromJson for TenantId {
    fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
        let expected = "a UUID, such as 1f6d3c2a-9b7e-4c51-8a40-5d2e7b90c6f3";
        let id = json.text(expected)?;
        let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        if lengths == [8, 4, 4, 4, 12] && id.split('-').all(is_digits) {
            Ok(Self(id.into_owned()))
        } else {
            Err(DecodeError::value(&id, expected))
        }
    }
}
