//! A session that ends, a stream while the page is hidden, and midnight.

use serde_json::json;

use super::{ADMIN, sign_in, with_expired_session};
use crate::support::{App, Options, Site, keys};

#[test]
fn expired_session_hides_the_page_behind_a_dialog_that_stays() {
    let app = with_expired_session();
    let again = app.dialog("Please sign in again");
    again.textbox("Username").expect_value("admin");
    for _ in 0..3 {
        app.press(keys::ESCAPE);
    }
    again.expect_visible();
    let visible = "const shown = (it) => it.checkVisibility({ visibilityProperty: true }); \
                   return [...document.querySelectorAll('h1, table, header, main p')]\
                     .filter((it) => !it.closest('.dialog--locked') && shown(it)).length";
    app.expect_script(visible, &json!(0));
    app.expect_script("return document.title", &"Please sign in again – MCI Engagements".into());
    again.button("Close").expect_gone();
    again.textbox("Password").type_text("demo-admin");
    app.press(keys::ENTER);
    again.expect_gone();
    let form = app.dialog("Update tax profile");
    form.textbox("Name of the contact").expect_value("Ada Lovelace");
    form.expect_lacks("no longer signed in");
    form.button("Submit for validation").click();
    form.by_role("status").expect_text("The tax profile is submitted. Validation takes up to 48 hours.");
}

/// Lets the page believe that the clock is `window.ahead` milliseconds ahead.
const CLOCK: &str = "
    window.ahead = 0;
    const Real = Date;
    window.Date = class extends Real {
      constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + window.ahead); }
      static now() { return Real.now() + window.ahead; }
    };";

#[test]
fn the_day_follows_at_midnight() {
    let app = App::with(Site::built(), Options { before: Some(CLOCK), ..Options::default() });
    app.open("/engagements");
    app.button("Demo").click();
    let day = "return document.querySelector('.drawer input[type=date]').value";
    let date = |ahead: u32| {
        let script = "const it = new Date(Date.now() - window.ahead + AHEAD * 864e5); const two = (n) => \
                      String(n).padStart(2, '0'); \
                      return `${it.getFullYear()}-${two(it.getMonth() + 1)}-${two(it.getDate())}`";
        app.run(&script.replace("AHEAD", &ahead.to_string()))
    };
    app.expect_script(day, &date(0));
    app.run("window.ahead = 864e5; document.dispatchEvent(new Event('visibilitychange'))");
    app.expect_script(day, &date(1));
}

#[test]
fn closes_the_stream_while_hidden_where_the_browser_has_no_locks() {
    let before = "
        Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
        window.streams = [];
        const Real = EventSource;
        window.EventSource = class extends Real { constructor(url) { super(url); window.streams.push(this); } };";
    let options = Options { before: Some(before), ..Options::default() };
    let app = sign_in(App::with(Site::connected(), options), ADMIN, "/engagements");
    let open = "return window.streams.filter((it) => it.readyState !== EventSource.CLOSED).length";
    app.expect_script(open, &json!(1));
    let hide = |hidden: bool| {
        app.run(&format!(
            "Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }}); \
             document.dispatchEvent(new Event('visibilitychange'))"
        ));
    };
    hide(true);
    app.expect_script(open, &json!(0));
    hide(false);
    app.expect_script(open, &json!(1));
}
