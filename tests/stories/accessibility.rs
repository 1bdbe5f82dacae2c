//! Accessibility: axe-core finds no violation on any screen, and accessible names match the browser's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{App, Model, Options, Site, contains, keys, screens, starts_with};

const RUN: &str = "
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    return axe.run(document, { resultTypes: ['violations'], runOnly }).then(
      ({ violations }) => violations.flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) =>
        `${id}: ${node.target.join(' ')}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`)),
      (error) => [String(error)]);";

fn axe() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).expect("axe-core: run npm ci")
}

/// Adds the violations on the page to `found`.
#[track_caller]
fn check_axe(app: &App, axe: &str, what: &str, found: &mut Vec<String>) {
    app.run(&format!("if (!window.axe) {{ {axe} }}"));
    let findings = app.run(RUN);
    found.extend(findings.as_array().unwrap().iter().map(|finding| format!("{what}: {}", finding.as_str().unwrap())));
}

fn check_screens(options: Options) {
    let (model, axe) = (Model::demo(), axe());
    let mut app = App::with(Site::built(), options);
    let mut found = Vec::new();
    for (name, route) in screens(&model) {
        app.open(&route);
        check_axe(&app, &axe, name, &mut found);
        if name == "eligibility" {
            app.table("Locations").by_role("button").first().click();
            app.table("Locations").by_role("button").first().expect_attribute("aria-expanded", "true");
            check_axe(&app, &axe, "eligibility with criteria", &mut found);
        }
    }
    app.open("/engagements?status=active");
    for filter in ["Location", "Status"] {
        app.button(starts_with(filter)).first().click();
        app.group(filter).expect_visible();
        check_axe(&app, &axe, filter, &mut found);
        app.press(keys::ESCAPE);
    }
    app.table("Engagements").by_role("row").nth(1).by_role("button").click();
    app.dialog(contains(": Earning at ")).expect_visible();
    check_axe(&app, &axe, "explanation", &mut found);
    app.press(keys::ESCAPE);
    app.button("Export").click();
    app.group("Export").expect_visible();
    check_axe(&app, &axe, "export", &mut found);
    app.press(keys::ESCAPE);
    app.button("Settings").click();
    check_axe(&app, &axe, "settings", &mut found);
    app.group("Settings").button(starts_with("Show shortcuts")).click();
    app.dialog("Keyboard shortcuts").expect_visible();
    check_axe(&app, &axe, "shortcuts", &mut found);
    app.press(keys::ESCAPE);
    app.button("Search").click();
    app.press("contoso");
    app.dialog("Search everything").by_role("option").first().expect_visible();
    check_axe(&app, &axe, "command palette", &mut found);
    app.press(keys::ESCAPE);
    app.open("/engagements?q=Malmö");
    app.link("1 location").expect_visible();
    check_axe(&app, &axe, "what else matches", &mut found);
    app.button("As of Today").click();
    app.group("As of").button("30 days forward").click();
    check_axe(&app, &axe, "as of another day", &mut found);
    app.press(keys::ESCAPE);
    app.open("/engagements?day=2031-01-01");
    app.button(contains("stop earning")).click();
    app.group(contains("stop earning")).expect_visible();
    check_axe(&app, &axe, "what differs from today", &mut found);
    app.press(keys::ESCAPE);
    app.open("/engagements");
    app.button("Settings").click();
    app.group("Settings").button(starts_with("Open your own file")).click();
    let refused = [("Areas.csv", json!("ID,Name\n,Area\n"))];
    crate::own_file::give(&app, "drop", &refused);
    app.dialog("Open your own file").by_role("alert").expect_contains("neither an engagement nor a location");
    check_axe(&app, &axe, "own file", &mut found);
    app.press(keys::ESCAPE);
    app.button("Demo").click();
    app.complementary("Demo").expect_visible();
    app.complementary("Demo").button("30 days forward").click();
    check_axe(&app, &axe, "demo panel on another day", &mut found);

    app.site = Site::with_data(b"<html>");
    app.open("/engagements");
    app.expect_heading("The data cannot be shown");
    check_axe(&app, &axe, "failed", &mut found);
    app.site = Site::with_changed_demo(|dataset| dataset["locations"][0]["country"] = json!("Sverige"));
    app.open("/engagements");
    app.button("Show problems").click();
    check_axe(&app, &axe, "problems", &mut found);
    app.site = Site::built();
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.button("Settings").click();
    app.group("Settings").button(starts_with("Open your own file")).click();
    crate::own_file::give(&app, "drop", &crate::own_file::CSV.map(|(name, text)| (name, json!(text)))[..8]);
    app.expect_status("1 of 1 engagement");
    app.button("Show problems").click();
    check_axe(&app, &axe, "bar of an own file", &mut found);
    assert!(found.is_empty(), "axe finds\n  {}", found.join("\n  "));
}

fn check_connected_screens(options: Options) {
    let axe = axe();
    let mut app = App::with(Site::connected(), options);
    app.allow_console_error("ERR_");
    let mut found = Vec::new();
    app.open("/engagements");
    app.expect_heading("Sign in");
    check_axe(&app, &axe, "sign-in", &mut found);
    app.button(starts_with("Sign in as Astrid Lindblom")).click();
    app.button("Signed in as Astrid Lindblom").click();
    app.group("Astrid Lindblom").expect_visible();
    check_axe(&app, &axe, "person", &mut found);
    app.open("/locations/5118837");
    app.button("Update tax profile").click();
    app.dialog("Update tax profile").expect_visible();
    check_axe(&app, &axe, "form", &mut found);
    app.press(keys::ESCAPE);
    app.button("Signed in as Astrid Lindblom").click();
    app.group("Astrid Lindblom").button("Sign out").click();
    app.button(starts_with("Sign in as Jonas Berg")).click();
    app.button("Update tax profile").expect_attribute("aria-disabled", "true");
    check_axe(&app, &axe, "disabled control", &mut found);
    app.button("Signed in as Jonas Berg").click();
    app.group("Jonas Berg").button("Sign out").click();
    app.button(starts_with("Sign in as Mira Sand")).click();
    app.expect_heading("You have no role yet");
    check_axe(&app, &axe, "no role", &mut found);
    app.open("/password");
    app.expect_page_text("cannot be changed here");
    check_axe(&app, &axe, "password of a demo account", &mut found);
    app.open("/actions");
    app.site.stop();
    app.expect_page_text("No connection to the server since");
    check_axe(&app, &axe, "no connection", &mut found);
    assert!(found.is_empty(), "axe finds\n  {}", found.join("\n  "));
}

#[test]
fn axe_finds_no_violation_when_connected() {
    check_connected_screens(Options::default());
    check_connected_screens(Options { dark: true, ..Options::default() });
}

#[test]
fn axe_finds_no_violation_in_light_theme() {
    check_screens(Options::default());
}

#[test]
fn axe_finds_no_violation_in_dark_theme() {
    check_screens(Options { dark: true, ..Options::default() });
}

#[test]
fn axe_finds_no_violation_on_a_phone_in_swedish() {
    let (model, axe) = (Model::demo(), axe());
    let app = App::with(Site::built(), Options::phone(360).swedish());
    let mut found = Vec::new();
    for (name, route) in screens(&model) {
        app.open(&route);
        check_axe(&app, &axe, name, &mut found);
    }
    assert!(found.is_empty(), "axe finds\n  {}", found.join("\n  "));
}

const ROLES: [(&str, &str); 11] = [
    ("button", "button"),
    ("link", "link"),
    ("checkbox", "checkbox"),
    ("radio", "radio"),
    ("searchbox", "searchbox"),
    ("heading", "heading"),
    ("navigation", "navigation"),
    ("table", "table"),
    ("columnheader", "columnheader"),
    ("img", "image"),
    ("region", "region"),
];

/// Returns the names that only the browser computes (positive) or only the stories (negative), by role.
fn differences(app: &App) -> BTreeMap<String, i32> {
    let text = |value: &Value| {
        let text = value["value"].as_str().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let tree = app.devtools("Accessibility.getFullAXTree", json!({}));
    let nodes: Vec<&Value> =
        tree["nodes"].as_array().unwrap().iter().filter(|it| it["ignored"] != json!(true)).collect();
    let mut names: BTreeMap<String, i32> = BTreeMap::new();
    for (role, native) in ROLES {
        for node in nodes.iter().filter(|node| text(&node["role"]) == native) {
            *names.entry(format!("{role} {}", text(&node["name"]))).or_default() += 1;
        }
        for found in app.by_role(role).all() {
            *names.entry(format!("{role} {}", found.name)).or_default() -= 1;
        }
    }
    names.retain(|_, difference| *difference != 0);
    names
}

/// Stories locate elements by names that `locate.js` computes; the browser must compute the same.
#[test]
fn computed_names_match_the_accessibility_tree() {
    let model = Model::demo();
    let app = App::new();
    app.devtools("Accessibility.enable", json!({}));
    for (screen, route) in screens(&model) {
        app.open(&route);
        app.wait_until(|| match differences(&app) {
            names if names.is_empty() => Ok(()),
            names => Err(format!("{screen}: browser minus stories: {names:?}")),
        });
    }
}
