//! Failures of the backend: each has its message.

use serde_json::json;

use super::{ADMIN, TAX_MISSING, fill, signed_in_with_faults};
use crate::support::{Answer, App, Fault, starts_with};

const PAYEE: &str = "/payee/tax";

fn open_form() -> App {
    let app = signed_in_with_faults(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.allow_console_error(PAYEE);
    fill(&app, "Update tax profile");
    app
}

#[test]
fn each_failure_has_its_message() {
    let app = open_form();
    let form = app.dialog("Update tax profile");
    let problem = |status, code: &str| {
        let body = json!({"code": code, "detail": "why", "requestId": "r-1"}).to_string();
        Fault::Answer(Answer::new(status, "application/problem+json", body).header("Retry-After", "7"))
    };
    for (fault, words) in [
        (Fault::captive_portal(), "does not understand"),
        (Fault::Answer(Answer::new(200, "application/json", "{\"id\":")), "response was interrupted"),
        (problem(403, "forbidden"), "You may not do this"),
        (problem(404, "not-found"), "It does not exist"),
        (problem(409, "profile-not-open"), "This cannot be done in its current state"),
        (problem(413, "too-large"), "longer than the server accepts"),
        (problem(429, "too-many-attempts"), "Try again in 7 seconds"),
        (problem(500, "internal"), "finds the reason under r-1"),
        (problem(400, "unsupported-version"), "of different versions"),
        (Fault::NoConnection, "There is no connection to the server"),
    ] {
        app.site.faults().set(PAYEE, fault);
        form.button("Submit for validation").click();
        form.by_role("alert").expect_contains(words);
    }
    app.site.faults().clear_all();
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

#[test]
fn unusable_backend_replaces_the_page() {
    let app = signed_in_with_faults(ADMIN, "/engagements");
    app.allow_console_error("502");
    app.allow_console_error("ERR_INCOMPLETE_CHUNKED_ENCODING");
    app.table("Engagements").expect_visible();
    app.site.faults().set("/sign-in", Fault::bad_gateway());
    app.button(&format!("Signed in as {ADMIN}")).click();
    app.group(ADMIN).button("Sign out").click();
    app.expect_heading("The data cannot be shown");
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.expect_heading("Sign in");
    app.site.faults().set("/dataset", Fault::CutAfter(20_000));
    app.button(starts_with(&format!("Sign in as {ADMIN}"))).click();
    app.expect_page_text("The server’s response was interrupted. Try again.");
    app.site.faults().set("/dataset", Fault::Answer(Answer::new(200, "application/json", "{}")));
    app.button("Try again").click();
    app.expect_heading("The data cannot be shown");
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.table("Engagements").expect_visible();
}

#[test]
fn request_times_out() {
    let app = open_form();
    app.site.faults().set(PAYEE, Fault::Unresponsive);
    // The limit of a request passes twenty times as fast.
    app.run("const real = window.setTimeout; window.setTimeout = (f, ms) => real(f, ms >= 5000 ? ms / 20 : ms)");
    let form = app.dialog("Update tax profile");
    form.button("Submit for validation").click();
    form.by_role("alert").expect_contains("The server did not answer in time");
    app.site.faults().clear_all();
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}
