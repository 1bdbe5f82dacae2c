//! By keyboard alone: everything is reached, and the focus is never lost.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{App, World, keys, screens, starts};

/// Gives what can take the focus a number, and tells the numbers.
const REACHABLE: &str = "
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')];
    const shown = all.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]'));
    const radio = (e) => e.type === 'radio' && !e.checked &&
      (shown.some((o) => o.type === 'radio' && o.name === e.name && o.checked));
    return shown.filter((e) => !radio(e)).map((e, at) => { e.dataset.reached = at; return `${at} ${e.tagName} ${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)}`; });";

const FOCUSED: &str = "
    const e = document.activeElement;
    const outlined = [getComputedStyle(e), getComputedStyle(e, '::after')].some((style) => style.outlineStyle !== 'none');
    // A control may be drawn by the label around it.
    const label = e.closest('label');
    const seen = outlined || (label && getComputedStyle(label).outlineStyle !== 'none');
    return { at: e.dataset?.reached ?? null, body: e === document.body, seen };";

#[test]
fn tab_reaches_everything_on_every_screen() {
    let world = World::demo();
    let app = App::new();
    for (name, route) in screens(&world) {
        // A long list grows while one moves in it: a short one says the same.
        let route = if name == "list" { "/engagements?q=copilot".to_owned() } else { route };
        app.open(&route);
        let expected: Vec<String> = serde_json::from_value(app.run(REACHABLE)).unwrap();
        let mut reached = BTreeSet::new();
        let mut hidden = Vec::new();
        app.run("document.activeElement.blur()");
        for _ in 0..expected.len() + 3 {
            app.press(keys::TAB);
            let focused = app.run(FOCUSED);
            if let Some(at) = focused["at"].as_str().and_then(|at| at.parse::<usize>().ok()) {
                reached.insert(at);
                if focused["seen"] != Value::Bool(true) {
                    hidden.push(expected[at].clone());
                }
            }
        }
        let missed: Vec<&String> =
            expected.iter().enumerate().filter(|(at, _)| !reached.contains(at)).map(|(_, it)| it).collect();
        assert!(missed.is_empty(), "{name}: Tab does not reach {missed:?}");
        assert!(hidden.is_empty(), "{name}: the focus cannot be seen on {hidden:?}");
    }
}

#[test]
fn arrows_and_enter_move_in_the_list() {
    let world = World::demo();
    let name = |at: usize| world.engagement(at).name(domain::Lang::En).to_owned();
    let app = App::new();
    app.open("/engagements");
    app.table("Engagements").is_there();
    let link = |at: usize| app.table("Engagements").link(&name(at));
    app.press(keys::DOWN);
    link(0).has_focus();
    app.press(keys::DOWN);
    link(1).has_focus();
    app.press(keys::UP);
    link(0).has_focus();
    app.press(keys::END);
    link(world.len() - 1).has_focus();
    app.press(keys::HOME);
    link(0).has_focus();
    app.press(keys::ENTER);
    // A new page begins at its heading.
    app.heading(&name(0)).has_focus();
    app.back();
    app.heading("Incentives | Engagements").has_focus();
    app.press("/");
    app.searchbox("Search engagements").has_focus();
    app.open(&format!("/engagements/{}/summary", world.engagement(0).id()));
    app.press("/");
    app.is_at("/engagements");
    app.searchbox("Search engagements").has_focus();
}

#[test]
fn shortcuts_are_listed_and_can_be_switched_off() {
    let app = App::new();
    app.open("/engagements");
    app.table("Engagements").is_there();
    app.press("?");
    let list = app.dialog("Keyboard shortcuts");
    list.is_there();
    list.has("Search engagements /");
    app.press(keys::ESCAPE);
    list.is_gone();
    app.button("Settings").click();
    app.group("Settings").button(starts("Show shortcuts")).click();
    list.is_there();
    list.button("Close").click();
    list.is_gone();
    app.waits_for("return document.activeElement !== document.body", &json!(true));

    app.button("Settings").click();
    app.group("Settings").switch("Keyboard shortcuts").click();
    app.group("Settings").switch("Keyboard shortcuts").is_checked(false);
    app.press(keys::ESCAPE);
    app.button("Settings").has_focus();
    app.press("?");
    app.press("/");
    app.press(keys::DOWN);
    app.button("Settings").has_focus();
    list.is_gone();
    app.reload();
    app.table("Engagements").is_there();
    app.press("/");
    app.press("?");
    list.is_gone();
    app.button("Settings").click();
    app.group("Settings").switch("Keyboard shortcuts").is_checked(false);
}

#[test]
fn what_is_open_closes_with_escape_and_gives_the_focus_back() {
    let app = App::new();
    app.open("/engagements?role=deploy");
    for filter in ["Location", "Status", "Eligibility"] {
        let button = app.button(filter).first();
        button.click();
        app.group(filter).is_there();
        app.press(keys::TAB);
        app.press(keys::ESCAPE);
        app.group(filter).is_gone();
        button.has_focus();
    }
    app.button("Demo").click();
    app.complementary("Demo").button("Close demo panel").has_focus();
    app.press(keys::ESCAPE);
    app.complementary("Demo").is_gone();
    app.button("Demo").has_focus();
    // A chip that removes itself hands the focus on.
    app.filter("Status", "Active");
    let chips = app.list("Active filters");
    chips.button("Remove filter Status: Active").act(async |element| element.send_keys(keys::ENTER).await);
    chips.button("Remove filter Role: Deploy").has_focus();
    app.press(keys::ENTER);
    app.searchbox("Search engagements").has_focus();
    // The first thing that Tab meets leads past the bar.
    app.reload();
    app.press(keys::TAB);
    app.link("Skip to content").has_focus();
    app.press(keys::ENTER);
    app.waits_for("return document.activeElement.id", &json!("main"));
}
