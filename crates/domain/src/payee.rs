//! Rule 3: the payee profile of a location.

use serde::Serialize;

use crate::json::words;

/// State of a bank or tax profile; in the order of rule 3, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ProfileStatus {
    /// Nothing was handed in.
    Missing,
    /// Something must be mended by the partner.
    ActionRequired,
    /// Being validated; takes up to 48 hours.
    PendingValidation,
    /// In order.
    Approved,
}

impl ProfileStatus {
    /// Every value, worst first.
    pub const ALL: [Self; 4] = [Self::Missing, Self::ActionRequired, Self::PendingValidation, Self::Approved];

    /// Whether the partner has something to do.
    pub const fn needs_partner(self) -> bool {
        matches!(self, Self::Missing | Self::ActionRequired)
    }
}

/// Which half of the payee profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProfileKind {
    /// The bank profile.
    Bank,
    /// The tax profile.
    Tax,
}

impl ProfileKind {
    /// Both halves.
    pub const ALL: [Self; 2] = [Self::Bank, Self::Tax];
}

words! {
    ProfileStatus { Missing "missing", ActionRequired "actionRequired", PendingValidation "pendingValidation", Approved "approved" }
    ProfileKind { Bank "bank", Tax "tax" }
}

/// Rule 3: approved only when both are; otherwise the worse of the two (missing, then action required, then pending).
pub fn payee_profile(bank: ProfileStatus, tax: ProfileStatus) -> ProfileStatus {
    bank.min(tax)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
