//! The page that changes the password, and sign-ins that are refused.

use serde_json::json;

use super::signed_in;
use crate::support::{Answer, App, Fault, Site, keys};

const PASSWORD: &str = "a good password";

fn ada(app: &App, password: &str) {
    app.textbox("Username").type_text("ada");
    app.textbox("Password").type_text(password);
    app.press(keys::ENTER);
    app.button("Signed in as Ada Lovelace").expect_visible();
}

#[test]
fn changes_the_password() {
    let app = App::on(Site::connected_with_account("ada", "Ada Lovelace", PASSWORD));
    app.allow_console_error("422");
    app.allow_console_error("401");
    app.open("/actions");
    ada(&app, PASSWORD);
    let elsewhere = app.second_browser();
    elsewhere.allow_console_error("401");
    elsewhere.open("/actions");
    ada(&elsewhere, PASSWORD);
    app.button("Signed in as Ada Lovelace").click();
    app.group("Ada Lovelace").link("Change password").click();
    app.expect_heading("Change password");
    app.group("Ada Lovelace").expect_gone();
    app.expect_page_text("At least 12 characters.");
    for (label, autocomplete) in [("Current password", "current-password"), ("New password", "new-password")] {
        app.textbox(label).expect_attribute("autocomplete", autocomplete);
    }
    app.textbox("Current password").type_text("not this one");
    app.textbox("New password").type_text("ada lovelace");
    app.press(keys::ENTER);
    app.by_role("alert").first().expect_text("The current password is not right.");
    app.textbox("Current password").perform(async |field| field.clear().await);
    app.textbox("Current password").type_text(PASSWORD);
    app.press(keys::ENTER);
    app.by_role("alert").first().expect_contains("easy to guess");
    app.textbox("New password").perform(async |field| field.clear().await);
    app.textbox("New password").type_text("correct horse battery");
    app.by_role("switch").click();
    app.textbox("New password").expect_attribute("type", "text");
    app.button("Change password").click();
    app.expect_status("Your password is changed. You are signed out everywhere else.");
    app.reload();
    app.expect_heading("Change password");
    elsewhere.dialog("Please sign in again").expect_visible();
    elsewhere.textbox("Password").type_text("correct horse battery");
    elsewhere.press(keys::ENTER);
    elsewhere.dialog("Please sign in again").expect_gone();
    assert_eq!(app.overflowing(), Vec::<String>::new());
}

/// A demo account has a public password, and a dataset file no people.
#[test]
fn says_where_a_password_cannot_be_changed() {
    let app = signed_in("Mira Sand", "/actions");
    app.button("Signed in as Mira Sand").click();
    app.group("Mira Sand").link("Change password").expect_gone();
    app.open("/password");
    app.expect_page_text("The password of this account cannot be changed here");
    let app = App::new();
    app.open("/password");
    app.expect_heading("There is no such page");
}

/// The browser drops a `Secure` cookie of a page that was opened by http, or all cookies.
#[test]
fn says_why_a_sign_in_was_not_kept() {
    let app = App::on(Site::connected().with_faults());
    app.allow_console_error("403");
    app.open("/actions");
    let session = json!({"user": {"name": "Ada", "username": "ada"}, "roles": {}, "apiVersion": 1}).to_string();
    app.site.faults().set("/session", Fault::Answer(Answer::new(200, "application/json", session)));
    app.textbox("Username").type_text("ada");
    app.textbox("Password").type_text("any");
    app.press(keys::ENTER);
    app.by_role("alert").first().expect_contains("Open it by https://");
    let problem = json!({"code": "cross-origin", "status": 403, "detail": "x"}).to_string();
    app.site.faults().set("/session", Fault::Answer(Answer::new(403, "application/problem+json", problem)));
    app.press(keys::ENTER);
    app.by_role("alert").first().expect_contains("does not recognise this page as its own");
}
