//! Rule 3: the payee profile of a location.

use std::fmt;

use serde::Serialize;

use crate::json::decode_enum;

decode_enum! {
    /// State of a bank or tax profile; in the order of rule 3, worst first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub enum ProfileStatus {
        /// Nothing was handed in.
        Missing = "missing",
        /// Something must be mended by the partner.
        ActionRequired = "actionRequired",
        /// Being validated; takes up to 48 hours.
        PendingValidation = "pendingValidation",
        /// In order.
        Approved = "approved",
    }
}

impl ProfileStatus {
    /// Every value, worst first.
    pub const ALL: [Self; 4] = [Self::Missing, Self::ActionRequired, Self::PendingValidation, Self::Approved];

    /// Returns whether the partner has something to do.
    pub const fn needs_partner(self) -> bool {
        matches!(self, Self::Missing | Self::ActionRequired)
    }
}

decode_enum! {
    /// Which half of the payee profile.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "lowercase")]
    pub enum ProfileKind {
        /// The bank profile.
        Bank = "bank",
        /// The tax profile.
        Tax = "tax",
    }
}

impl ProfileKind {
    /// Both halves.
    pub const ALL: [Self; 2] = [Self::Bank, Self::Tax];
}

/// Approved only when both are; otherwise the worse of the two (missing, then action required, then pending) (rule 3).
pub fn payee_profile(bank: ProfileStatus, tax: ProfileStatus) -> ProfileStatus {
    bank.min(tax)
}

/// Returns the status after the partner submits a profile.
///
/// # Errors
/// Where the profile is being validated or approved already.
pub const fn submit(status: ProfileStatus) -> Result<ProfileStatus, InvalidTransition> {
    if status.needs_partner() { Ok(ProfileStatus::PendingValidation) } else { Err(InvalidTransition { status }) }
}

/// What the validating side decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The profile is in order.
    Approve,
    /// Something must be mended by the partner.
    Reject,
}

/// Returns the status after a decision. An approved or rejected profile can be decided again.
///
/// # Errors
/// Where nothing was handed in, or the decision is what the profile is already.
pub fn decide(status: ProfileStatus, decision: Decision) -> Result<ProfileStatus, InvalidTransition> {
    let decided = match decision {
        Decision::Approve => ProfileStatus::Approved,
        Decision::Reject => ProfileStatus::ActionRequired,
    };
    let open = status != ProfileStatus::Missing && status != decided;
    open.then_some(decided).ok_or(InvalidTransition { status })
}

/// Why a profile stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTransition {
    /// The state that does not allow it.
    pub status: ProfileStatus,
}

impl fmt::Display for InvalidTransition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.status {
            ProfileStatus::Missing => "nothing was handed in yet",
            ProfileStatus::ActionRequired => "the partner has something to mend already",
            ProfileStatus::PendingValidation => "the profile is being validated",
            ProfileStatus::Approved => "the profile is approved already",
        })
    }
}

impl std::error::Error for InvalidTransition {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_the_partner_is_handed_in() {
        use ProfileStatus::{ActionRequired, Approved, Missing, PendingValidation};
        for status in [Missing, ActionRequired] {
            assert_eq!(submit(status), Ok(PendingValidation));
        }
        for status in [PendingValidation, Approved] {
            assert_eq!(submit(status), Err(InvalidTransition { status }));
        }
    }

    #[test]
    fn a_decision_changes_what_was_handed_in() {
        use ProfileStatus::{ActionRequired, Approved, Missing, PendingValidation};
        for (status, approved, rejected) in [
            (Missing, None, None),
            (ActionRequired, Some(Approved), None),
            (PendingValidation, Some(Approved), Some(ActionRequired)),
            (Approved, None, Some(ActionRequired)),
        ] {
            assert_eq!(decide(status, Decision::Approve).ok(), approved, "{status:?}");
            assert_eq!(decide(status, Decision::Reject).ok(), rejected, "{status:?}");
        }
    }

    #[test]
    fn approved_only_when_both_are() {
        for bank in ProfileStatus::ALL {
            for tax in ProfileStatus::ALL {
                let both = bank == ProfileStatus::Approved && tax == ProfileStatus::Approved;
                assert_eq!(payee_profile(bank, tax) == ProfileStatus::Approved, both);
            }
        }
    }

    #[test]
    fn otherwise_the_worse_of_the_two() {
        use ProfileStatus::{ActionRequired, Approved, Missing, PendingValidation};
        assert_eq!(payee_profile(ActionRequired, Missing), Missing);
        assert_eq!(payee_profile(PendingValidation, ActionRequired), ActionRequired);
        assert_eq!(payee_profile(Approved, PendingValidation), PendingValidation);
    }

    #[test]
    fn an_invalid_transition_says_why() {
        let why = |status| InvalidTransition { status }.to_string();
        assert_eq!(why(ProfileStatus::Missing), "nothing was handed in yet");
        assert_eq!(why(ProfileStatus::ActionRequired), "the partner has something to mend already");
        assert_eq!(why(ProfileStatus::PendingValidation), "the profile is being validated");
        assert_eq!(why(ProfileStatus::Approved), "the profile is approved already");
    }
}
