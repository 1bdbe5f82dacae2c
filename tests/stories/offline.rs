//! Without a network, below any path, and from one version to the next.

use serde_json::json;

use crate::support::{App, Options, Site, World};

/// Waits until the service worker has put everything by.
fn is_put_by(app: &App) {
    let ready = "const done = arguments[0]; navigator.serviceWorker.ready.then((it) => done(it.active?.state ?? ''))";
    app.wait(|| match app.run_async(ready) {
        state if state == "activated" => Ok(()),
        state => Err(format!("the service worker is {state}")),
    });
    let data = "const done = arguments[0]; caches.match(new URL('demo/contoso.json', document.baseURI)).then((it) => done(!!it))";
    app.wait(|| if app.run_async(data) == json!(true) { Ok(()) } else { Err("the data are not put by".to_owned()) });
}

fn works_without_a_server(path: &'static str) {
    let world = World::demo();
    let engagement = world.engagement(0);
    let mut app = App::on(|| Site::below(path));
    app.open("/");
    app.sees_count(world.len(), world.len());
    is_put_by(&app);
    app.site.stop();
    app.expects_complaint("ERR_CONNECTION_REFUSED");
    app.reload();
    app.sees_count(world.len(), world.len());
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    app.table("Locations").is_there();
    app.reload();
    app.sees_heading(engagement.name(domain::Lang::En));
    app.open("/engagements?role=deploy&sort=-customers");
    app.table("Engagements").is_there();
    // What is changed without a network is kept as well.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    app.reload();
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").is_checked(true);
}

#[test]
fn the_app_works_without_a_server_at_the_root() {
    works_without_a_server("/");
}

#[test]
fn the_app_works_without_a_server_below_a_path() {
    works_without_a_server("/demo/");
}

#[test]
fn it_says_that_there_is_no_network() {
    let app = App::new();
    app.open("/engagements");
    app.run("dispatchEvent(new Event('offline'))");
    app.says("Offline");
    app.run("dispatchEvent(new Event('online'))");
    app.every("status").wait(|seen| match seen.iter().find(|seen| seen.text == "Offline") {
        Some(_) => Err("still offline".to_owned()),
        None => Ok(()),
    });
}

#[test]
fn everything_works_below_a_path() {
    let world = World::demo();
    let engagement = world.engagement(0);
    let name = engagement.name(domain::Lang::En);
    let app = App::on(|| Site::below("/demo/"));
    assert_eq!(app.site.base_path(), "/demo");
    app.open("/");
    app.sees_count(world.len(), world.len());
    app.table("Engagements").link(name).click();
    app.sees_heading(name);
    app.is_at(&format!("/engagements/{}/summary", engagement.id()));
    app.navigation("Pages of the engagement").link("Eligibility").click();
    app.table("Locations").link("Contoso Malmö").click();
    app.sees_heading("Contoso Malmö");
    app.is_at("/locations/5213406");
    app.reload();
    app.sees_heading("Contoso Malmö");
    app.back();
    app.table("Locations").is_there();
    let links = "return [...document.querySelectorAll('a[href^=\"/\"]')].map((a) => a.getAttribute('href')).filter((href) => !href.startsWith('/demo/'))";
    for route in ["/engagements?role=deploy&sort=name", "/actions", "/nowhere"] {
        app.open(route);
        assert_eq!(app.run(links), json!([]), "{route}");
    }
    app.every("main").link("All engagements").click();
    app.is_at("/engagements");
}

/// A new version of the app: the same files under another name of the whole.
fn publish(site: &Site, change: impl FnOnce(String) -> String) {
    let worker = String::from_utf8(site.read("sw.js")).unwrap();
    let changed = change(worker.clone());
    assert_ne!(worker, changed);
    site.write("sw.js", changed.as_bytes());
}

const LOOK_FOR_UPDATE: &str = "navigator.serviceWorker.getRegistration().then((it) => it.update()).catch(() => {})";
const SHELLS: &str =
    "const done = arguments[0]; caches.keys().then((keys) => done(keys.filter((key) => key.includes('shell'))))";

#[test]
fn a_new_version_announces_itself_and_takes_over_on_request() {
    let world = World::demo();
    let app = App::with(|| Site::copied("/"), Options::default());
    app.open("/engagements?role=deploy");
    is_put_by(&app);
    // From now on the page is the worker's: a newer one has to wait.
    app.reload();
    // The first version does not announce itself.
    app.button("Reload").is_gone();
    let old = app.run_async(SHELLS);
    publish(&app.site, |worker| worker.replace("\"version\":\"", "\"version\":\"new-"));
    app.run("window.stays = true");
    app.run(LOOK_FOR_UPDATE);
    app.announces("A new version is ready");
    // Until then all goes on as it was; put off, it does not insist.
    assert_eq!(app.run("return window.stays"), json!(true));
    app.button("Reload").click();
    app.waits_for("return window.stays ?? null", &json!(null));
    app.is_started();
    app.is_at("/engagements?role=deploy");
    app.wait(|| match app.run_async(SHELLS) {
        shells if shells.as_array().is_some_and(|it| it.len() == 1) && shells != old => Ok(()),
        shells => Err(format!("the old version should be gone: {shells}")),
    });
    app.button("Reload").is_gone();
    app.open("/engagements");
    app.sees_count(world.len(), world.len());
}

#[test]
fn a_broken_update_changes_nothing() {
    let world = World::demo();
    let app = App::on(|| Site::copied("/"));
    app.expects_complaint("404");
    app.open("/engagements");
    is_put_by(&app);
    app.reload();
    let before = app.run_async(SHELLS);
    publish(&app.site, |worker| {
        let worker = worker.replace("\"version\":\"", "\"version\":\"new-");
        worker.replace("\"files\":[", "\"files\":[\"missing.js\",")
    });
    let update = "const done = arguments[0]; navigator.serviceWorker.getRegistration().then(async (it) => { \
                  await it.update().catch(() => {}); const worker = it.installing; if (!worker) return done('none'); \
                  worker.addEventListener('statechange', () => done(worker.state)); })";
    assert_eq!(app.run_async(update), json!("redundant"));
    app.wait(|| match app.run_async(SHELLS) {
        shells if shells == before => Ok(()),
        shells => Err(format!("{shells} should be {before}")),
    });
    app.button("Reload").is_gone();
    app.reload();
    app.sees_count(world.len(), world.len());
}
