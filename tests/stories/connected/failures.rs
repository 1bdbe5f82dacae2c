//! Failures of the backend: each has its message.

use serde_json::json;

use super::{ADMIN, FAULTS, TAX_MISSING, fill, sign_in};
use crate::support::{App, Options, Site, starts_with};

#[test]
fn each_failure_has_its_message() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    let form = app.dialog("Update tax profile");
    let problem = |code: &str| json!({"code": code, "detail": "why", "requestId": "r-1"}).to_string();
    for (status, body, words) in [
        (0, String::new(), "There is no connection to the server"),
        (200, "<html>".to_owned(), "does not understand"),
        (200, "{\"id\":".to_owned(), "does not understand"),
        (403, problem("forbidden"), "You may not do this"),
        (404, problem("not-found"), "It does not exist"),
        (409, problem("profile-not-open"), "This cannot be done in its current state"),
        (413, problem("too-large"), "longer than the server accepts"),
        (429, problem("too-many-attempts"), "Try again in 7 seconds"),
        (500, problem("internal"), "finds the reason under r-1"),
        (400, problem("unsupported-version"), "of different versions"),
    ] {
        let fault = json!({"path": "/payee/tax", "status": status, "body": body, "headers": {"retry-after": "7"}});
        app.run(&format!("window.fault = {fault}"));
        form.button("Submit for validation").click();
        form.by_role("alert").expect_contains(words);
    }
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn unusable_backend_replaces_the_page() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, "/engagements");
    app.table("Engagements").expect_visible();
    app.run("window.fault = { path: '/sign-in', status: 500 }");
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).button("Sign out").click();
    app.expect_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.expect_heading("Sign in");
    app.run("window.fault = { path: '/dataset', cut: true }");
    app.button(starts_with(&format!("Sign in as {ADMIN}"))).click();
    app.expect_page_text("The server’s response was interrupted. Try again.");
    app.run("window.fault = { path: '/dataset', status: 200, body: '{}' }");
    app.button("Try again").click();
    app.expect_heading("The data cannot be shown");
    app.run("window.fault = null");
    app.button("Try again").click();
    app.table("Engagements").expect_visible();
}

#[test]
fn request_times_out() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    app.run("window.fault = { path: '/payee/tax', slow: true }");
    // The limit of a request passes twenty times as fast.
    app.run("const real = window.setTimeout; window.setTimeout = (f, ms) => real(f, ms >= 5000 ? ms / 20 : ms)");
    let form = app.dialog("Update tax profile");
    form.button("Submit for validation").click();
    form.by_role("alert").expect_contains("The server did not answer in time");
    app.run("window.fault = null");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}
