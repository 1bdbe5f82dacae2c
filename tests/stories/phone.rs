//! Phone: cards instead of rows, and no sideways scrolling.

use serde_json::json;

use crate::support::{App, Model, Options, Site, screens, starts_with};

/// Returns the parts of the top bar that are taller than it.
const TALL_IN_TOP_BAR: &str = "
    const bar = document.querySelector('.topbar');
    return [...bar.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().height > bar.clientHeight)
        .map((it) => it.textContent);";

/// Asserts that no screen scrolls sideways, and that the top bar holds what is in it, at two widths.
fn expect_no_overflow(options: Options) {
    let model = Model::demo();
    let app = App::with(Site::built(), options);
    let mut found = Vec::new();
    let mut note = |name: &str, width: u32| {
        let overflowing = app.overflowing();
        if !overflowing.is_empty() {
            found.push(format!("{name} at {width} px: {overflowing:?}"));
        }
    };
    for width in [360, 320] {
        let screen = json!({"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": true});
        app.devtools("Emulation.setDeviceMetricsOverride", screen);
        for (name, route) in screens(&model) {
            app.open(&route);
            assert_eq!(app.run("return document.documentElement.clientWidth"), json!(width));
            note(name, width);
            app.expect_script(TALL_IN_TOP_BAR, &json!([]));
            if name == "eligibility" {
                app.by_role("table").by_role("button").first().click();
                note("eligibility with criteria", width);
            }
        }
    }
    assert!(found.is_empty(), "too wide: {found:#?}");
}

#[test]
fn no_screen_scrolls_sideways_in_english() {
    expect_no_overflow(Options::phone(360));
}

#[test]
fn no_screen_scrolls_sideways_in_swedish() {
    expect_no_overflow(Options::phone(360).swedish());
}

#[test]
fn popovers_fit_the_screen() {
    let app = App::with(Site::built(), Options::phone(320));
    app.open("/engagements");
    let fits = |what: &str, selector: &str| {
        app.expect_script(
            &format!(
                "const box = document.querySelector('{selector}')?.getBoundingClientRect(); \
                      const width = document.documentElement.clientWidth; \
                      return !!box && box.left >= 0 && box.right <= width && box.width > 0"
            ),
            &json!(true),
        );
        assert_eq!(app.overflowing(), [""; 0], "{what}");
    };
    for filter in ["Location", "Status", "Role", "Eligibility"] {
        app.button(filter).first().click();
        fits(filter, ".popover:popover-open");
        app.press(crate::support::keys::ESCAPE);
    }
    app.table("Engagements").by_role("row").nth(1).by_role("button").click();
    fits("explanation", "#explain");
    app.press(crate::support::keys::ESCAPE);
    app.button("Settings").click();
    fits("settings", "#settings");
    app.press(crate::support::keys::ESCAPE);
    app.button("Demo").click();
    fits("demo panel", "#demo");
}

#[test]
fn rows_are_sortable_cards() {
    let mut model = Model::demo();
    let app = App::with(Site::built(), Options::phone(360));
    app.open("/engagements");
    app.expect_count_of(model.len(), model.len());
    let cell = "const row = document.querySelector('main tbody tr'); \
                const cells = [...row.cells].map((cell) => cell.getBoundingClientRect()); \
                return cells.some((cell) => cell.top > cells[0].bottom - 1)";
    app.expect_script(cell, &json!(true));
    app.combobox("Sort by").perform(async |element| element.send_keys("Name").await);
    let sort = domain::catalogue::Sort {
        key: domain::catalogue::SortKey::Name,
        direction: domain::catalogue::Direction::Ascending,
    };
    app.expect_rows(&model.names(&domain::catalogue::Query { sort: Some(sort), ..Default::default() }));
    app.button("Sort order: ascending").click();
    app.button("Sort order: descending").expect_visible();
    let first = app.rows()[0].name.clone();
    app.table("Engagements").link(&first).click();
    app.expect_heading(&first);
    app.navigation("Pages of the engagement").link(starts_with("Eligibility")).click();
    app.table("Locations").expect_visible();
}
