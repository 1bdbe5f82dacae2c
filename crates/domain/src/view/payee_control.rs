//! Rules 3 and 12: which control a bank or tax profile has, and why.

use crate::model::{Admin, Location, Partner};
use crate::payee::{ProfileKind, ProfileStatus};
use crate::permissions::{AccessRole, admins_at};

/// The control of a bank or tax profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayeeControl {
    /// No control: the profile is approved.
    Approved,
    /// No control: the profile is being validated.
    Waiting,
    /// A link: the profile is updated at this address.
    Link(String),
    /// A button that opens the form, which submits the profile to the backend.
    Form,
    /// A disabled button.
    Disabled(DisabledReason),
}

/// Why a control is disabled. Never shown without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisabledReason {
    /// Only an incentives admin of the location may do it.
    AdminOnly {
        /// Whom to ask: those who hold the admin role at the location; may be empty.
        ask: Vec<Admin>,
    },
    /// There is neither a link nor a backend: the profile is updated in Partner Center.
    NoLink,
}

/// Returns the control of a profile for a person with a role at its location, or with none.
pub fn payee_control(
    partner: &Partner,
    location: &Location,
    kind: ProfileKind,
    role: Option<AccessRole>,
    has_backend: bool,
) -> PayeeControl {
    let profile = location.payee.get(kind);
    match profile.status {
        ProfileStatus::Approved => return PayeeControl::Approved,
        ProfileStatus::PendingValidation => return PayeeControl::Waiting,
        ProfileStatus::ActionRequired | ProfileStatus::Missing => {}
    }
    if !role.is_some_and(AccessRole::may_change_payee) {
        let ask = admins_at(partner, &location.id).into_iter().cloned().collect();
        return PayeeControl::Disabled(DisabledReason::AdminOnly { ask });
    }
    match &profile.url {
        Some(url) => PayeeControl::Link(url.clone()),
        None if has_backend => PayeeControl::Form,
        None => PayeeControl::Disabled(DisabledReason::NoLink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::location;

    const URL: &str = "https://example.com/tax";

    fn partner() -> Partner {
        let admin = |name: &str, locations: Option<&str>| Admin {
            name: name.to_owned(),
            email: None,
            locations: locations.map(|id| vec![id.into()]),
        };
        let admins = vec![admin("Astrid", None), admin("Daniel", Some("oslo")), admin("Mira", Some("malmo"))];
        Partner { name: "Contoso".to_owned(), admins }
    }

    fn control(status: ProfileStatus, url: Option<&str>, role: Option<AccessRole>, has_backend: bool) -> PayeeControl {
        let mut location = location("malmo");
        location.payee.tax.status = status;
        location.payee.tax.url = url.map(ToOwned::to_owned);
        payee_control(&partner(), &location, ProfileKind::Tax, role, has_backend)
    }

    #[test]
    fn an_approved_or_pending_profile_has_no_control() {
        for role in [Some(AccessRole::Admin), Some(AccessRole::User), None] {
            for has_backend in [false, true] {
                let control = |status| control(status, Some(URL), role, has_backend);
                assert_eq!(control(ProfileStatus::Approved), PayeeControl::Approved);
                assert_eq!(control(ProfileStatus::PendingValidation), PayeeControl::Waiting);
            }
        }
    }

    #[test]
    fn an_admin_follows_the_link_or_opens_the_form() {
        for status in [ProfileStatus::Missing, ProfileStatus::ActionRequired] {
            let control = |url, has_backend| control(status, url, Some(AccessRole::Admin), has_backend);
            assert_eq!(control(Some(URL), false), PayeeControl::Link(URL.to_owned()));
            assert_eq!(control(Some(URL), true), PayeeControl::Link(URL.to_owned()));
            assert_eq!(control(None, true), PayeeControl::Form);
            assert_eq!(control(None, false), PayeeControl::Disabled(DisabledReason::NoLink));
        }
    }

    #[test]
    fn who_is_no_admin_here_reads_whom_to_ask_here() {
        for role in [Some(AccessRole::User), None] {
            for (url, has_backend) in [(Some(URL), false), (None, true), (None, false)] {
                let control = control(ProfileStatus::Missing, url, role, has_backend);
                let PayeeControl::Disabled(DisabledReason::AdminOnly { ask }) = control else {
                    panic!("{role:?} {url:?} {has_backend}: {control:?}");
                };
                assert_eq!(ask.iter().map(|admin| admin.name.as_str()).collect::<Vec<_>>(), ["Astrid", "Mira"]);
            }
        }
    }
}
