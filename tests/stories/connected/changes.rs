//! Changes by others, and outages.

use super::{ADMIN, BOTH_OPEN, FAULTS, TAX_MISSING, fill, payee, sign_in, signed_in};
use crate::support::{App, Options, Site, keys};

#[test]
fn changes_appear_in_other_browsers() {
    let app = signed_in(ADMIN, &format!("/engagements?location={TAX_MISSING}&eligibility=earning"));
    app.expect_page_text("0 of 57 engagements");
    let other = sign_in(app.second_browser(), ADMIN, &format!("/locations/{TAX_MISSING}"));
    let third = sign_in(app.second_browser(), "Jonas Berg", &format!("/locations/{TAX_MISSING}"));
    fill(&other, "Update tax profile");
    other.press(keys::ENTER);
    payee(&third).expect_contains("Pending validation");
    app.site.operate(&["payee", "approve", "--location", TAX_MISSING, "--profile", "tax"]);
    app.table("Engagements").by_role("row").nth(1).image("Earning").expect_visible();
    payee(&third).expect_lacks("Pending validation");
}

#[test]
fn reconnects_and_catches_up_after_an_outage() {
    let mut app = signed_in(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.allow_console_error("ERR_");
    payee(&app).expect_contains("Pending validation");
    app.site.stop();
    app.expect_page_text("No connection to the server since");
    payee(&app).expect_visible();
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.site.restart();
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("No connection to the server");
}

#[test]
fn failed_refetch_is_retried() {
    let options = Options { before: Some(FAULTS), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, &format!("/locations/{BOTH_OPEN}"));
    payee(&app).expect_contains("Pending validation");
    app.run("window.fault = { path: '/api/', status: 500 }");
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.expect_page_text("No connection to the server since");
    payee(&app).expect_contains("Pending validation");
    app.run("window.fault = null");
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("No connection to the server");
}
