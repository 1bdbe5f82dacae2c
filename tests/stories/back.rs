//! Back leads to where a page was left: its scroll position and the link that was followed.

use domain::catalogue::Query;
use serde_json::json;

use crate::support::{App, Model, starts_with};

const SCROLL: &str = "return Math.round(scrollY)";

/// Scrolls the list, and returns the name of a row in the middle of the window.
fn scroll_to_row(app: &App, y: u32) -> String {
    app.run(&format!("scrollTo(0, {y})"));
    let middle = "const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('tr'); \
                  return at?.querySelector('.table__link')?.textContent ?? ''";
    app.wait_until(|| match app.run(middle).as_str() {
        Some(name) if !name.is_empty() => Ok(name.to_owned()),
        _ => Err("no row".to_owned()),
    })
}

#[test]
fn back_from_an_engagement_restores_place_and_focus() {
    let mut model = Model::demo();
    let names = model.names(&Query::default());
    let app = App::new();
    app.open("/engagements");
    app.expect_rows(&names);
    for reload in [false, true] {
        let name = scroll_to_row(&app, 1600);
        app.expect_script(SCROLL, &json!(1600));
        // A click of the driver would scroll.
        let click = "const links = [...document.querySelectorAll('main .table__link')]; \
                     links.find((it) => it.textContent === arguments[0]).click()";
        app.try_run(click, vec![json!(name)]).unwrap();
        app.expect_heading(&name);
        app.expect_script(SCROLL, &json!(0));
        if reload {
            app.reload();
            app.expect_heading(&name);
        }
        app.back();
        app.table("Engagements").link(&name).expect_focus();
        app.expect_script(SCROLL, &json!(1600));
    }
    // A page that is opened by a link starts at its top, with the focus on its heading.
    app.link(starts_with("Actions required")).first().click();
    app.heading(starts_with("Incentives")).expect_focus();
    app.expect_script(SCROLL, &json!(0));
}

#[test]
fn back_from_the_inbox_restores_place() {
    let app = App::new();
    app.open("/engagements?role=build-intent");
    app.table("Engagements").expect_visible();
    scroll_to_row(&app, 700);
    app.run("document.querySelector('.tabs__tab[href^=\"/actions\"]').click()");
    app.expect_heading("Incentives | Actions required");
    app.run("scrollTo(0, 500)");
    app.back();
    app.link(starts_with("Actions required")).first().expect_focus();
    app.expect_script(SCROLL, &json!(700));
}
