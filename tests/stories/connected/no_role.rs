//! A person without a role at any location (rule 12).

use super::{TAX_MISSING, signed_in};
use crate::support::{App, starts_with};

const NOTICE: &str = "You have no role yet";
const HINT: &str = "you have none. Ask Astrid Lindblom for one.";

/// Expects the message, and nothing of the programme.
#[track_caller]
fn expect_nothing_but_the_notice(app: &App) {
    app.expect_heading(NOTICE);
    let main = app.by_role("main");
    main.expect_contains(HINT);
    for hidden in ["engagements", "of 0", "Nothing to do", "Actions required", "Customers"] {
        main.expect_lacks(hidden);
    }
    for role in ["table", "navigation", "searchbox", "tablist"] {
        main.by_role(role).expect_gone();
    }
    main.expect_lacks("Daniel Okafor");
}

/// 12.8 A user without a role anywhere is shown that, and whom to ask.
#[test]
fn r12_8_every_page_says_so_and_whom_to_ask() {
    let app = signed_in("Mira Sand", "/engagements");
    expect_nothing_but_the_notice(&app);
    app.by_role("main").link("Astrid Lindblom, astrid.lindblom@contoso.example.com").expect_visible();
    let location = format!("/locations/{TAX_MISSING}");
    for route in ["/", "/actions", "/engagements/any/summary", "/engagements/any/eligibility", &location, "/nowhere"] {
        app.open(route);
        expect_nothing_but_the_notice(&app);
    }
    app.expect_script("return document.title", &"You have no role yet – MCI Engagements".into());
    app.press("/");
    expect_nothing_but_the_notice(&app);
    app.by_role("main").button("Sign out").click();
    app.expect_heading("Sign in");
    app.button(starts_with("Sign in as Jonas Berg")).click();
    app.by_role("table").expect_visible();
}

/// 12.9 Such a user sees no list, no counts and no "nothing to do".
#[test]
fn r12_9_data_appear_with_the_role_and_go_with_it() {
    let app = signed_in("Mira Sand", &format!("/locations/{TAX_MISSING}"));
    app.run("window.same = true");
    expect_nothing_but_the_notice(&app);
    app.site.operate(&["account", "grant", "none", "--location", TAX_MISSING, "--role", "user"]);
    app.expect_heading("Contoso Manchester");
    app.region("Payee profile").button("Update tax profile").expect_attribute("aria-disabled", "true");
    app.site.operate(&["account", "revoke", "none", "--location", TAX_MISSING]);
    expect_nothing_but_the_notice(&app);
    app.expect_script("return window.same", &true.into());
}

#[test]
fn demo_is_played_without_a_role() {
    let app = App::new();
    app.open("/actions");
    app.button("Demo").click();
    app.complementary("Demo").radio("No role").click();
    app.complementary("Demo").by_role("status").expect_text("You now have no role at any location");
    app.expect_heading(NOTICE);
    app.complementary("Demo").radio("No role").expect_focus();
    app.by_role("main").button("Sign out").expect_gone();
    app.reload();
    app.expect_heading(NOTICE);
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.expect_heading("Incentives | Actions required");
    app.expect_disabled_reasons();
}
