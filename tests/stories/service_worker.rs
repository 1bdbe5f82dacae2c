//! The service worker: updates, captive portals and half uploads, on the static site and on the real server.

use fault_proxy::Fault;
use serde_json::json;

use crate::offline::expect_precached;
use crate::support::{App, DATA, Model, Options, Site, starts_with};

/// Publishes a new version of the app by changing its service worker.
fn publish(site: &Site, change: impl FnOnce(String) -> String) {
    let worker = String::from_utf8(site.read("sw.js")).unwrap();
    let changed = change(worker.clone());
    assert_ne!(worker, changed);
    site.write("sw.js", changed.as_bytes());
}

const CHECK_FOR_UPDATE: &str = "navigator.serviceWorker.getRegistration().then((it) => it.update()).catch(() => {})";
const SHELL_CACHES: &str = "return caches.keys().then((keys) => keys.filter((key) => key.includes('shell')))";

/// Installs the update and returns how that ends.
const UPDATE: &str = "return navigator.serviceWorker.getRegistration().then(async (it) => {
      await it.update().catch(() => {});
      const worker = it.installing;
      if (!worker) return 'none';
      return new Promise((done) => worker.addEventListener('statechange', () => done(worker.state)));
    })";

#[test]
fn update_waits_for_the_user() {
    let model = Model::demo();
    let app = App::with(Site::copied("/"), Options::default());
    app.open("/engagements?role=deploy");
    expect_precached(&app);
    // From now on the worker controls the page: a newer worker has to wait.
    app.reload();
    // The first version is no update.
    app.button("Reload").expect_gone();
    let old = app.run(SHELL_CACHES);
    publish(&app.site, |worker| worker.replace("\"version\":\"", "\"version\":\"new-"));
    app.run("window.stays = true");
    app.run(CHECK_FOR_UPDATE);
    app.expect_status_prefix("A new version is ready");
    // Until the user accepts it, the page runs on.
    assert_eq!(app.run("return window.stays"), json!(true));
    app.button("Reload").click();
    app.expect_script("return window.stays ?? null", &json!(null));
    app.expect_started();
    app.expect_address("/engagements?role=deploy");
    app.wait_until(|| match app.run(SHELL_CACHES) {
        shells if shells.as_array().is_some_and(|it| it.len() == 1) && shells != old => Ok(()),
        shells => Err(format!("only the cache of the new version should exist: {shells}")),
    });
    app.button("Reload").expect_gone();
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn later_visits_take_the_files_from_the_cache_without_the_worker() {
    let model = Model::demo();
    let app = App::on(Site::copied("/"));
    app.allow_console_error("ERR_FAILED");
    // Whatever reaches the worker fails.
    publish(&app.site, |worker| {
        worker.replace("const response = route(event);", "const response = Promise.resolve(Response.error());")
    });
    app.open("/engagements");
    expect_precached(&app);
    app.site.write("unknown.css", b"a");
    app.reload();
    app.expect_count_of(model.len(), model.len());
    let request = |file: &str| format!("return fetch('{file}').then(() => 'answered', () => 'failed')");
    app.expect_script(&request("unknown.css"), &json!("failed"));
    app.expect_script(&request(&app.site.file_name("app-", ".css")), &json!("answered"));
}

/// Marks the offline copy of a data file; the mark goes when the copy is written again.
fn mark(app: &App, file: &str) {
    let script = format!(
        "return caches.keys().then(async (names) => {{
           const cache = await caches.open(names.find((name) => name.includes('data')));
           const url = new URL('{file}', document.baseURI);
           const copy = await cache.match(url);
           const headers = new Headers(copy.headers);
           headers.set('X-Mark', '1');
           await cache.put(url, new Response(copy.body, {{ headers }}));
         }})"
    );
    app.run(&script);
}

fn is_marked(file: &str) -> String {
    format!("return caches.match(new URL('{file}', document.baseURI)).then((it) => it.headers.get('X-Mark') === '1')")
}

fn append_newline(site: &Site, file: &str) {
    let mut changed = site.read(file);
    changed.push(b'\n');
    site.write(file, &changed);
}

#[test]
fn copy_of_data_is_written_again_only_when_they_changed() {
    let app = App::on(Site::copied("/"));
    app.open("/engagements");
    expect_precached(&app);
    mark(&app, DATA);
    // The worker looks at the configuration before the dataset: once it has its second copy, the visit before is done.
    for _ in 0..2 {
        mark(&app, "config.json");
        append_newline(&app.site, "config.json");
        app.reload();
        app.expect_script(&is_marked("config.json"), &json!(false));
    }
    app.expect_script(&is_marked(DATA), &json!(true));
    append_newline(&app.site, DATA);
    app.reload();
    app.expect_script(&is_marked(DATA), &json!(false));
}

#[test]
fn broken_update_is_discarded() {
    let model = Model::demo();
    let app = App::on(Site::copied("/"));
    app.allow_console_error("404");
    app.open("/engagements");
    expect_precached(&app);
    app.reload();
    let before = app.run(SHELL_CACHES);
    publish(&app.site, |worker| {
        let worker = worker.replace("\"version\":\"", "\"version\":\"new-");
        worker.replace("\"files\":{", "\"files\":{\"missing.js\":\"\",")
    });
    assert_eq!(app.run(UPDATE), json!("redundant"));
    app.wait_until(|| match app.run(SHELL_CACHES) {
        shells if shells == before => Ok(()),
        shells => Err(format!("{shells} should be {before}")),
    });
    app.button("Reload").expect_gone();
    app.reload();
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn captive_portal_and_half_a_file_leave_the_good_copies() {
    let model = Model::demo();
    let app = App::on(Site::built().with_faults());
    app.allow_console_error("ERR_");
    app.open("/engagements");
    expect_precached(&app);
    // The page of the portal in place of config.json and dataset: the cached data are shown.
    app.site.faults().set("", Fault::captive_portal());
    app.reload();
    app.expect_count_of(model.len(), model.len());
    // Half a dataset is shown as incomplete, and not kept.
    app.site.faults().clear_all();
    app.site.faults().set(DATA, Fault::EndAfter(160_000));
    app.reload();
    app.expect_page_text("The data are incomplete");
    app.site.faults().set("", Fault::NoConnection);
    app.reload();
    app.expect_count_of(model.len(), model.len());
    app.expect_script("return document.body.innerText.includes('incomplete')", &json!(false));
    // An update check on the portal changes nothing.
    app.site.faults().set("", Fault::captive_portal());
    app.run(CHECK_FOR_UPDATE);
    app.site.faults().set("", Fault::NoConnection);
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
}

/// The SHA-256 of "a".
const HASH: &str = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";

#[test]
fn half_uploaded_update_waits_until_it_is_whole() {
    let model = Model::demo();
    let app = App::on(Site::copied("/"));
    app.allow_console_error("integrity");
    app.open("/engagements");
    expect_precached(&app);
    app.reload();
    publish(&app.site, |worker| {
        let worker = worker.replace("\"version\":\"", "\"version\":\"new-");
        worker.replace("\"files\":{", &format!("\"files\":{{\"new.js\":\"{HASH}\","))
    });
    // Half a file, the fallback page of a host, and half a page.
    let page = app.site.read("index.html");
    for (name, content) in
        [("new.js", &b""[..]), ("new.js", b"<!doctype html>"), ("index.html", &page[..page.len() / 2])]
    {
        if name == "index.html" {
            app.site.write("new.js", b"a");
        }
        app.site.write(name, content);
        assert_eq!(app.run(UPDATE), json!("redundant"), "{name} with {} bytes", content.len());
        app.button("Reload").expect_gone();
        app.reload();
        app.expect_count_of(model.len(), model.len());
    }
    app.site.write("index.html", &page);
    assert_eq!(app.run(UPDATE), json!("installed"));
    app.button("Reload").click();
    app.expect_started();
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn real_server_offers_offline_use_and_updates() {
    let mut app = App::on(Site::connected_copy());
    app.open("/engagements");
    app.expect_heading("Sign in");
    let ready = "return navigator.serviceWorker.ready.then((it) => it.active?.state ?? '')";
    app.expect_script(ready, &json!("activated"));
    app.reload();
    app.expect_script("return !!navigator.serviceWorker.controller", &json!(true));
    let old = app.run(SHELL_CACHES);
    publish(&app.site, |worker| worker.replace("\"version\":\"", "\"version\":\"new-"));
    app.run(CHECK_FOR_UPDATE);
    app.expect_status_prefix("A new version is ready");
    app.run("window.stays = true");
    app.button("Reload").click();
    app.expect_script("return window.stays ?? null", &json!(null));
    app.expect_started();
    app.wait_until(|| match app.run(SHELL_CACHES) {
        shells if shells.as_array().is_some_and(|it| it.len() == 1) && shells != old => Ok(()),
        shells => Err(format!("only the cache of the new version should exist: {shells}")),
    });
    app.site.stop();
    app.allow_console_error("ERR_CONNECTION_REFUSED");
    app.reload();
    app.expect_heading("The data cannot be shown");
    app.by_role("main").expect_contains("There is no connection to the server");
}

#[test]
fn update_from_another_tab_keeps_what_is_typed() {
    let app = App::on(Site::connected_copy());
    app.open("/engagements");
    app.expect_script("return navigator.serviceWorker.ready.then((it) => it.active?.state ?? '')", &json!("activated"));
    app.reload();
    app.expect_heading("Sign in");
    app.textbox("Username").type_text("ada");
    app.run("window.stays = true");
    let first = app.webdriver(async |driver| driver.window().await).unwrap();
    let second = app.webdriver(async |driver| driver.new_tab().await).unwrap();
    app.webdriver(async |driver| driver.switch_to_window(second).await).unwrap();
    app.open("/engagements");
    publish(&app.site, |worker| worker.replace("\"version\":\"", "\"version\":\"new-"));
    app.run(CHECK_FOR_UPDATE);
    app.expect_status_prefix("A new version is ready");
    app.run("window.stays = true");
    app.button("Reload").click();
    app.expect_script("return window.stays ?? null", &json!(null));
    app.expect_started();
    app.webdriver(async |driver| driver.switch_to_window(first).await).unwrap();
    app.expect_status_prefix("A new version is ready");
    assert_eq!(app.textbox("Username").get().value, "ada");
    assert_eq!(app.run("return window.stays ?? null"), json!(true), "the tab was not reloaded");
    // A part of the old version that is not loaded yet still loads.
    app.button("Settings").click();
    app.group("Settings").expect_visible();
    app.button("Reload").click();
    app.expect_script("return window.stays ?? null", &json!(null));
    app.expect_started();
    app.button(starts_with("Sign in as")).first().expect_visible();
}
