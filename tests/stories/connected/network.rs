//! Slow networks, networks that answer in the server's place, and a server that restarts.

use std::time::Duration;

use super::{ADMIN, BOTH_OPEN, TAX_MISSING, fill, payee, sign_in, signed_in, signed_in_with_faults};
use crate::support::{App, Fault, Model, Site, keys, starts_with, text_query};

#[test]
fn slow_network_delays_and_breaks_nothing() {
    let mut model = Model::demo();
    let engagement = model.find(|_, it| it.name(domain::Lang::En).contains("Copilot"));
    let (id, name) = (engagement.id().to_owned(), engagement.name(domain::Lang::En).to_owned());
    let app = App::on(Site::connected().with_faults());
    app.site.faults().set("", Fault::Latency(Duration::from_millis(400)));
    let app = sign_in(app, ADMIN, "/engagements");
    app.expect_count_of(model.len(), model.len());
    app.search("copilot");
    let found = model.names(&text_query("copilot"));
    app.expect_count_of(found.len(), model.len());
    app.expect_rows(&found);
    app.table("Engagements").link(&name).click();
    app.expect_heading(&name);
    app.expect_address(&format!("/engagements/{id}/summary?q=copilot"));
    app.region("Partner qualification criteria").expect_visible();
    app.site.operate(&["account", "revoke", "admin", "--location", "*"]);
    app.expect_heading("You have no role yet");
}

#[test]
fn captive_portal_at_the_start_is_reported_and_retried() {
    let app = App::on(Site::connected().with_faults());
    app.site.faults().set("/api/", Fault::captive_portal());
    app.open("/engagements");
    app.expect_heading("The data cannot be shown");
    app.button("Try again").click();
    app.expect_heading("The data cannot be shown");
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.expect_heading("Sign in");
    app.button(starts_with(&format!("Sign in as {ADMIN}"))).click();
    app.table("Engagements").expect_visible();
}

#[test]
fn captive_portal_while_a_page_is_open_leaves_its_data() {
    let app = signed_in_with_faults(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    payee(&app).expect_contains("Pending validation");
    app.site.faults().set("/api/", Fault::captive_portal());
    // The event names the change; the portal answers in place of the changed location.
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.expect_page_text("could not be loaded");
    payee(&app).expect_contains("Pending validation");
    app.site.faults().clear_all();
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("could not be loaded");
}

#[test]
fn restart_of_the_server_keeps_session_and_form() {
    let mut app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.allow_console_error("ERR_");
    app.run("window.same = true");
    fill(&app, "Update tax profile");
    app.site.stop();
    app.expect_page_text("No connection to the server since");
    app.site.restart();
    let form = app.dialog("Update tax profile");
    form.textbox("Name of the contact").expect_value("Ada Lovelace");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
    app.press(keys::ESCAPE);
    // Live changes go on.
    payee(&app).expect_contains("Pending validation");
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    payee(&app).expect_lacks("Pending validation");
    assert_eq!(app.run("return window.same"), true);
}

#[test]
fn change_whose_response_was_lost_is_sent_again() {
    let app = signed_in_with_faults(ADMIN, &format!("/locations/{TAX_MISSING}"));
    app.allow_console_error("/payee/tax");
    fill(&app, "Update tax profile");
    let faults = app.site.faults();
    faults.set("/payee/tax", Fault::NoAnswer);
    let form = app.dialog("Update tax profile");
    form.button("Submit for validation").click();
    form.by_role("alert").expect_contains("There is no connection to the server");
    faults.clear_all();
    // The server has executed the request; its event makes the page read the location.
    app.wait_until(|| match faults.requests(&format!("/locations/{TAX_MISSING}")) {
        3.. => Ok(()),
        number => Err(format!("{number} requests: the form's, the submission, and one after the event")),
    });
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
    app.press(keys::ESCAPE);
    payee(&app).expect_contains("Pending validation");
}
