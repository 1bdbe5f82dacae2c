//! Workshop claims and their evidence.

use serde::Serialize;

use crate::id::{ClaimId, CustomerId, EngagementId, LocationId};
use crate::json::{decode_enum, decode_struct};
use crate::{Day, Money};

decode_struct! {
    /// A request for payment for one customer and one engagement.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Claim {
        /// Its id.
        pub id: ClaimId = required,
        /// For which engagement.
        pub engagement: EngagementId = required,
        /// For which customer.
        pub customer: CustomerId = required,
        /// By which location.
        pub location: LocationId = required,
        /// Its state.
        pub state: ClaimState = required,
        /// When the customer was added or claimed.
        pub added: Day = required,
        /// When consent was given.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub consented: Option<Day> = optional,
        /// When the claim was submitted.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub submitted: Option<Day> = optional,
        /// When the state was entered that needs an answer: information asked for, or the claim rejected.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub decided: Option<Day> = optional,
        /// The evidence handed in so far; what is absent is not started.
        pub evidence: Vec<Evidence> = or_default,
        /// What the claim is worth, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub amount: Option<Money> = optional,
    }
}

impl Claim {
    /// Moves every day by as many days (rule 14).
    pub fn shift(&mut self, days: i32) {
        let by = |day: &mut Day| *day = day.plus(days);
        by(&mut self.added);
        let evidence = self.evidence.iter_mut().map(|item| &mut item.since);
        [&mut self.consented, &mut self.submitted, &mut self.decided]
            .into_iter()
            .chain(evidence)
            .flatten()
            .for_each(by);
    }
}

decode_enum! {
    /// The states of a claim (rule 9).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum ClaimState {
        /// The customer was added; consent is still to be asked for.
        ConsentNotRequested = "consentNotRequested",
        /// The customer was asked for consent.
        ConsentRequested = "consentRequested",
        /// The customer has consented; evidence is being collected.
        ConsentGiven = "consentGiven",
        /// Handed in.
        Submitted = "submitted",
        /// Being reviewed.
        UnderReview = "underReview",
        /// The reviewer asks the partner for information.
        PartnerActionRequired = "partnerActionRequired",
        /// Approved.
        Approved = "approved",
        /// To be paid.
        PaymentPending = "paymentPending",
        /// Paid.
        Paid = "paid",
        /// Paid, then taken back.
        Reversed = "reversed",
        /// The customer declined.
        ConsentDeclined = "consentDeclined",
        /// The customer did not consent in time.
        ConsentExpired = "consentExpired",
        /// The claim was not submitted in time.
        ClaimExpired = "claimExpired",
        /// Cancelled by the partner.
        Cancelled = "cancelled",
        /// Rejected; can be disputed for a while.
        Rejected = "rejected",
        /// The rejection is disputed.
        Disputed = "disputed",
        /// Rejected for good.
        FinallyRejected = "finallyRejected",
    }
}

decode_enum! {
    /// What evidence there is (rule 10).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum EvidenceKind {
        /// The findings and recommendations document.
        Findings = "findings",
        /// The invoice.
        Invoice = "invoice",
        /// The partner survey.
        PartnerSurvey = "partnerSurvey",
        /// The customer survey.
        CustomerSurvey = "customerSurvey",
    }
}

decode_enum! {
    /// How far a piece of evidence is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum EvidenceState {
        /// Nothing yet.
        NotStarted = "notStarted",
        /// Begun: a draft, or a survey that was sent.
        InProgress = "inProgress",
        /// There.
        Complete = "complete",
        /// The reviewer does not accept it as it is.
        ActionRequired = "actionRequired",
    }
}

decode_struct! {
    /// A piece of evidence of a claim.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Evidence {
        /// What it is.
        pub kind: EvidenceKind = required,
        /// How far it is.
        pub state: EvidenceState = required,
        /// Since when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub since: Option<Day> = optional,
    }
}
