//! Rule 12: what an incentives admin and an incentives user may do. The page explains it; a server enforces it.

use serde::Serialize;

use crate::json::decode_enum;

decode_enum! {
    /// What a person may do at a location.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Access))]
    #[serde(rename_all = "lowercase")]
    pub enum AccessRole {
        /// Incentives user: sees everything, works on customers and claims.
        User = "user",
        /// Incentives admin: everything, the bank and tax links included.
        Admin = "admin",
    }
}

impl AccessRole {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Admin, Self::User];

    /// Returns whether the person may change the payee profiles of the location.
    pub const fn may_change_payee(self) -> bool {
        matches!(self, Self::Admin)
    }
}

#[cfg(test)]
mod tests {
    use super::AccessRole;

    #[test]
    fn only_an_admin_changes_payee_profiles() {
        assert!(AccessRole::Admin.may_change_payee());
        assert!(!AccessRole::User.may_change_payee());
    }
}
