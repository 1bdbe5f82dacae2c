//! On a phone: everything is there, and nothing is wider than the screen.

use serde_json::json;

use crate::support::{App, Options, Site, World, screens, starts};

/// What is wider than the window, if the page can be scrolled sideways.
const TOO_WIDE: &str = "
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5);
    return [`${document.documentElement.scrollWidth} of ${innerWidth} px`,
      ...wide.slice(0, 6).map((e) => `${e.tagName}.${e.className?.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 40)}`)];";

/// Nothing is too wide, on any screen, at two widths.
fn nothing_is_too_wide(options: Options) {
    let world = World::demo();
    let app = App::with(Site::built, options);
    for width in [360, 320] {
        let screen = json!({"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": true});
        app.debugger("Emulation.setDeviceMetricsOverride", screen);
        for (name, route) in screens(&world) {
            app.open(&route);
            assert_eq!(app.run(TOO_WIDE), json!([]), "{name} at {width} px");
            if name == "eligibility" {
                app.every("table").every("button").first().click();
                assert_eq!(app.run(TOO_WIDE), json!([]), "{name} with criteria at {width} px");
            }
        }
    }
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
                      return !!box && box.left >= 0 && box.right <= innerWidth && box.width > 0"
            ),
            &json!(true),
        );
        assert_eq!(app.run(TOO_WIDE), json!([]), "{what}");
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
