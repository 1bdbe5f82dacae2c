//! Locations, what they have attained, and their payee profiles.

use serde::Serialize;

use crate::Day;
use crate::Money;
use crate::day::Span;
use crate::id::{AttainmentId, CredentialId, LocationId, MarketId, StatedId};
use crate::json::decode_struct;
use crate::payee::ProfileStatus;

decode_struct! {
    /// A partner location.
    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Location {
        /// Its Partner location ID; stands in addresses.
        pub id: LocationId = required,
        /// Its name.
        pub name: String = required,
        /// Its country: an ISO 3166-1 code of two capital letters.
        pub country: String = country,
        /// The market its country belongs to.
        pub market: MarketId = required,
        /// When it is enrolled in the programme; absent where it is not.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub enrolment: Option<Span> = optional,
        /// What it has attained.
        pub attainments: Vec<Attainment> = or_default,
        /// The backend's verdicts on stated criteria; one that is absent is not met.
        pub stated: Vec<StatedVerdict> = or_default,
        /// Its payee profile.
        pub payee: PayeeProfile = required,
    }
}

impl Location {
    /// Moves every day by as many days (rule 14).
    pub fn shift(&mut self, days: i32) {
        let by = |day: &mut Day| *day = day.plus(days);
        if let Some(span) = &mut self.enrolment {
            by(&mut span.first);
            span.last.iter_mut().for_each(by);
        }
        for attainment in &mut self.attainments {
            by(&mut attainment.first);
            attainment.last.iter_mut().for_each(by);
        }
        self.stated.iter_mut().filter_map(|stated| stated.since.as_mut()).for_each(by);
    }
}

decode_struct! {
    /// Something attained, from a first to a last day.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Attainment {
        /// Its id, one of its own at the location.
        pub id: AttainmentId = required,
        /// What is attained.
        pub credential: CredentialId = required,
        /// The first day it counts.
        pub first: Day = required,
        /// The last day it counts; absent means until further notice.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last: Option<Day> = optional,
        /// How many people, for a certification.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub people: Option<u32> = optional,
        /// How much revenue over 12 months, for a line of revenue.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub revenue: Option<Money> = optional,
    }
}

impl Attainment {
    /// Returns the days on which it counts.
    pub const fn span(&self) -> Span {
        Span { first: self.first, last: self.last }
    }
}

decode_struct! {
    /// The backend's verdict on a stated criterion.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct StatedVerdict {
        /// Which criterion.
        pub id: StatedId = required,
        /// Whether it is met.
        pub met: bool = required,
        /// Since when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub since: Option<Day> = optional,
    }
}

decode_struct! {
    /// The two halves of a payee profile (rule 3).
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PayeeProfile {
        /// The bank profile.
        pub bank: Profile = required,
        /// The tax profile.
        pub tax: Profile = required,
    }
}

impl PayeeProfile {
    /// Returns one half.
    pub const fn get(&self, kind: crate::payee::ProfileKind) -> &Profile {
        match kind {
            crate::payee::ProfileKind::Bank => &self.bank,
            crate::payee::ProfileKind::Tax => &self.tax,
        }
    }

    /// Returns one half, mutably.
    pub const fn get_mut(&mut self, kind: crate::payee::ProfileKind) -> &mut Profile {
        match kind {
            crate::payee::ProfileKind::Bank => &mut self.bank,
            crate::payee::ProfileKind::Tax => &mut self.tax,
        }
    }
}

decode_struct! {
    /// A bank or tax profile.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Profile {
        /// Its state.
        pub status: ProfileStatus = required,
        /// Where it is mended; `https` only.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<String> = optional,
    }
}
