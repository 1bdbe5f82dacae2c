//! Engagements.

use serde::{Deserialize, Serialize};

use super::EvidenceKind;
use crate::id::{AreaId, CriteriaId, EngagementId, MarketId, RoleId};
use crate::json::decode_struct;
use crate::{Day, Money, Text};

/// One earning opportunity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Engagement {
    /// Its id; stands in addresses.
    pub id: EngagementId,
    /// Its name.
    pub name: Text,
    /// A paragraph on what it is for.
    pub description: Text,
    /// Its solution area.
    pub area: AreaId,
    /// The partner's role.
    pub role: RoleId,
    /// Whether the pay is fixed or variable.
    pub pay: Pay,
    /// When it is available.
    pub term: Term,
    /// The markets it is offered in; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markets: Vec<MarketId>,
    /// Its partner qualification criteria.
    pub criteria: CriteriaId,
    /// What only its own pages show.
    pub details: Details,
}

/// The days on which an engagement is available, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Term {
    /// Returns the day of the next change of availability, or of the last one: the first day of the term before it, the
    /// last day from then on (rule 1).
    pub fn change(&self, day: Day) -> Day {
        if day < self.first { self.first } else { self.last }
    }

    /// Moves both days by as many days (rule 14).
    pub const fn shift(&mut self, days: i32) {
        self.first = self.first.plus(days);
        self.last = self.last.plus(days);
    }
}

/// How an engagement pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Pay {
    /// A fixed amount.
    Fixed,
    /// By the hours stated; one engagement a claim.
    Variable,
}

decode_struct! {
    /// What the pages of one engagement show beyond the list. Read when they are opened.
    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Details {
        /// What a customer must fulfil.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub customer_criteria as "customerCriteria": Vec<Text> = or_default,
        /// What is paid, per market.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub rates: Vec<Rate> = or_default,
        /// The evidence that a claim needs.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub evidence: Vec<EvidenceKind> = or_default,
        /// Days from add or claim to the customer's consent (rule 8).
        #[serde(skip_serializing_if = "Self::is_consent_days")]
        pub consent_days as "consentDays": u16 = or(Self::consent_days()),
        /// Days from consent to the submitted claim (rule 8).
        #[serde(skip_serializing_if = "Self::is_claim_days")]
        pub claim_days as "claimDays": u16 = or(Self::claim_days()),
        /// Where to read on.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub links: Vec<Link> = or_default,
    }
}

impl Details {
    const fn consent_days() -> u16 {
        crate::deadlines::CONSENT_DAYS
    }

    const fn claim_days() -> u16 {
        crate::deadlines::CLAIM_DAYS
    }

    // Defaults are not written: there may be a hundred thousand details.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    const fn is_consent_days(days: &u16) -> bool {
        *days == Self::consent_days()
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
    const fn is_claim_days(days: &u16) -> bool {
        *days == Self::claim_days()
    }
}

impl Default for Details {
    fn default() -> Self {
        Self {
            customer_criteria: Vec::new(),
            rates: Vec::new(),
            evidence: Vec::new(),
            consent_days: Self::consent_days(),
            claim_days: Self::claim_days(),
            links: Vec::new(),
        }
    }
}

decode_struct! {
    /// What is paid in one market.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Rate {
        /// The market.
        pub market: MarketId = required,
        /// What the rate is for, such as a size of customer; empty where there is only one.
        #[serde(skip_serializing_if = "Text::is_empty")]
        pub label: Text = or_default,
        /// A fixed amount, or the amount for an hour where the pay is variable.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<Money> = optional,
        /// A share of the customer's spend, in hundredths of a percent.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub basis_points as "basisPoints": Option<u32> = optional,
        /// The most that is paid for one claim.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub cap: Option<Money> = optional,
    }
}

decode_struct! {
    /// A link to a page elsewhere.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Link {
        /// What it leads to.
        pub label: Text = required,
        /// Its address; `https` only.
        pub url: String = required,
    }
}
