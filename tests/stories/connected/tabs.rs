//! Several tabs of one browser.

use serde_json::json;

use super::{ADMIN, BOTH_OPEN, TAX_MISSING, fill, payee, signed_in};
use crate::support::{App, starts_with};

/// Opens a route in a new tab, which becomes the current one.
fn open_tab(app: &App, route: &str) {
    app.webdriver(async |driver| {
        let tab = driver.new_tab().await?;
        driver.switch_to_window(tab).await
    })
    .unwrap();
    app.open(route);
}

/// Makes a tab the current one, by the order in which they were opened.
fn switch(app: &App, at: usize) {
    app.webdriver(async |driver| {
        let tabs = driver.windows().await?;
        driver.switch_to_window(tabs[at].clone()).await
    })
    .unwrap();
}

fn sign_out(app: &App, person: &str) {
    app.button(&format!("Signed in as {person}")).click();
    app.group(person).button("Sign out").click();
    app.expect_heading("Sign in");
}

#[test]
fn seven_tabs_share_one_stream() {
    let route = format!("/locations/{BOTH_OPEN}");
    let app = signed_in(ADMIN, &route);
    for _ in 1..7 {
        open_tab(&app, &route);
        payee(&app).expect_contains("Pending validation");
    }
    let profile = ["--location", BOTH_OPEN, "--profile", "tax"];
    app.site.operate(&[&["payee", "approve"], &profile[..]].concat());
    for at in 0..7 {
        switch(&app, at);
        payee(&app).expect_lacks("Pending validation");
    }
    // The first tab has the stream; another takes over.
    switch(&app, 0);
    app.webdriver(async |driver| driver.close_window().await).unwrap();
    app.site.operate(&[&["payee", "reject"], &profile[..]].concat());
    for at in 0..6 {
        switch(&app, at);
        payee(&app).button("Update tax profile").expect_visible();
    }
}

#[test]
fn signing_out_ends_every_tab() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    open_tab(&app, "/engagements");
    sign_out(&app, ADMIN);
    switch(&app, 0);
    app.expect_heading("Sign in");
    app.expect_page_text("You have been signed out");
    app.dialog("Update tax profile").expect_gone();
    for name in ["Contoso Manchester", ADMIN] {
        app.expect_script(
            &format!("return document.querySelector('main').innerText.includes({name:?})"),
            &json!(name == ADMIN),
        );
    }
}

#[test]
fn another_person_takes_over_every_tab_and_finds_nothing_typed() {
    let app = signed_in(ADMIN, &format!("/locations/{TAX_MISSING}"));
    fill(&app, "Update tax profile");
    // In this browser, but unnoticed by the page: the request itself must be refused.
    let sign_in = "return fetch('/api/v1/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, \
                   body: JSON.stringify({ username: 'user', password: 'demo-user' }) }).then((it) => it.status)";
    app.expect_script(sign_in, &json!(200));
    app.allow_console_error("409");
    app.allow_console_error("401");
    let gone = app.dialog("Update tax profile");
    app.run("document.querySelector('dialog form')?.requestSubmit()");
    gone.expect_gone();
    app.button("Signed in as Jonas Berg").expect_visible();
    app.expect_page_text("Jonas Berg has signed in in this browser");
    payee(&app).expect_lacks("Pending validation");
    // The other tabs follow.
    open_tab(&app, "/engagements");
    sign_out(&app, "Jonas Berg");
    app.button(starts_with("Sign in as Daniel Okafor")).click();
    app.button("Signed in as Daniel Okafor").expect_visible();
    switch(&app, 0);
    app.button("Signed in as Daniel Okafor").expect_visible();
}
