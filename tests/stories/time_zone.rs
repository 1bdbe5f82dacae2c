//! Instants in the reader's time zone.

use std::time::SystemTime;

use serde_json::json;

use crate::support::{App, Site, starts_with};

/// 13.4 Instants are UTC and shown in the reader's time zone: India is 5 hours and 30 minutes ahead.
#[test]
fn r13_4_instants_are_shown_in_the_time_zone_of_the_reader() {
    const SINCE: &str = "No connection to the server since ";
    let mut app = App::on(Site::connected());
    app.allow_console_error("ERR_");
    app.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Asia/Kolkata" }));
    app.open("/engagements");
    app.button(starts_with("Sign in as Astrid Lindblom")).click();
    app.button("Signed in as Astrid Lindblom").expect_visible();
    app.site.stop();
    app.expect_page_text(SINCE);
    let text = app.run("return document.body.innerText").to_string();
    let utc = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs() / 60;
    // The connection was lost in this minute or in one just before. The locale decides whether hours go to 12 or 24.
    let expected = [utc, utc - 1, utc - 2].map(|minute| format!(":{:02}", (minute + 330) % 60));
    let (_, since) = text.split_once(SINCE).unwrap();
    let minute: String = since.chars().skip_while(|&letter| letter != ':').take(3).collect();
    assert!(expected.contains(&minute), "{minute} is none of {expected:?}");
}
