//! Storage that is forbidden, broken or full: the app works and warns.

use serde_json::json;

use crate::support::{App, Model, Options, Site};

const FORBIDDEN: &str = "
    for (const name of ['indexedDB', 'localStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }";
const BROKEN: &str = "
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
    for (const name of ['getItem', 'setItem', 'removeItem']) {
      Storage.prototype[name] = () => { throw new DOMException('denied', 'SecurityError'); };
    }";
/// The database never opens, as when another tab blocks it.
const HANGING: &str = "IDBFactory.prototype.open = () => ({});";
/// The request succeeds, but the commit fails.
const NOT_COMMITTED: &str = "
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...pair) {
      const request = put.apply(this, pair);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    };";
/// The request succeeds, but the commit never ends.
const NEVER_COMMITTED: &str = "
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...pair) {
      const request = put.apply(this, pair);
      const go_on = () => { this.get('nothing').onsuccess = go_on; };
      request.addEventListener('success', go_on);
      return request;
    };";
/// A newer version of the app, in another tab, changes the database. Waits until the tabs of this version close it.
const NEWER_VERSION: &str = "return new Promise((done) => {
      const request = indexedDB.open('mci-engagements', 7);
      request.onupgradeneeded = () => request.result.createObjectStore('of-a-newer-version');
      request.onsuccess = () => { request.result.close(); done('open'); };
      request.onerror = () => done(String(request.error));
    });";
const FULL: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };";

const WARNING: &str = "Changes will not be kept";

/// Waits until a status message warns that changes are not stored, or until none does.
fn expect_warning(app: &App, wanted: bool) {
    app.by_role("status").wait_until(|found| match found.iter().any(|found| found.text.starts_with(WARNING)) {
        warned if warned == wanted => Ok(()),
        warned => Err(format!("the warning should be {wanted}, is {warned}")),
    });
}

fn approve_malmo(app: &App) {
    app.button("Demo").click();
    let panel = app.complementary("Demo");
    panel.group("Bank profile").button("Approve").click();
    panel.group("Bank profile").expect_contains("Approved");
}

fn works(before: &'static str, warned_at_once: bool) {
    let model = Model::demo();
    let app = App::with(Site::built(), Options { before: Some(before), ..Options::default() });
    app.open("/engagements?location=5213406");
    app.table("Engagements").expect_visible();
    expect_warning(&app, warned_at_once);
    approve_malmo(&app);
    expect_warning(&app, true);
    app.button("Settings").click();
    app.group("Settings").group("Theme").radio("Dark").click();
    app.expect_script("return document.documentElement.dataset.theme", &json!("dark"));
    app.reload();
    app.button("Demo").click();
    app.complementary("Demo").group("Bank profile").expect_contains("Action required");
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
}

#[test]
fn works_with_forbidden_storage() {
    works(FORBIDDEN, true);
}

#[test]
fn works_with_failing_storage() {
    works(BROKEN, true);
}

#[test]
fn works_with_full_storage() {
    works(FULL, false);
}

#[test]
fn works_with_storage_that_never_opens() {
    works(HANGING, true);
}

#[test]
fn changes_are_not_kept_before_they_are_committed() {
    works(NOT_COMMITTED, false);
}

#[test]
fn changes_whose_commit_hangs_are_not_kept() {
    let app = App::with(Site::built(), Options { before: Some(NEVER_COMMITTED), ..Options::default() });
    app.open("/engagements?location=5213406");
    expect_warning(&app, false);
    approve_malmo(&app);
    expect_warning(&app, true);
}

#[test]
fn works_with_the_database_of_a_newer_version() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements?location=5213406");
    app.table("Engagements").expect_visible();
    expect_warning(&app, false);
    assert_eq!(app.run(NEWER_VERSION), json!("open"), "this version closes its database");
    approve_malmo(&app);
    expect_warning(&app, true);
    app.reload();
    app.table("Engagements").expect_visible();
    expect_warning(&app, true);
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
}
