//! Long lists: only visible rows are rendered.

use domain::Lang;
use domain::catalogue::{Direction, Query, Sort, SortKey};

use crate::support::{App, DATA, Model, Site, keys, text_query};

const MANY: usize = 2000;

/// Whether the rendered rows cover the visible part of the table.
const COVERED: &str = "
    const all = [...document.querySelectorAll('main table tbody tr[aria-rowindex]')];
    const rows = all.map((row) => row.getBoundingClientRect());
    const body = document.querySelector('main table tbody').getBoundingClientRect();
    const top = Math.max(body.top, 0), bottom = Math.min(body.bottom, innerHeight);
    const [first, last] = [Math.min(...rows.map((row) => row.top)), Math.max(...rows.map((row) => row.bottom))];
    return first <= top + 1 && last >= bottom - 1;";

/// Waits until the rendered rows match the names, cover the window and include a position; asserts that they are few.
fn expect_visible_part(app: &App, names: &[String], position: impl Fn(usize) -> bool) {
    app.expect_script(COVERED, &true.into());
    app.wait_until(|| {
        let rows = app.rows();
        let wrong = rows.iter().find(|row| names.get(row.index - 2) != Some(&row.name));
        match wrong {
            Some(row) => Err(format!("row at the wrong position: {row:?}")),
            None if !rows.iter().any(|row| position(row.index - 2)) => Err("another part is rendered".to_owned()),
            None => Ok(()),
        }
    });
    let drawn = app.rows().len();
    assert!(drawn < 80, "{drawn} rows are rendered");
    app.table("Engagements").expect_attribute("aria-rowcount", &(names.len() + 1).to_string());
}

#[test]
fn long_list_renders_only_visible_rows() {
    let app = App::on(Site::with_generated(MANY, 40));
    let mut model = Model::of(&app.site.read(DATA));
    let names = model.names(&Query::default());
    assert_eq!(names.len(), MANY);
    app.open("/engagements");
    expect_visible_part(&app, &names, |at| at == 0);
    for (share, position) in [("0.5", MANY / 2), ("0.9", MANY * 9 / 10), ("0.1", MANY / 10), ("1", MANY - 1)] {
        app.run(&format!("scrollTo(0, {share} * (document.documentElement.scrollHeight - innerHeight))"));
        expect_visible_part(&app, &names, |at| at.abs_diff(position) < 40);
    }
    // Sorting and searching scroll back to the top.
    let sort = Some(Sort { key: SortKey::ActiveCustomers, direction: Direction::Descending });
    app.run("scrollTo(0, 0)");
    app.table("Engagements").button("Active customers").click();
    expect_visible_part(&app, &model.names(&Query { sort, ..Query::default() }), |at| at == 0);
    app.search("security");
    let narrowed = model.names(&Query { sort, text: "security".to_owned(), lang: Lang::En, ..Query::default() });
    assert!(narrowed.len() > 50 && narrowed.len() < MANY, "{} found", narrowed.len());
    expect_visible_part(&app, &narrowed, |at| at == 0);
}

/// The browser's own find and copying see what is in the document.
#[test]
fn short_list_is_rendered_whole() {
    let app = App::on(Site::with_generated(100, 20));
    let mut model = Model::of(&app.site.read(DATA));
    let expect_all = |names: &[String]| {
        app.wait_until(|| {
            let drawn: Vec<String> = app.rows().into_iter().map(|row| row.name).collect();
            if drawn == names { Ok(()) } else { Err(format!("{} rows, not {}", drawn.len(), names.len())) }
        });
    };
    app.open("/engagements");
    expect_all(&model.names(&Query::default()));
    app.search("security");
    let narrowed = model.names(&text_query("security"));
    assert!(narrowed.len() > 5 && narrowed.len() < 100, "{} found", narrowed.len());
    expect_all(&narrowed);
    app.button("Clear search").click();
    expect_all(&model.names(&Query::default()));
}

#[test]
fn keys_reach_rows_outside_the_window() {
    let app = App::on(Site::with_generated(MANY, 10));
    let mut model = Model::of(&app.site.read(DATA));
    let names = model.names(&Query::default());
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.press(keys::END);
    app.table("Engagements").link(&names[MANY - 1]).expect_focus();
    app.press(keys::UP);
    app.table("Engagements").link(&names[MANY - 2]).expect_focus();
    app.press(keys::HOME);
    app.table("Engagements").link(&names[0]).expect_focus();
    app.press(keys::DOWN);
    app.press(keys::ENTER);
    app.expect_heading(&names[1]);
    // Back restores the list.
    app.back();
    expect_visible_part(&app, &names, |at| at == 1);
}

/// Whether a row has no transition, and no element of the table a custom property of its own, which its descendants
/// would inherit. Stories run with reduced motion.
const CHEAP_TO_RESTYLE: &str = "
    const all = [...document.querySelectorAll('main table *')];
    const properties = all.flatMap((element) => [...element.style]).filter((name) => name.startsWith('--'));
    const cell = getComputedStyle(document.querySelector('main table tbody td'));
    return [properties.length, cell.transitionDuration, cell.animationName];";

#[test]
fn changed_row_count_restyles_only_what_changed() {
    let app = App::on(Site::with_generated(MANY, 40));
    app.open("/engagements");
    app.expect_script(CHEAP_TO_RESTYLE, &serde_json::json!([0, "0s", "none"]));
}

/// Performs an action, and returns the index and the name of each row in the viewport in the frame that shows it.
fn rows_of_next_frame(app: &App, action: &str) -> Vec<(usize, String)> {
    let script = format!(
        "{action};
        return new Promise((done) => requestAnimationFrame(() => {{
          const rows = [...document.querySelectorAll('main table tbody tr')];
          const shown = rows.filter((row) => {{
            const {{ top, bottom }} = row.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          }});
          done(shown.map((row) => [Number(row.getAttribute('aria-rowindex')), row.querySelector('a').textContent])
            .sort(([a], [b]) => a - b));
        }}));"
    );
    serde_json::from_value(app.run(&script)).unwrap()
}

/// Asserts that rows are those of these names, without a gap, and fill the window.
fn expect_right(rows: &[(usize, String)], names: &[String]) {
    assert!(rows.len() > 5, "{rows:?}");
    for (at, (index, name)) in rows.iter().enumerate() {
        assert_eq!(*index, rows[0].0 + at, "{rows:?}");
        assert_eq!(Some(name), names.get(index - 2), "row {index}");
    }
}

#[test]
fn scrolling_right_after_a_key_shows_no_row_of_the_former_list() {
    let app = App::on(Site::with_generated(MANY, 40));
    let mut model = Model::of(&app.site.read(DATA));
    app.open("/engagements");
    expect_visible_part(&app, &model.names(&Query::default()), |at| at == 0);
    for text in ["security", "", "workshop", "s"] {
        let typed = format!(
            "const box = document.querySelector('[role=search] input');
            box.value = '{text}';
            box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
        let names = model.names(&Query { text: text.to_owned(), ..Query::default() });
        assert!(names.len() > 60, "{text} finds {}", names.len());
        expect_right(&rows_of_next_frame(&app, &typed), &names);
        // In the same frame, and in the next ones.
        expect_right(&rows_of_next_frame(&app, &format!("{typed}; scrollBy(0, 500)")), &names);
        expect_right(&rows_of_next_frame(&app, "scrollBy(0, 700)"), &names);
        expect_right(&rows_of_next_frame(&app, "scrollTo(0, 0)"), &names);
    }
}

/// Whether the rows are in the order of the document.
const DOCUMENT_ORDER: &str = "
    const rows = [...document.querySelectorAll('main table tbody tr')];
    const indexes = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
    return indexes.every((index, at) => at === 0 || indexes[at - 1] < index);";

#[test]
fn rows_are_right_while_scrolling_and_in_order_afterwards() {
    let app = App::on(Site::with_generated(MANY, 40));
    let names = Model::of(&app.site.read(DATA)).names(&Query::default());
    app.open("/engagements");
    expect_visible_part(&app, &names, |at| at == 0);
    for step in [170, 630, 2900, -90, -740, -5000] {
        for _ in 0..6 {
            expect_right(&rows_of_next_frame(&app, &format!("scrollBy(0, {step})")), &names);
        }
        app.expect_script(DOCUMENT_ORDER, &true.into());
    }
}

#[test]
fn focused_row_keeps_its_element_while_others_scroll() {
    let app = App::on(Site::with_generated(MANY, 40));
    let names = Model::of(&app.site.read(DATA)).names(&Query::default());
    app.open("/engagements");
    expect_visible_part(&app, &names, |at| at == 0);
    // The rows are out of order when one gets the focus.
    expect_right(&rows_of_next_frame(&app, "scrollBy(0, 900); scrollBy(0, 300)"), &names);
    let focused = app.run(
        "const links = [...document.querySelectorAll('main table tbody a')];
        const link = links.find((link) => link.getBoundingClientRect().top > innerHeight / 2);
        link.focus({ preventScroll: true });
        return link.textContent",
    );
    app.expect_script(DOCUMENT_ORDER, &true.into());
    app.expect_script("return document.activeElement.textContent", &focused);
    for _ in 0..12 {
        expect_right(&rows_of_next_frame(&app, "scrollBy(0, 200)"), &names);
        app.expect_script(DOCUMENT_ORDER, &true.into());
        let active = app.run("return document.activeElement.matches('body') ? '' : document.activeElement.textContent");
        assert!(active == focused || active == "", "{active} has the focus, not {focused}");
    }
    app.expect_script("return document.activeElement.matches('body')", &true.into());
}
