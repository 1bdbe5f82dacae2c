//! What a person may do where, and whom to ask (rule 12).

use super::{ADMIN, TAX_MISSING, fill, payee, sign_in, signed_in};
use crate::support::starts_with;

const MALMO: &str = "5213406";

#[test]
fn user_reads_whom_to_ask_at_each_location() {
    let app = signed_in("Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    payee(&app).button("Update tax profile").expect_attribute("aria-disabled", "true");
    // Daniel Okafor is an admin of three locations, Malmö among them.
    payee(&app).expect_contains("Only an incentives admin of this location can do this. Ask Astrid Lindblom.");
    payee(&app).link("Astrid Lindblom, astrid.lindblom@contoso.example.com").expect_visible();
    payee(&app).expect_lacks("Daniel Okafor");
    app.expect_disabled_reasons();
    app.open(&format!("/locations/{MALMO}"));
    payee(&app).expect_contains("Ask Astrid Lindblom or Daniel Okafor.");
    app.expect_disabled_reasons();
    app.open("/actions?kind=payee-profile");
    app.by_role("main").button(starts_with("Update tax profile")).first().expect_attribute("aria-disabled", "true");
    app.expect_disabled_reasons();
    // A changed role shows without a reload.
    app.open(&format!("/locations/{MALMO}"));
    app.site.operate(&["account", "revoke", "some", "--location", MALMO]);
    payee(&app).expect_contains("Ask Astrid Lindblom.");
}

#[test]
fn lost_role_disables_the_open_form() {
    let app = signed_in("Mira Sand", &format!("/locations/{TAX_MISSING}"));
    let role = ["--location", TAX_MISSING];
    app.site.operate(&[&["account", "grant", "none"], &role[..], &["--role", "admin"]].concat());
    fill(&app, "Update tax profile");
    app.site.operate(&[&["account", "grant", "none"], &role[..], &["--role", "user"]].concat());
    let form = app.dialog("Update tax profile");
    form.by_role("alert").expect_contains("Only an incentives admin of this location can do this.");
    form.button("Submit for validation").expect_attribute("aria-disabled", "true");
    app.expect_disabled_reasons();
    form.textbox("Name of the contact").expect_value("Ada Lovelace");
    app.site.operate(&[&["account", "grant", "none"], &role[..], &["--role", "admin"]].concat());
    form.by_role("alert").expect_gone();
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn profile_submitted_by_another_disables_the_open_form() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    let other = sign_in(app.second_browser(), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&other, "Update tax profile");
    other.dialog("Update tax profile").button("Submit for validation").click();
    let form = app.dialog("Update tax profile");
    form.by_role("alert").expect_contains("the profile is now “Pending validation”");
    form.button("Submit for validation").expect_attribute("aria-disabled", "true");
}
