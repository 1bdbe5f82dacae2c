//! Long lists: only what can be seen is drawn, and it stays a table.

use domain::Lang;
use domain::catalogue::{Direction, Query, Sort, SortKey};

use crate::support::{App, DATA, Site, World, keys};

const MANY: usize = 2000;

/// Whether the drawn rows cover what is visible of the table.
const COVERED: &str = "
    const rows = [...document.querySelectorAll('main table tbody tr[aria-rowindex]')].map((row) => row.getBoundingClientRect());
    const body = document.querySelector('main table tbody').getBoundingClientRect();
    const top = Math.max(body.top, 0), bottom = Math.min(body.bottom, innerHeight);
    return Math.min(...rows.map((row) => row.top)) <= top + 1 && Math.max(...rows.map((row) => row.bottom)) >= bottom - 1;";

/// The rows that are drawn are those of these names, cover the window, and are few.
fn sees_part_of(app: &App, names: &[String], position: impl Fn(usize) -> bool) {
    app.waits_for(COVERED, &true.into());
    app.wait(|| {
        let rows = app.rows();
        let wrong = rows.iter().find(|row| names.get(row.index - 2) != Some(&row.name));
        match wrong {
            Some(row) => Err(format!("not where it belongs: {row:?}")),
            None if !rows.iter().any(|row| position(row.index - 2)) => Err("another part is drawn".to_owned()),
            None => Ok(()),
        }
    });
    let drawn = app.rows().len();
    assert!(drawn < 80, "{drawn} rows are drawn");
    app.table("Engagements").is("aria-rowcount", &(names.len() + 1).to_string());
}

#[test]
fn a_long_list_is_drawn_as_far_as_it_is_seen() {
    let app = App::on(|| Site::with_generated(MANY, 40));
    let mut world = World::of(&app.site.read(DATA));
    let names = world.names(&Query::default());
    assert_eq!(names.len(), MANY);
    app.open("/engagements");
    sees_part_of(&app, &names, |at| at == 0);
    for (share, position) in [("0.5", MANY / 2), ("0.9", MANY * 9 / 10), ("0.1", MANY / 10), ("1", MANY - 1)] {
        app.run(&format!("scrollTo(0, {share} * (document.documentElement.scrollHeight - innerHeight))"));
        sees_part_of(&app, &names, |at| at.abs_diff(position) < 40);
    }
    // Sorted and narrowed it begins at the top again, with the right rows.
    let sort = Some(Sort { key: SortKey::ActiveCustomers, direction: Direction::Descending });
    app.run("scrollTo(0, 0)");
    app.table("Engagements").button("Active customers").click();
    sees_part_of(&app, &world.names(&Query { sort, ..Query::default() }), |at| at == 0);
    app.search("security");
    let narrowed = world.names(&Query { sort, text: "security".to_owned(), lang: Lang::En, ..Query::default() });
    assert!(narrowed.len() > 50 && narrowed.len() < MANY, "{} found", narrowed.len());
    sees_part_of(&app, &narrowed, |at| at == 0);
}

#[test]
fn keys_reach_rows_that_are_not_drawn_yet() {
    let app = App::on(|| Site::with_generated(MANY, 10));
    let mut world = World::of(&app.site.read(DATA));
    let names = world.names(&Query::default());
    app.open("/engagements");
    app.table("Engagements").is_there();
    app.press(keys::END);
    app.table("Engagements").link(&names[MANY - 1]).has_focus();
    app.press(keys::UP);
    app.table("Engagements").link(&names[MANY - 2]).has_focus();
    app.press(keys::HOME);
    app.table("Engagements").link(&names[0]).has_focus();
    app.press(keys::DOWN);
    app.press(keys::ENTER);
    app.sees_heading(&names[1]);
    // Back, the list is as it was left.
    app.back();
    sees_part_of(&app, &names, |at| at == 1);
}
