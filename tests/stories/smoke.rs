//! Smoke stories: what must work in every engine, on a static host and on the real server.
//!
//! `cargo xtask test` runs them in Chromium, Firefox and `WebKitGTK`; `cargo xtask story smoke --engine firefox` in
//! Firefox alone.

use domain::catalogue::Query;
use serde_json::json;

use crate::connected::{ADMIN, signed_in};
use crate::support::{App, Model, Site, keys, starts_with, text_query};

/// Opens a route on one of the hosts.
type Host = fn(&str) -> App;

fn on_static_host(route: &str) -> App {
    let app = App::new();
    app.open(route);
    app
}

fn on_server(route: &str) -> App {
    signed_in(ADMIN, route)
}

macro_rules! on_both_hosts {
    ($($story:ident)*) => {
        mod static_host { $(#[test] fn $story() { super::$story(super::on_static_host); })* }
        mod server { $(#[test] fn $story() { super::$story(super::on_server); })* }
    };
}

on_both_hosts! { list search_and_filter popover summary_and_eligibility workbook }

fn list(host: Host) {
    let mut model = Model::demo();
    let app = host("/engagements");
    app.expect_count_of(model.len(), model.len());
    app.expect_rows(&model.names(&Query::default()));
}

fn search_and_filter(host: Host) {
    let mut model = Model::demo();
    let app = host("/engagements");
    app.search("workshop");
    let query = text_query("workshop");
    app.expect_count_of(model.query(&query).order.len(), model.len());
    app.expect_rows(&model.names(&query));
    app.toggle_filter("Role", "Deploy");
    let query = Query { roles: vec![model.role("Deploy")], ..query };
    app.expect_count_of(model.query(&query).order.len(), model.len());
    app.expect_rows(&model.names(&query));
    app.expect_address("/engagements?role=deploy&q=workshop");
}

fn popover(host: Host) {
    let model = Model::demo();
    let engagement = model.find(|model, it| {
        let cell = model.catalogue.cell_of_all(it);
        cell.qualifying > 0 && cell.within_reach > 0
    });
    let app = host("/engagements");
    app.search(engagement.name(domain::Lang::En));
    let count = model.earning_count(engagement);
    let row = app.expect_row(engagement.name(domain::Lang::En), |row| row.locations == count);
    let button = app.table("Engagements").by_role("row").nth(row.index - 1).button(starts_with(&count));
    button.click();
    let dialog = app.by_role("dialog");
    dialog.heading("Within reach").expect_visible();
    dialog.link(starts_with("Contoso")).first().expect_visible();
    app.press(keys::ESCAPE);
    dialog.expect_gone();
    button.expect_focus();
}

fn summary_and_eligibility(host: Host) {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let name = engagement.name(domain::Lang::En);
    let app = host("/engagements");
    app.table("Engagements").link(name).click();
    app.expect_heading(name);
    app.expect_address(&format!("/engagements/{}/summary", engagement.id()));
    app.region("Partner qualification criteria").expect_visible();
    app.navigation("Pages of the engagement").link("Eligibility").click();
    app.table("Locations").link("Contoso Malmö").expect_visible();
    app.reload();
    app.table("Locations").link("Contoso Malmö").expect_visible();
}

/// The same on the server is a story of its own: without a connection its data cannot be read.
/// The web worker loads its script and compiles wasm, under the policy of its host.
fn workbook(host: Host) {
    let model = Model::demo();
    let app = host("/engagements");
    app.expect_count_of(model.len(), model.len());
    // No engine shall write into the folder for downloads.
    app.run(
        "const create = URL.createObjectURL;
         URL.createObjectURL = (file) => { window.exported = file; return create(file); };
         HTMLAnchorElement.prototype.click = () => {};",
    );
    app.button("Export").click();
    app.group("Export").button(starts_with("Excel")).click();
    app.expect_status(&format!("{} rows exported", model.len()));
    // An archive.
    let start = "return window.exported.slice(0, 2).text()";
    assert_eq!(app.run(start), json!("PK"));
}

#[test]
fn offline_reload() {
    let model = Model::demo();
    let mut app = App::on(Site::below("/"));
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    let precached = "return navigator.serviceWorker.ready.then(async (it) => it.active?.state === 'activated' \
                     && !!(await caches.match(new URL('demo/contoso.json', document.baseURI))))";
    app.expect_script(precached, &json!(true));
    app.site.stop();
    app.allow_console_error("ERR_CONNECTION_REFUSED");
    app.reload();
    app.expect_count_of(model.len(), model.len());
    app.open(&format!("/engagements/{}/eligibility", model.engagement(0).id()));
    app.table("Locations").expect_visible();
}
