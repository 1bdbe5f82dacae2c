//! Changes by others, and outages.

use super::{ADMIN, BOTH_OPEN, TAX_MISSING, fill, payee, sign_in, signed_in, signed_in_with_faults};
use crate::support::{Fault, keys};

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
    app.by_role("main").expect_lacks("could not be loaded");
}

#[test]
fn failed_refetch_is_retried() {
    let app = signed_in_with_faults(ADMIN, &format!("/locations/{BOTH_OPEN}"));
    app.allow_console_error("502");
    payee(&app).expect_contains("Pending validation");
    app.site.faults().set("/api/", Fault::bad_gateway());
    app.site.operate(&["payee", "approve", "--location", BOTH_OPEN, "--profile", "tax"]);
    app.expect_page_text("could not be loaded");
    payee(&app).expect_contains("Pending validation");
    app.site.faults().clear_all();
    payee(&app).expect_lacks("Pending validation");
    app.by_role("main").expect_lacks("No connection to the server");
    app.by_role("main").expect_lacks("could not be loaded");
}
