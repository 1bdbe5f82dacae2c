//! Rule 12: permissions. Astrid is an incentives admin of every location, Daniel of Oslo only. The tax profile of Malmö
//! is missing. What only the server or a screen can show: `crates/server/tests/api/roles.rs`,
//! `tests/stories/connected/no_role.rs`.

use domain::model::Admin;
use domain::payee::ProfileKind;
use domain::permissions::{AccessRole, admins_at, admins_everywhere};
use domain::session::Session;
use domain::view::{DisabledReason, PayeeControl, payee_control};
use domain::visibility::VisibleLocations;

use crate::example::{Example, OnDay, contoso, json};

const DAY: &str = "2026-11-26";
const URL: &str = "https://partner.example/tax";

fn example() -> Example {
    let daniel = json!({ "name": "Daniel Okafor", "locations": ["oslo"] });
    let tax = json!({ "bank": { "status": "approved" }, "tax": { "status": "missing", "url": URL } });
    contoso()
        .set("partner", json!({ "name": "Contoso", "admins": [{ "name": "Astrid Lindblom" }, daniel] }))
        .location("malmo", json!({ "payee": tax }))
}

/// The control of the tax profile of Malmö, where there is no backend.
fn control(data: &OnDay, role: Option<AccessRole>) -> PayeeControl {
    payee_control(&data.0.data().partner, data.location("malmo"), ProfileKind::Tax, role, false)
}

fn names(admins: &[&Admin]) -> Vec<String> {
    admins.iter().map(|admin| admin.name.clone()).collect()
}

/// 12.1 An incentives admin may do everything at their locations, the bank and tax link included.
#[test]
fn r12_1_an_admin_follows_the_tax_link() {
    let data = example().on(DAY);
    assert_eq!(control(&data, Some(AccessRole::Admin)), PayeeControl::Link(URL.to_owned()));
}

/// 12.2 An incentives user sees everything at their locations and cannot change payee profiles.
#[test]
fn r12_2_a_user_cannot_change_payee_profiles() {
    let data = example().on(DAY);
    assert!(matches!(control(&data, Some(AccessRole::User)), PayeeControl::Disabled(_)));
    let user_of_malmo: VisibleLocations = [true, false].into_iter().collect();
    assert!(user_of_malmo.sees_programme());
    assert!(user_of_malmo.contains(data.position("malmo")));
    assert!(!user_of_malmo.contains(data.position("oslo")));
}

/// 12.4 A control that a user may not use is shown, disabled, and says why. A disabled control without a reason is a
/// fault.
#[test]
fn r12_4_a_disabled_control_has_a_reason() {
    let data = example().on(DAY);
    let PayeeControl::Disabled(DisabledReason::AdminOnly { .. }) = control(&data, Some(AccessRole::User)) else {
        panic!("disabled for a user");
    };
    let without_link = json!({ "bank": { "status": "approved" }, "tax": { "status": "missing" } });
    let data = example().location("malmo", json!({ "payee": without_link })).on(DAY);
    assert_eq!(control(&data, Some(AccessRole::Admin)), PayeeControl::Disabled(DisabledReason::NoLink));
}

/// 12.5 It says whom to ask: those who hold the admin role at that location.
#[test]
fn r12_5_asks_the_admins_of_that_location() {
    let data = example().on(DAY);
    let partner = &data.0.data().partner;
    assert_eq!(names(&admins_at(partner, &"malmo".into())), ["Astrid Lindblom"]);
    assert_eq!(names(&admins_at(partner, &"oslo".into())), ["Astrid Lindblom", "Daniel Okafor"]);
    let PayeeControl::Disabled(DisabledReason::AdminOnly { ask }) = control(&data, Some(AccessRole::User)) else {
        panic!("disabled for a user");
    };
    assert_eq!(names(&ask.iter().collect::<Vec<_>>()), ["Astrid Lindblom"]);
}

/// 12.6 An unknown role word gives no access.
#[test]
fn r12_6_an_unknown_word_gives_no_access() {
    assert_eq!(AccessRole::from_word("owner"), None);
    let session = json!({
        "user": { "name": "Mira", "username": "mira" }, "roles": { "malmo": "owner", "oslo": "user" }, "apiVersion": 1
    });
    let session: Session = serde_json::from_value(session).unwrap();
    assert_eq!(session.roles.at(&"malmo".into()), None);
    assert_eq!(session.roles.at(&"oslo".into()), Some(AccessRole::User));
    let data = example().on(DAY);
    assert!(matches!(control(&data, session.roles.at(&"malmo".into())), PayeeControl::Disabled(_)));
}

/// 12.8 A user without a role anywhere is shown that, and whom to ask.
#[test]
fn r12_8_without_a_role_the_admins_of_every_location_are_asked() {
    let data = example().on(DAY);
    assert_eq!(names(&admins_everywhere(&data.0.data().partner)), ["Astrid Lindblom"]);
}

/// 12.9 Such a user sees no list, no counts and no "nothing to do".
#[test]
fn r12_9_without_a_role_nothing_is_visible() {
    let nobody: VisibleLocations = [false, false].into_iter().collect();
    assert!(!nobody.sees_programme());
    assert!(!nobody.is_all());
    assert_eq!(nobody.customers(2, []), [false, false]);
    let of_no_locations: VisibleLocations = [].into_iter().collect();
    assert_eq!(of_no_locations.customers(2, []), [false, false]);
}
