//! Where the browser keeps nothing, the app works and says so.

use serde_json::json;

use crate::support::{App, Options, Site, World};

const FORBIDDEN: &str = "
    for (const name of ['indexedDB', 'localStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }";
const BROKEN: &str = "
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
    Storage.prototype.getItem = Storage.prototype.setItem = Storage.prototype.removeItem = () => { throw new DOMException('denied', 'SecurityError'); };";
const FULL: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";

const WARNING: &str = "Changes will not be kept";

/// Whether a status message warns that changes are not kept.
fn warns(app: &App, wanted: bool) {
    app.every("status").wait(|seen| match seen.iter().any(|seen| seen.text.starts_with(WARNING)) {
        warned if warned == wanted => Ok(()),
        warned => Err(format!("it is {warned} that it warns")),
    });
}

fn approve_malmo(app: &App) {
    app.button("Demo").click();
    let panel = app.complementary("Demo");
    panel.group("Bank profile").button("Approve").click();
    panel.group("Bank profile").has("Approved");
}

fn works(before: &'static str, warned_at_once: bool) {
    let world = World::demo();
    let app = App::with(Site::built, Options { before: Some(before), ..Options::default() });
    app.open("/engagements?location=5213406");
    app.table("Engagements").is_there();
    warns(&app, warned_at_once);
    approve_malmo(&app);
    warns(&app, true);
    app.button("Settings").click();
    app.group("Settings").group("Theme").radio("Dark").click();
    app.waits_for("return document.documentElement.dataset.theme", &json!("dark"));
    app.reload();
    app.button("Demo").click();
    app.complementary("Demo").group("Bank profile").has("Action required");
    app.open("/engagements");
    app.sees_count(world.len(), world.len());
}

#[test]
fn storage_that_is_forbidden() {
    works(FORBIDDEN, true);
}

#[test]
fn storage_that_fails() {
    works(BROKEN, true);
}

#[test]
fn storage_that_is_full() {
    works(FULL, false);
}
