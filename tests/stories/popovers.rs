//! Popovers: inside the window at every size, named, closed with their row, the focus back on their button.

use serde_json::json;

use crate::support::{App, Model, Options, Site, contains, keys, starts_with};

/// Sizes of windows, also of zoomed ones: 200 % of 1920 × 1080 and 1366 × 768, 400 % of 1280 × 1024.
const SIZES: [(u32, u32); 10] = [
    (1920, 1080),
    (1366, 768),
    (1024, 768),
    (960, 540),
    (800, 600),
    (721, 481),
    (844, 390),
    (683, 384),
    (360, 740),
    (320, 256),
];

/// Opens the popover of each button of a kind, with the button at the top, in the middle and at the bottom of the
/// window, and returns those that are not wholly inside the window, leave no room for their content, or move the page.
const OUTSIDE: &str = "
    const [selector, most] = arguments;
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const wrong = (popover) => {
      if (popover === null) return 'closed';
      const { left, top, right, bottom } = popover.getBoundingClientRect();
      const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && right - left > 200;
      if (!isInside) return `${[left, top, right, bottom]} of ${[innerWidth, innerHeight]}`;
      const body = popover.querySelector('.popover__body');
      if (body === null) return 'empty';
      const isReadable = body.innerText !== '' && (body.clientHeight >= 60 || body.scrollHeight <= body.clientHeight);
      return isReadable ? null : `${body.clientHeight} px for its content`;
    };
    const outside = [];
    const buttons = () => [...document.querySelectorAll(selector)];
    for (let at = 0; at < Math.min(buttons().length, most); at++) {
      for (const block of ['start', 'center', 'end']) {
        const button = buttons()[at];
        button.scrollIntoView({ block });
        await pause(30);
        const y = scrollY;
        button.focus({ preventScroll: true });
        button.click();
        const open = () => document.querySelector('.popover:popover-open');
        for (let tries = 0; tries < 40 && wrong(open()); tries++) await pause(25);
        const what = wrong(open()) ?? (scrollY !== y ? `the page has scrolled from ${y} to ${scrollY}` : null);
        if (what) outside.push(`${button.textContent.trim()} ${at} ${block}: ${what}`);
        const shown = open();
        if (shown !== null) {
          // The app hears of it in an event, which comes later.
          const closed = new Promise((done) => shown.addEventListener('toggle', done, { once: true }));
          shown.hidePopover();
          await closed;
        }
        const isExpanded = () => document.querySelector('[popovertarget][aria-expanded=true]');
        for (let tries = 0; tries < 100 && isExpanded(); tries++) await pause(5);
      }
    }
    return outside;";

/// Places popovers by script, as where the browser has no anchor positioning.
const MEASURED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@media (width > 720px) and (height > 480px) {
      .popover { --placement: measured !important; position-area: none !important; margin: 0 !important; }
    }`);
    document.adoptedStyleSheets = [sheet];";

fn expect_inside(app: &App) {
    let mut found = Vec::new();
    for (width, height) in SIZES {
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        app.devtools("Emulation.setDeviceMetricsOverride", screen);
        app.expect_script("return innerWidth", &json!(width));
        for (selector, most) in
            [("main tbody [popovertarget]", 6), (".filters button", 4), (".topbar [popovertarget]", 1)]
        {
            let outside = app.try_run(OUTSIDE, vec![json!(selector), json!(most)]).unwrap();
            let outside: Vec<String> = serde_json::from_value(outside).unwrap();
            found.extend(outside.into_iter().map(|it| format!("{width} × {height}: {it}")));
        }
    }
    assert!(found.is_empty(), "not inside the window: {found:#?}");
}

/// Opens the list with every location and row, and the lazy chunk loaded.
fn open_list(options: Options) -> App {
    let app = App::with(Site::built(), options);
    app.open("/engagements");
    app.expect_script("return document.querySelectorAll('main tbody [popovertarget]').length >= 12", &json!(true));
    app
}

#[test]
fn popovers_are_inside_the_window_at_every_size() {
    expect_inside(&open_list(Options::default()));
}

#[test]
fn popovers_are_inside_the_window_in_swedish_and_compact() {
    let app = open_list(Options::default().swedish());
    app.run("document.documentElement.dataset.density = 'compact'");
    expect_inside(&app);
}

#[test]
fn popovers_are_inside_the_window_without_anchor_positioning() {
    let app = open_list(Options::default());
    app.run(MEASURED);
    expect_inside(&app);
}

/// Whether the popover is at its button.
const AT_BUTTON: &str = "
    const button = document.querySelector('main [aria-expanded=true]').getBoundingClientRect();
    const popover = document.querySelector('#explain').getBoundingClientRect();
    const gap = Math.min(Math.abs(popover.top - button.bottom), Math.abs(button.top - popover.bottom));
    return gap < 6 && popover.left <= button.left + 1 && popover.right >= button.left;";

#[test]
fn explanation_follows_its_row_and_closes_with_it() {
    for measured in [false, true] {
        let app = open_list(Options { size: (1366, 768), ..Options::default() });
        if measured {
            app.run(MEASURED);
        }
        let button = app.table("Engagements").by_role("row").nth(8).by_role("button");
        button.click();
        app.by_role("dialog").heading("Within reach").expect_visible();
        app.expect_script(AT_BUTTON, &json!(true));
        app.run("scrollBy(0, 60)");
        app.expect_script(AT_BUTTON, &json!(true));
        app.run("scrollBy(0, 1500)");
        app.by_role("dialog").expect_gone();
        app.expect_script("return document.querySelectorAll('main tbody [aria-expanded=true]').length", &json!(0));
    }
}

#[test]
fn button_of_another_row_moves_the_explanation_and_its_own_closes_it() {
    let model = Model::demo();
    let app = open_list(Options::default());
    let row = |at: usize| app.table("Engagements").by_role("row").nth(at).by_role("button");
    let name = |at: usize| model.engagement(at - 1).name(domain::Lang::En).to_owned();
    row(2).click();
    app.dialog(starts_with(&name(2))).heading(&name(2)).expect_visible();
    app.run("const it = document.querySelectorAll('main tbody [popovertarget]')[9]; it.focus(); it.click()");
    app.dialog(starts_with(&name(10))).heading(&name(10)).expect_visible();
    row(10).expect_attribute("aria-expanded", "true");
    row(2).expect_attribute("aria-expanded", "false");
    app.press(keys::ESCAPE);
    app.by_role("dialog").expect_gone();
    row(10).expect_focus();
    // Enter opens it, and the focus is inside; so does the next click, and the one after it closes it.
    app.press(keys::ENTER);
    app.dialog(contains(": ")).button("Close").expect_focus();
    app.dialog(contains(": ")).button("Close").click();
    row(10).expect_focus();
    row(10).click();
    app.by_role("dialog").expect_visible();
    row(10).click();
    app.by_role("dialog").expect_gone();
}

#[test]
fn menus_close_when_the_focus_leaves_and_give_it_back_on_escape() {
    let app = open_list(Options::default());
    app.button("Settings").click();
    app.press(keys::TAB);
    app.group("Settings").group("Language").expect_visible();
    app.press(keys::ESCAPE);
    app.group("Settings").expect_gone();
    app.button("Settings").expect_focus();
    app.press(keys::ENTER);
    app.group("Settings").expect_visible();
    app.run("document.querySelector('main [role=search] input').focus()");
    app.group("Settings").expect_gone();
    app.searchbox("Search engagements").expect_focus();
}

#[test]
fn filter_of_many_locations_shows_that_there_are_more() {
    let model = Model::demo();
    let app = open_list(Options { size: (1366, 900), ..Options::default() });
    app.button("Location").first().click();
    app.group("Location").by_role("checkbox").expect_count(model.locations().len());
    // All fit where there is room.
    let hidden = "const body = document.querySelector('#filter-location .popover__body'); \
                  return body.scrollHeight > body.clientHeight";
    app.expect_script(hidden, &json!(false));
    app.press(keys::ESCAPE);
    let screen = json!({"width": 1366, "height": 600, "deviceScaleFactor": 1, "mobile": false});
    app.devtools("Emulation.setDeviceMetricsOverride", screen);
    app.button("Location").first().click();
    app.expect_script(hidden, &json!(true));
    // What covers the shadow at the edge scrolls along.
    let shadows = "return getComputedStyle(document.querySelector('#filter-location .popover__body')) \
                   .backgroundAttachment";
    app.expect_script(shadows, &json!("local, local, scroll, scroll"));
    app.group("Location").checkbox(starts_with(&model.locations()[13].name)).click();
    app.button("Location 1 chosen").first().expect_visible();
}
