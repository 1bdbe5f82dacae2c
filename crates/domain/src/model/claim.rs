//! Customers and workshop claims, as far as counts and actions need them.

use serde::Serialize;

use crate::id::{ClaimId, CustomerId, EngagementId, LocationId};
use crate::json::{decode_enum, decode_struct};
use crate::{Day, Money};

/// A customer of the partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Its country: an ISO 3166-1 code of two capital letters.
    pub country: String,
}

/// A request for payment for one customer and one engagement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// For which engagement.
    pub engagement: EngagementId,
    /// For which customer.
    pub customer: CustomerId,
    /// By which location.
    pub location: LocationId,
    /// Its state.
    pub state: ClaimState,
    /// When the customer was added or claimed.
    pub added: Day,
    /// When consent was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consented: Option<Day>,
    /// When the claim was submitted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Day>,
    /// When the state was entered that needs an answer: information asked for, or the claim rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Day>,
    /// The evidence handed in so far; what is absent is not started.
    pub evidence: Vec<Evidence>,
    /// What the claim is worth, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

impl Claim {
    /// Moves every day by as many days (rule 14).
    pub fn shift(&mut self, days: i32) {
        let by = |day: &mut Day| *day = day.plus(days);
        by(&mut self.added);
        [&mut self.consented, &mut self.submitted, &mut self.decided].into_iter().flatten().for_each(by);
    }
}

/// The states of a claim (rule 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ClaimState {
    /// The customer was added; consent is still to be asked for.
    ConsentNotRequested,
    /// The customer was asked for consent.
    ConsentRequested,
    /// The customer has consented; evidence is being collected.
    ConsentGiven,
    /// Handed in.
    Submitted,
    /// Being reviewed.
    UnderReview,
    /// The reviewer asks the partner for information.
    PartnerActionRequired,
    /// Approved.
    Approved,
    /// To be paid.
    PaymentPending,
    /// Paid.
    Paid,
    /// Paid, then taken back.
    Reversed,
    /// The customer declined.
    ConsentDeclined,
    /// The customer did not consent in time.
    ConsentExpired,
    /// The claim was not submitted in time.
    ClaimExpired,
    /// Cancelled by the partner.
    Cancelled,
    /// Rejected; can be disputed for a while.
    Rejected,
    /// The rejection is disputed.
    Disputed,
    /// Rejected for good.
    FinallyRejected,
}

/// What evidence there is (rule 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum EvidenceKind {
    /// The findings and recommendations document.
    Findings,
    /// The invoice.
    Invoice,
    /// The partner survey.
    PartnerSurvey,
    /// The customer survey.
    CustomerSurvey,
}

/// How far a piece of evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum EvidenceState {
    /// Nothing yet.
    NotStarted,
    /// Begun: a draft, or a survey that was sent.
    InProgress,
    /// There.
    Complete,
}

/// A piece of evidence of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// How far it is.
    pub state: EvidenceState,
}

decode_struct! {
    Customer { id: required, name: required, country: country }
    Claim {
        id: required,
        engagement: required,
        customer: required,
        location: required,
        state: required,
        added: required,
        consented: optional,
        submitted: optional,
        decided: optional,
        evidence: or_default,
        amount: optional,
    }
    Evidence { kind: required, state: required }
}

decode_enum! {
    ClaimState { ConsentNotRequested "consentNotRequested", ConsentRequested "consentRequested", ConsentGiven "consentGiven", Submitted "submitted", UnderReview "underReview", PartnerActionRequired "partnerActionRequired", Approved "approved", PaymentPending "paymentPending", Paid "paid", Reversed "reversed", ConsentDeclined "consentDeclined", ConsentExpired "consentExpired", ClaimExpired "claimExpired", Cancelled "cancelled", Rejected "rejected", Disputed "disputed", FinallyRejected "finallyRejected" }
    EvidenceKind { Findings "findings", Invoice "invoice", PartnerSurvey "partnerSurvey", CustomerSurvey "customerSurvey" }
    EvidenceState { NotStarted "notStarted", InProgress "inProgress", Complete "complete" }
}
