//! On a phone: everything is there, and nothing is wider than the screen.

use serde_json::json;

use crate::support::{App, Options, Site, World, screens, starts};

/// Nothing is too wide, on any screen, at two widths.
fn nothing_is_too_wide(options: Options) {
    let world = World::demo();
    let app = App::with(Site::built, options);
    let mut found = Vec::new();
    let mut note = |name: &str, width: u32| {
        let too_wide = app.too_wide();
        if !too_wide.is_empty() {
            found.push(format!("{name} at {width} px: {too_wide:?}"));
        }
    };
    for width in [360, 320] {
        let screen = json!({"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": true});
        app.debugger("Emulation.setDeviceMetricsOverride", screen);
        for (name, route) in screens(&world) {
            app.open(&route);
            assert_eq!(app.run("return document.documentElement.clientWidth"), json!(width));
            note(name, width);
            if name == "eligibility" {
                app.every("table").every("button").first().click();
                note("eligibility with criteria", width);
            }
        }
    }
    assert!(found.is_empty(), "too wide: {found:#?}");
}

#[test]
fn no_screen_scrolls_sideways_in_english() {
    nothing_is_too_wide(Options::phone(360));
}

#[test]
fn no_screen_scrolls_sideways_in_swedish() {
    nothing_is_too_wide(Options::phone(360).swedish());
}

#[test]
fn what_opens_stays_on_the_screen() {
    let app = App::with(Site::built, Options::phone(320));
    app.open("/engagements");
    let fits = |what: &str, selector: &str| {
        app.waits_for(
            &format!(
                "const box = document.querySelector('{selector}')?.getBoundingClientRect(); \
                      return !!box && box.left >= 0 && box.right <= document.documentElement.clientWidth && box.width > 0"
            ),
            &json!(true),
        );
        assert_eq!(app.too_wide(), [""; 0], "{what}");
    };
    for filter in ["Location", "Status", "Role", "Eligibility"] {
        app.button(filter).first().click();
        fits(filter, ".filter .popover");
        app.press(crate::support::keys::ESCAPE);
    }
    app.table("Engagements").every("row").nth(1).every("button").click();
    fits("explanation", "#explain");
    app.press(crate::support::keys::ESCAPE);
    app.button("Settings").click();
    fits("settings", "#settings");
    app.press(crate::support::keys::ESCAPE);
    app.button("Demo").click();
    fits("demo panel", "#demo");
}

#[test]
fn a_row_is_a_card_that_can_be_sorted() {
    let mut world = World::demo();
    let app = App::with(Site::built, Options::phone(360));
    app.open("/engagements");
    app.sees_count(world.len(), world.len());
    let cell = "const cells = [...document.querySelector('main tbody tr').cells].map((cell) => cell.getBoundingClientRect()); \
                return cells.some((cell) => cell.top > cells[0].bottom - 1)";
    app.waits_for(cell, &json!(true));
    app.combobox("Sort by").act(async |element| element.send_keys("Name").await);
    let sort = domain::catalogue::Sort {
        key: domain::catalogue::SortKey::Name,
        direction: domain::catalogue::Direction::Ascending,
    };
    app.lists(&world.names(&domain::catalogue::Query { sort: Some(sort), ..Default::default() }));
    app.button("Sort order: ascending").click();
    app.button("Sort order: descending").is_there();
    let first = app.rows()[0].name.clone();
    app.table("Engagements").link(&first).click();
    app.sees_heading(&first);
    app.navigation("Pages of the engagement").link(starts("Eligibility")).click();
    app.table("Locations").is_there();
}
