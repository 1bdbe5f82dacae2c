//! Rule 12: what an incentives admin and an incentives user may do. The page explains it; a server enforces it.

use serde::Serialize;

use crate::id::LocationId;
use crate::json::decode_enum;
use crate::model::{Admin, Partner};

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

    /// Returns the word for the role in data, in the database and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Admin => "admin",
        }
    }

    /// Returns the role of a word. Any other word is no role: it gives no access (rule 12).
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Returns whether the person may change the payee profiles of the location.
    pub const fn may_change_payee(self) -> bool {
        matches!(self, Self::Admin)
    }
}

/// Returns whom to ask at a location: those who hold the admin role there (rule 12).
pub fn admins_at<'a>(partner: &'a Partner, location: &LocationId) -> Vec<&'a Admin> {
    let is_admin_here = |admin: &&Admin| admin.locations.as_ref().is_none_or(|at| at.contains(location));
    partner.admins.iter().filter(is_admin_here).collect()
}

/// Returns whom a person without any role asks: those who hold the admin role at every location (rule 12).
pub fn admins_everywhere(partner: &Partner) -> Vec<&Admin> {
    partner.admins.iter().filter(|admin| admin.locations.is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_admin_changes_payee_profiles() {
        assert!(AccessRole::Admin.may_change_payee());
        assert!(!AccessRole::User.may_change_payee());
    }

    #[test]
    fn an_unknown_word_is_no_role() {
        for role in AccessRole::ALL {
            assert_eq!(AccessRole::from_word(role.as_str()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
        for word in ["", "Admin", "ADMIN", "admin ", "owner", "none", "*"] {
            assert_eq!(AccessRole::from_word(word), None, "{word:?}");
        }
    }

    #[test]
    fn asks_those_who_are_admins_there() {
        let admin = |name: &str, locations: Option<&[&str]>| Admin {
            name: name.to_owned(),
            email: None,
            locations: locations.map(|ids| ids.iter().map(|id| (*id).into()).collect()),
        };
        let partner = Partner {
            name: "Contoso".to_owned(),
            admins: vec![
                admin("Astrid", None),
                admin("Daniel", Some(&["malmo", "oslo"])),
                admin("Mira", Some(&["oslo"])),
                admin("Nils", Some(&[])),
            ],
        };
        let names = |admins: Vec<&Admin>| admins.into_iter().map(|admin| admin.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(admins_at(&partner, &"malmo".into())), ["Astrid", "Daniel"]);
        assert_eq!(names(admins_at(&partner, &"oslo".into())), ["Astrid", "Daniel", "Mira"]);
        assert_eq!(names(admins_at(&partner, &"london".into())), ["Astrid"]);
        assert_eq!(names(admins_everywhere(&partner)), ["Astrid"]);
    }
}
