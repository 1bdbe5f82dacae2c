//! The code that comes after the first picture.

use serde_json::json;

use crate::support::{App, starts};

const NOT_FETCHED: &str = "This part of the app could not be fetched";

/// Whether the network lets that code through.
fn lets_through(app: &App, through: bool) {
    let blocked = if through { json!([]) } else { json!(["*/later-*"]) };
    app.debugger("Network.setBlockedURLs", json!({ "urls": blocked }));
}

fn without_it() -> App {
    let app = App::new();
    app.expects_complaint("later-");
    app.expects_complaint("Failed to fetch");
    app.debugger("Network.enable", json!({}));
    lets_through(&app, false);
    app
}

#[test]
fn the_list_does_without_and_a_page_tries_again() {
    let app = without_it();
    app.open("/engagements");
    app.table("Engagements").is_there();
    app.link(starts("Actions required")).click();
    app.heading(NOT_FETCHED).is_there();
    lets_through(&app, true);
    app.button("Try again").click();
    app.sees_heading("Incentives | Actions required");
    app.heading("Incentives | Actions required").has_focus();
    app.button("Settings").click();
    app.group("Settings").is_there();
}

#[test]
fn a_page_that_one_comes_to_tries_again() {
    let app = without_it();
    app.open("/actions");
    app.heading(NOT_FETCHED).is_there();
    lets_through(&app, true);
    app.button("Try again").click();
    app.heading("Incentives | Actions required").has_focus();
}
