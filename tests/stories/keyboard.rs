//! Keyboard: tab order, visible focus, arrow keys, shortcuts, Escape.

use serde::Deserialize;
use serde_json::json;

use crate::support::{App, Model, keys, screens, starts_with};

/// Numbers the focusable elements and returns a description of each.
const REACHABLE: &str = "
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')];
    const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]');
    const shown = all.filter((e) => isShown(e) && !e.disabled && e.tabIndex >= 0);
    const radio = (e) => e.type === 'radio' && !e.checked &&
      (shown.some((o) => o.type === 'radio' && o.name === e.name && o.checked));
    return shown.filter((e) => !radio(e)).map((e, at) => {
      e.dataset.reached = at;
      return `${at} ${e.tagName} ${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 40)}`;
    });";

/// Records every element that gets the focus, and whether the focus is visible on it.
const RECORD_FOCUS: &str = "
    document.activeElement.blur();
    window.focused = [];
    document.addEventListener('focusin', ({ target }) => {
      const styles = [getComputedStyle(target), getComputedStyle(target, '::after')];
      // The label around a control may draw its focus ring.
      const label = target.closest('label');
      if (label) styles.push(getComputedStyle(label));
      const visible = styles.some((style) => style.outlineStyle !== 'none');
      window.focused.push({ at: Number(target.dataset.reached ?? -1), visible });
    });";

#[derive(Deserialize)]
struct Focus {
    /// The number of the element, or -1.
    at: i64,
    visible: bool,
}

#[test]
fn tab_reaches_every_control_with_visible_focus() {
    let model = Model::demo();
    let app = App::new();
    for (name, route) in screens(&model) {
        // A long list renders more rows while the focus moves; a short one is enough.
        let route = if name == "list" { "/engagements?q=copilot".to_owned() } else { route };
        app.open(&route);
        let expected: Vec<String> = serde_json::from_value(app.run(REACHABLE)).unwrap();
        app.run(RECORD_FOCUS);
        app.press(keys::TAB.repeat(expected.len() + 3));
        let focused: Vec<Focus> = serde_json::from_value(app.run("return window.focused")).unwrap();
        let reached = |at: usize| focused.iter().find(|focus| usize::try_from(focus.at) == Ok(at));
        let elements = || expected.iter().enumerate();
        let missed: Vec<&String> = elements().filter(|(at, _)| reached(*at).is_none()).map(|(_, it)| it).collect();
        assert!(missed.is_empty(), "{name}: Tab does not reach {missed:?}");
        let hidden = elements().filter(|(at, _)| reached(*at).is_some_and(|focus| !focus.visible));
        let hidden: Vec<&String> = hidden.map(|(_, it)| it).collect();
        assert!(hidden.is_empty(), "{name}: the focus is not visible on {hidden:?}");
    }
}

#[test]
fn arrows_and_enter_navigate_the_list() {
    let model = Model::demo();
    let name = |at: usize| model.engagement(at).name(domain::Lang::En).to_owned();
    let app = App::new();
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    let link = |at: usize| app.table("Engagements").link(&name(at));
    app.press(keys::DOWN);
    link(0).expect_focus();
    app.press(keys::DOWN);
    link(1).expect_focus();
    app.press(keys::UP);
    link(0).expect_focus();
    app.press(keys::END);
    link(model.len() - 1).expect_focus();
    app.press(keys::HOME);
    link(0).expect_focus();
    app.press(keys::ENTER);
    // A new page focuses its heading.
    app.heading(&name(0)).expect_focus();
    // Back focuses what led there.
    app.back();
    link(0).expect_focus();
    app.press("/");
    app.searchbox("Search engagements").expect_focus();
    app.open(&format!("/engagements/{}/summary", model.engagement(0).id()));
    app.press("/");
    app.expect_address("/engagements");
    app.searchbox("Search engagements").expect_focus();
}

#[test]
fn shortcuts_are_listed_and_can_be_switched_off() {
    let app = App::new();
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.press("?");
    let list = app.dialog("Keyboard shortcuts");
    list.expect_visible();
    list.expect_contains("Search engagements /");
    app.press(keys::ESCAPE);
    list.expect_gone();
    app.button("Settings").click();
    app.group("Settings").button(starts_with("Show shortcuts")).click();
    list.expect_visible();
    list.button("Close").click();
    list.expect_gone();
    app.expect_script("return document.activeElement !== document.body", &json!(true));

    app.button("Settings").click();
    app.group("Settings").switch("Keyboard shortcuts").click();
    app.group("Settings").switch("Keyboard shortcuts").expect_checked(false);
    app.press(keys::ESCAPE);
    app.button("Settings").expect_focus();
    app.press("?");
    app.press("/");
    app.press(keys::DOWN);
    app.button("Settings").expect_focus();
    list.expect_gone();
    app.reload();
    app.table("Engagements").expect_visible();
    app.press("/");
    app.press("?");
    list.expect_gone();
    app.button("Settings").click();
    app.group("Settings").switch("Keyboard shortcuts").expect_checked(false);
}

#[test]
fn escape_closes_popovers_and_restores_focus() {
    let app = App::new();
    app.open("/engagements?role=deploy");
    for filter in ["Location", "Status", "Eligibility"] {
        let button = app.button(filter).first();
        button.click();
        app.group(filter).expect_visible();
        app.press(keys::TAB);
        app.press(keys::ESCAPE);
        app.group(filter).expect_gone();
        button.expect_focus();
    }
    app.button("Demo").click();
    app.complementary("Demo").button("Close demo panel").expect_focus();
    app.press(keys::ESCAPE);
    app.complementary("Demo").expect_gone();
    app.button("Demo").expect_focus();
    // A chip that removes itself moves the focus to the next one.
    app.toggle_filter("Status", "Active");
    let chips = app.list("Active filters");
    chips.button("Remove filter Status: Active").perform(async |element| element.send_keys(keys::ENTER).await);
    chips.button("Remove filter Role: Deploy").expect_focus();
    app.press(keys::ENTER);
    app.searchbox("Search engagements").expect_focus();
    // The first focusable element skips the top bar.
    app.reload();
    app.press(keys::TAB);
    app.link("Skip to content").expect_focus();
    app.press(keys::ENTER);
    app.expect_script("return document.activeElement.id", &json!("main"));
}
