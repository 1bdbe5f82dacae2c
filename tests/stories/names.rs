//! Names, terms and "within reach" are whole in every row, at every width, zoom and density, and on paper.

use std::collections::BTreeSet;

use serde_json::json;

use crate::support::{App, Model, Options, Site};

/// Widths of windows: also those of 1920 px at 200 %, 1366 px at 200 % and 1280 px at 400 %.
const WIDTHS: [u32; 12] = [1920, 1366, 1280, 1279, 1024, 1023, 960, 721, 720, 683, 360, 320];

/// Texts of rows that are cut, leave their row or cell, or lie over another.
const CUT: &str = "
    const rects = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [...range.getClientRects()].filter((rect) => rect.width > 0);
    };
    const cut = [];
    for (const row of document.querySelectorAll('main tbody tr.table__row')) {
      const inside = row.getBoundingClientRect();
      const parts = [...row.querySelectorAll('[data-part]')].filter((part) => part.textContent.trim());
      const note = (part, how) => cut.push(`${part.textContent.trim()}: ${how}`);
      for (const part of parts) {
        const isClipped = getComputedStyle(part).overflow !== 'visible';
        const isTooLarge = part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1;
        if (isClipped && isTooLarge) note(part, 'cut');
        const cell = part.closest('td, th').getBoundingClientRect();
        for (const { top, bottom, right } of rects(part)) {
          const isInside = top > inside.top - 1 && bottom < inside.bottom + 1 && right < cell.right + 2;
          if (!isInside) { note(part, `${[top, bottom, right]} of ${[inside.top, inside.bottom, cell.right]}`); break; }
        }
      }
      const texts = parts.flatMap((part) => rects(part).map((rect) => [part, rect]));
      for (const [one, a] of texts) for (const [other, b] of texts) {
        if (one === other) continue;
        const isOver = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5;
        if (isOver) { note(one, `over ${other.textContent}`); break; }
      }
    }
    return cut;";

fn expect_whole(options: Options) {
    let app = App::with(Site::built(), options);
    app.open("/engagements");
    let mut found = BTreeSet::new();
    for density in ["comfortable", "compact"] {
        app.run(&format!("document.documentElement.dataset.density = '{density}'"));
        for width in WIDTHS {
            let screen = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
            app.devtools("Emulation.setDeviceMetricsOverride", screen);
            app.expect_script("return innerWidth", &json!(width));
            app.run("scrollTo(0, 400)");
            app.expect_script("return document.querySelectorAll('main tbody tr').length > 5", &json!(true));
            let cut: Vec<String> = serde_json::from_value(app.run(CUT)).unwrap();
            found.extend(cut.into_iter().map(|it| format!("{density}, {width} px: {it}")));
            assert_eq!(app.overflowing(), [""; 0], "{density}, {width} px");
        }
    }
    assert!(found.is_empty(), "cut: {found:#?}");
}

#[test]
fn rows_show_whole_texts_in_english() {
    expect_whole(Options::default());
}

#[test]
fn rows_show_whole_texts_in_swedish() {
    expect_whole(Options::default().swedish());
}

#[test]
fn rows_have_headers_and_their_buttons_names_of_their_own() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    let first = model.engagement(0).name(domain::Lang::En);
    app.table("Engagements").by_role("rowheader").first().expect_contains(first);
    let engagement = model.find(|model, it| model.catalogue.cell_of_all(it).within_reach > 0);
    for (route, table) in [
        ("/engagements".to_owned(), "Engagements"),
        (format!("/engagements/{}/eligibility", engagement.id()), "Locations"),
    ] {
        app.open(&route);
        app.table(table).by_role("rowheader").first().expect_visible();
        let buttons: Vec<String> = app.table(table).by_role("button").all().into_iter().map(|it| it.name).collect();
        // Those of the header have names of their own.
        let of_rows: Vec<&String> = buttons.iter().filter(|name| name.contains(": ")).collect();
        let unique: BTreeSet<&&String> = of_rows.iter().collect();
        assert!(of_rows.len() > 6, "{buttons:?}");
        assert_eq!(unique.len(), of_rows.len(), "{of_rows:?}");
    }
}

#[test]
fn printed_list_has_every_row_and_whole_names() {
    let mut model = Model::demo();
    let names = model.names(&domain::catalogue::Query::default());
    let app = App::new();
    app.open("/engagements");
    app.table("Engagements").expect_visible();
    app.devtools("Emulation.setEmulatedMedia", json!({"media": "print"}));
    app.run("dispatchEvent(new Event('beforeprint'))");
    let text = "const shown = [...document.querySelectorAll('main tbody .table__link')]
          .filter((it) => it.scrollHeight <= it.clientHeight + 1 || getComputedStyle(it).display === 'inline');
        return shown.map((it) => it.innerText.replace(/\\s+/g, ' '))";
    app.expect_script(text, &json!(names));
    // The header stands on each page, which is landscape.
    let header = "return getComputedStyle(document.querySelector('main thead')).display";
    assert_eq!(app.run(header), json!("table-header-group"));
    app.expect_page_text("Contoso Consulting");
    app.expect_page_text("Illustrative data");
    let day = "return document.querySelector('.print-only').checkVisibility() \
               && /\\d{4}/.test(document.querySelector('.print-only').textContent)";
    assert_eq!(app.run(day), json!(true));
}
