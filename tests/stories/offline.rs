//! Offline use and base paths.

use serde_json::json;

use crate::support::{App, Model, Site};

/// Waits until the service worker is active and has cached the dataset.
pub fn expect_precached(app: &App) {
    let ready = "return navigator.serviceWorker.ready.then((it) => it.active?.state ?? '')";
    app.expect_script(ready, &json!("activated"));
    let dataset = "return caches.match(new URL('demo/contoso.json', document.baseURI)).then((it) => !!it)";
    app.expect_script(dataset, &json!(true));
}

fn works_offline(path: &'static str) {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let mut app = App::on(Site::below(path));
    app.open("/");
    app.expect_count_of(model.len(), model.len());
    expect_precached(&app);
    app.site.stop();
    app.allow_console_error("ERR_CONNECTION_REFUSED");
    app.reload();
    app.expect_count_of(model.len(), model.len());
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    app.table("Locations").expect_visible();
    app.reload();
    app.expect_heading(engagement.name(domain::Lang::En));
    app.open("/engagements?role=deploy&sort=-customers");
    app.table("Engagements").expect_visible();
    // Changes made offline are stored as well.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.reload();
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").expect_checked(true);
}

#[test]
fn works_offline_at_the_root() {
    works_offline("/");
}

#[test]
fn works_offline_below_a_path() {
    works_offline("/demo/");
}

#[test]
fn reports_a_missing_network() {
    let app = App::new();
    app.open("/engagements");
    app.run("dispatchEvent(new Event('offline'))");
    app.expect_status("Offline");
    app.run("dispatchEvent(new Event('online'))");
    app.by_role("status").wait_until(|found| match found.iter().find(|found| found.text == "Offline") {
        Some(_) => Err("still offline".to_owned()),
        None => Ok(()),
    });
}

#[test]
fn links_stay_below_the_base_path() {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let name = engagement.name(domain::Lang::En);
    let app = App::on(Site::below("/demo/"));
    assert_eq!(app.site.base_path(), "/demo");
    app.open("/");
    app.expect_count_of(model.len(), model.len());
    app.table("Engagements").link(name).click();
    app.expect_heading(name);
    app.expect_address(&format!("/engagements/{}/summary", engagement.id()));
    app.navigation("Pages of the engagement").link("Eligibility").click();
    app.table("Locations").link("Contoso Malmö").click();
    app.expect_heading("Contoso Malmö");
    app.expect_address("/locations/5213406");
    app.reload();
    app.expect_heading("Contoso Malmö");
    app.back();
    app.table("Locations").expect_visible();
    let links = "const links = [...document.querySelectorAll('a[href^=\"/\"]')].map((a) => a.getAttribute('href')); \
                 return links.filter((href) => !href.startsWith('/demo/'))";
    for route in ["/engagements?role=deploy&sort=name", "/actions", "/nowhere"] {
        app.open(route);
        assert_eq!(app.run(links), json!([]), "{route}");
    }
    app.by_role("main").link("All engagements").click();
    app.expect_address("/engagements");
}
