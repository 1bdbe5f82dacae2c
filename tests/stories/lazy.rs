//! The lazy chunk: every lazy view loads under the Content-Security-Policy, and a failed load can be retried.

use domain::catalogue::Query;
use serde_json::json;

use crate::support::{App, Fault, Locator, Model, Site, env, keys, starts_with};

const LOAD_FAILED: &str = "This part of the app could not be loaded";
const ADMIN: &str = "Astrid Lindblom";

/// Asserts that the page has a policy without inline code, and that views come from the lazy chunk. A violation of the
/// policy is a console error, which fails the story when the browser closes.
fn expect_policy_and_chunk(app: &App) {
    let policy = app.run("return document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content ?? ''");
    let policy = policy.as_str().unwrap();
    for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'"] {
        assert!(policy.contains(part), "the policy should contain {part}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    if !env::is_dev_build() {
        let chunk =
            "return performance.getEntriesByType('resource').some(({ name }) => /lazy-[^/]*\\.wasm$/.test(name))";
        app.expect_script(chunk, &json!(true));
    }
}

/// Opens a menu or panel with its button.
fn opened<'a>(app: &App, button: &str, content: Locator<'a>) -> Locator<'a> {
    app.button(button).click();
    content.expect_visible();
    content
}

#[test]
fn every_lazy_view_loads_on_the_static_site() {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let (id, name) = (engagement.id(), engagement.name(domain::Lang::En));
    let app = App::new();
    for (route, heading, content) in [
        ("/actions".to_owned(), "Incentives | Actions required", app.region(starts_with("Within 7 days"))),
        (format!("/engagements/{id}/summary"), name, app.region("Partner qualification criteria")),
        (format!("/engagements/{id}/eligibility"), name, app.table("Locations")),
        ("/locations/5213406".to_owned(), "Contoso Malmö", app.region("Attainments")),
        ("/nowhere".to_owned(), "There is no such page", app.by_role("main").link("All engagements")),
    ] {
        app.open(&route);
        app.expect_heading(heading);
        content.expect_visible();
        expect_policy_and_chunk(&app);
    }
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    let settings = opened(&app, "Settings", app.group("Settings"));
    settings.group("Language").radio("Svenska").expect_visible();
    settings.button(starts_with("Show shortcuts")).click();
    app.dialog("Keyboard shortcuts").expect_contains("Search engagements /");
    app.press(keys::ESCAPE);
    opened(&app, "Demo", app.complementary("Demo")).button("Reset demo").expect_visible();
    expect_policy_and_chunk(&app);
}

#[test]
fn every_lazy_view_loads_on_the_connected_site() {
    let app = App::on(Site::connected());
    app.allow_console_error("401");
    app.open("/locations/5118837");
    app.expect_heading("Sign in");
    app.textbox("Username").expect_visible();
    expect_policy_and_chunk(&app);
    app.button(starts_with(&format!("Sign in as {ADMIN}"))).click();
    app.expect_heading("Contoso Manchester");
    opened(&app, &format!("Signed in as {ADMIN}"), app.group(ADMIN)).button("Sign out").expect_visible();
    app.press(keys::ESCAPE);
    let form = opened(&app, "Update tax profile", app.dialog("Update tax profile"));
    form.textbox("Name of the contact").type_text("Ada Lovelace");
    form.textbox("Email of the contact").type_text("ada@contoso.example.com");
    app.devtools("Network.clearBrowserCookies", json!({}));
    form.button("Submit for validation").click();
    app.dialog("Please sign in again").textbox("Password").expect_visible();
    expect_policy_and_chunk(&app);
}

/// Starts a browser in which the lazy chunk cannot be loaded. A development build has none.
fn without_lazy_chunk() -> Option<App> {
    if env::is_dev_build() {
        eprintln!("skipped: a development build has no lazy chunk");
        return None;
    }
    let app = App::on(Site::built().with_faults());
    app.allow_console_error("lazy-");
    app.allow_console_error("Failed to fetch");
    app.site.faults().set("/lazy-", Fault::NoConnection);
    Some(app)
}

#[test]
fn list_works_without_the_lazy_chunk_and_a_page_retries() {
    let Some(app) = without_lazy_chunk() else { return };
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.link(starts_with("Actions required")).click();
    app.heading(LOAD_FAILED).expect_visible();
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.expect_heading("Incentives | Actions required");
    app.heading("Incentives | Actions required").expect_focus();
    app.button("Settings").click();
    app.group("Settings").expect_visible();
}

#[test]
fn lazy_page_opened_directly_retries() {
    let Some(app) = without_lazy_chunk() else { return };
    app.open("/actions");
    app.heading(LOAD_FAILED).expect_visible();
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.heading("Incentives | Actions required").expect_focus();
}

#[test]
fn parts_of_the_list_report_a_missing_chunk_and_retry() {
    let Some(app) = without_lazy_chunk() else { return };
    let mut model = Model::demo();
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.button(starts_with("Status")).first().click();
    app.group("Status").heading(LOAD_FAILED).expect_visible();
    app.press(keys::ESCAPE);
    app.search("azure");
    app.heading(LOAD_FAILED).expect_visible();
    app.site.faults().clear_all();
    app.button("Try again").click();
    let query = Query { text: "azure".to_owned(), ..Query::default() };
    let found = model.query(&query);
    app.expect_count_of(found.order.len(), model.len());
    let counts: Vec<u32> = app.filter_counts("Status").into_iter().map(|(_, count)| count).collect();
    assert_eq!(counts, found.facets.status);
}

#[test]
fn failed_load_is_reported_with_the_chunk_that_says_so() {
    let Some(app) = without_lazy_chunk() else { return };
    app.allow_console_error("config.json");
    app.site.faults().set("config.json", Fault::NoConnection);
    app.visit("/engagements");
    app.heading(LOAD_FAILED).expect_visible();
    app.site.faults().clear("/lazy-");
    app.button("Try again").click();
    app.expect_heading("The data cannot be shown");
    app.site.faults().clear_all();
    app.button("Try again").click();
    app.table("Engagements").expect_visible();
}
