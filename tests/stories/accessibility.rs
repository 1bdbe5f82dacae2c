//! Accessibility: axe-core finds nothing on any screen, light and dark, and names are what the browser says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{App, Options, Site, World, keys, screens, starts};

const RUN: &str = "
    const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
      ({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) =>
        `${id}: ${node.target.join(' ')}: ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`))),
      (error) => done([String(error)]));";

fn axe() -> String {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let file = Path::new(&root).join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(file).expect("axe-core: run npm ci")
}

/// Nothing is found on the page as it is now.
#[track_caller]
fn finds_nothing(app: &App, axe: &str, what: &str, found: &mut Vec<String>) {
    app.run(&format!("if (!window.axe) {{ {axe} }}"));
    let findings = app.run_async(RUN);
    found.extend(findings.as_array().unwrap().iter().map(|finding| format!("{what}: {}", finding.as_str().unwrap())));
}

fn every_screen(options: Options) {
    let (world, axe) = (World::demo(), axe());
    let mut app = App::with(Site::built, options);
    let mut found = Vec::new();
    for (name, route) in screens(&world) {
        app.open(&route);
        finds_nothing(&app, &axe, name, &mut found);
        if name == "eligibility" {
            app.table("Locations").every("button").first().click();
            app.table("Locations").every("button").first().is("aria-expanded", "true");
            finds_nothing(&app, &axe, "eligibility with criteria", &mut found);
        }
    }
    app.open("/engagements?status=active");
    for filter in ["Location", "Status"] {
        app.button(starts(filter)).first().click();
        app.group(filter).is_there();
        finds_nothing(&app, &axe, filter, &mut found);
        app.press(keys::ESCAPE);
    }
    app.table("Engagements").every("row").nth(1).every("button").click();
    app.dialog(starts("Earning at")).is_there();
    finds_nothing(&app, &axe, "explanation", &mut found);
    app.press(keys::ESCAPE);
    app.button("Settings").click();
    finds_nothing(&app, &axe, "settings", &mut found);
    app.group("Settings").button(starts("Show shortcuts")).click();
    app.dialog("Keyboard shortcuts").is_there();
    finds_nothing(&app, &axe, "shortcuts", &mut found);
    app.press(keys::ESCAPE);
    app.button("Demo").click();
    app.complementary("Demo").is_there();
    app.complementary("Demo").button("30 days forward").click();
    finds_nothing(&app, &axe, "demo panel on another day", &mut found);

    app.site = Site::with_data(b"<html>");
    app.open("/engagements");
    app.sees_heading("The data cannot be shown");
    finds_nothing(&app, &axe, "failed", &mut found);
    app.site = Site::with_changed_demo(|dataset| dataset["locations"][0]["country"] = json!("Sverige"));
    app.open("/engagements");
    app.button("Show problems").click();
    finds_nothing(&app, &axe, "problems", &mut found);
    assert!(found.is_empty(), "axe finds\n  {}", found.join("\n  "));
}

fn every_connected_screen(options: Options) {
    let axe = axe();
    let mut app = App::with(Site::connected, options);
    app.expects_complaint("ERR_");
    let mut found = Vec::new();
    app.open("/engagements");
    app.sees_heading("Sign in");
    finds_nothing(&app, &axe, "sign-in", &mut found);
    app.button(starts("Sign in as Astrid Lindblom")).click();
    app.button("Signed in as Astrid Lindblom").click();
    app.group("Astrid Lindblom").is_there();
    finds_nothing(&app, &axe, "person", &mut found);
    app.open("/locations/5118837");
    app.button("Update tax profile").click();
    app.dialog("Update tax profile").is_there();
    finds_nothing(&app, &axe, "form", &mut found);
    app.press(keys::ESCAPE);
    app.site.stop();
    app.shows("No connection to the server since");
    finds_nothing(&app, &axe, "no connection", &mut found);
    assert!(found.is_empty(), "axe finds\n  {}", found.join("\n  "));
}

#[test]
fn axe_finds_nothing_in_the_connected_app() {
    every_connected_screen(Options::default());
    every_connected_screen(Options { dark: true, ..Options::default() });
}

#[test]
fn axe_finds_nothing_in_the_light() {
    every_screen(Options::default());
}

#[test]
fn axe_finds_nothing_in_the_dark() {
    every_screen(Options { dark: true, ..Options::default() });
}

#[test]
fn axe_finds_nothing_on_a_phone_in_swedish() {
    let (world, axe) = (World::demo(), axe());
    let app = App::with(Site::built, Options::phone(360).swedish());
    let mut found = Vec::new();
    for (name, route) in screens(&world) {
        app.open(&route);
        finds_nothing(&app, &axe, name, &mut found);
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

/// Names of a role that only the browser gives (positive), or only the stories (negative).
fn differences(app: &App) -> BTreeMap<String, i32> {
    let text = |value: &Value| {
        let text = value["value"].as_str().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let tree = app.debugger("Accessibility.getFullAXTree", json!({}));
    let nodes: Vec<&Value> =
        tree["nodes"].as_array().unwrap().iter().filter(|it| it["ignored"] != json!(true)).collect();
    let mut names: BTreeMap<String, i32> = BTreeMap::new();
    for (role, native) in ROLES {
        for node in nodes.iter().filter(|node| text(&node["role"]) == native) {
            *names.entry(format!("{role} {}", text(&node["name"]))).or_default() += 1;
        }
        for seen in app.every(role).look() {
            *names.entry(format!("{role} {}", seen.name)).or_default() -= 1;
        }
    }
    names.retain(|_, difference| *difference != 0);
    names
}

/// The stories find things by names that they compute themselves: the browser must compute the same.
#[test]
fn names_are_those_that_the_browser_gives() {
    let world = World::demo();
    let app = App::new();
    app.debugger("Accessibility.enable", json!({}));
    for (screen, route) in screens(&world) {
        app.open(&route);
        app.wait(|| match differences(&app) {
            names if names.is_empty() => Ok(()),
            names => Err(format!("{screen}: browser minus stories: {names:?}")),
        });
    }
}
