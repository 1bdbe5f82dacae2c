//! The form that submits a payee profile.

use serde_json::json;

use super::{ADMIN, BOTH_OPEN, TAX_MISSING, fill, payee, signed_in, with_expired_session};
use crate::support::keys;

#[test]
fn submitted_profile_follows_approval_and_rejection() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.press(keys::ENTER);
    app.dialog("Update tax profile")
        .by_role("status")
        .expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
    app.press(keys::ESCAPE);
    app.dialog("Update tax profile").expect_gone();
    payee(&app).expect_contains("Pending validation");
    payee(&app).button("Update tax profile").expect_gone();
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).expect_lacks("Pending validation");
    app.site.operate(&["payee", "reject", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).button("Update tax profile").expect_visible();
}

#[test]
fn edit_conflict_keeps_typed_values() {
    let app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.allow_console_error("412");
    fill(&app, "Update bank profile");
    // The form has the revision of the location once it has fetched it.
    app.expect_script(
        "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/locations/'))",
        &json!(true),
    );
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    let form = app.dialog("Update bank profile");
    app.press(keys::ENTER);
    form.by_role("alert").expect_contains("Someone has changed this location in the meantime");
    form.textbox("Name of the contact").expect_value("Ada Lovelace");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The bank profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn expired_session_keeps_the_form() {
    let app = with_expired_session();
    let again = app.dialog("Please sign in again");
    again.textbox("Username").expect_value("admin");
    again.textbox("Password").type_text("demo-admin");
    app.press(keys::ENTER);
    again.expect_gone();
    let form = app.dialog("Update tax profile");
    form.textbox("Email of the contact").expect_value("ada@contoso.example.com");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}
