//! What must be done, and its kind.

use serde::{Deserialize, Serialize};

use crate::Idx;
use crate::model::{Attainment, EvidenceKind, Location};
use crate::payee::{ProfileKind, ProfileStatus};

/// What must be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Mend a bank or tax profile.
    MendProfile {
        /// Which half.
        profile: ProfileKind,
        /// Its state.
        status: ProfileStatus,
        /// How many active engagements the location is eligible for and does not earn on.
        blocks: u32,
    },
    /// Renew an attainment that runs out, or has run out.
    RenewAttainment {
        /// Position of the attainment at the location.
        attainment: Idx<Attainment>,
        /// How many engagements stop at the location.
        stops: u32,
    },
    /// Ask the customer for consent.
    AskForConsent,
    /// Remind the customer, whose consent runs out.
    RemindOfConsent,
    /// Complete the evidence.
    CompleteEvidence {
        /// What is not complete.
        missing: Vec<EvidenceKind>,
    },
    /// Submit the claim; its evidence is complete.
    SubmitClaim,
    /// Answer the reviewer who asks for information.
    AnswerReviewer,
    /// Dispute the rejection, or let it be.
    DisputeRejection,
    /// Finish what is open before the engagement ends.
    FinishBeforeEnd {
        /// The location of each claim that is not submitted, in the order of [`Action::claims`](super::Action::claims).
        at: Vec<Idx<Location>>,
    },
}

impl Task {
    /// Returns the kind of task, to filter by.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::MendProfile { .. } => ActionKind::PayeeProfile,
            Self::RenewAttainment { .. } => ActionKind::Attainment,
            Self::AskForConsent | Self::RemindOfConsent => ActionKind::Consent,
            Self::CompleteEvidence { .. } => ActionKind::Evidence,
            Self::SubmitClaim => ActionKind::Claim,
            Self::AnswerReviewer => ActionKind::Review,
            Self::DisputeRejection => ActionKind::Rejection,
            Self::FinishBeforeEnd { .. } => ActionKind::EngagementEnd,
        }
    }
}

/// Kinds of tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionKind {
    /// Bank and tax profiles.
    PayeeProfile,
    /// Attainments that run out.
    Attainment,
    /// Consent to ask for or to remind of.
    Consent,
    /// Evidence to complete.
    Evidence,
    /// Claims to submit.
    Claim,
    /// Questions of a reviewer.
    Review,
    /// Rejections to dispute.
    Rejection,
    /// Engagements that end.
    EngagementEnd,
}

impl ActionKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::PayeeProfile,
        Self::Attainment,
        Self::Consent,
        Self::Evidence,
        Self::Claim,
        Self::Review,
        Self::Rejection,
        Self::EngagementEnd,
    ];
}
