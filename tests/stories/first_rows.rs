//! Rows before the last byte: the list shows its first rows while the rest of the data is still arriving.

use domain::catalogue::Query;
use fault_proxy::Fault;

use crate::support::{App, DATA, Model, Options, Site, keys, starts_with};

/// Limits of many seconds pass four times as fast: a stalled response is then requested again after some seconds.
const FASTER: &str = "const real = window.setTimeout; \
    window.setTimeout = (f, ms, ...more) => real(f, ms >= 5000 ? ms / 4 : ms, ...more);";

const ENGAGEMENTS: usize = 900;

/// A list whose data stall after a part of the engagements, and a model of all data.
fn app_with_stalled_data() -> (App, Model) {
    let options = Options { before: Some(FASTER), waits_for_load: false, ..Options::default() };
    let app = App::with(Site::with_generated(ENGAGEMENTS, 20).with_faults(), options);
    let data = app.site.read(DATA);
    let engagements = String::from_utf8_lossy(&data).find("\"engagements\":").unwrap_or_default();
    app.site.faults().set(DATA, Fault::StallAfter(engagements + 200_000));
    (app, Model::of(&data))
}

fn expect_loading(app: &App) {
    app.expect_status("Loading …");
    app.by_role("main").expect_contains("engagements read so far");
}

/// Asserts that the rendered rows are the first of these names; returns every cell of them.
fn first_rows(app: &App, names: &[String]) -> Vec<String> {
    app.wait_until(|| {
        let rows = app.rows();
        let is_first = rows.len() >= 8 && rows.iter().all(|row| names.get(row.index - 2) == Some(&row.name));
        if is_first { Ok(()) } else { Err(format!("other rows: {rows:?}")) }
    });
    app.rows().into_iter().take(8).map(|row| format!("{row:?}")).collect()
}

#[test]
fn first_rows_are_shown_while_data_arrive_and_stay() {
    let (app, mut model) = app_with_stalled_data();
    let names = model.names(&Query::default());
    app.visit("/engagements");
    app.table("Engagements").expect_attribute("aria-rowcount", "-1");
    let early = first_rows(&app, &names);
    expect_loading(&app);
    app.button(starts_with("Status")).first().click();
    app.group("Status").by_role("checkbox").wait_until(|found| {
        let is_unknown = found.len() == 3 && found.iter().all(|option| option.name.ends_with('…'));
        if is_unknown { Ok(()) } else { Err("no count is known yet".to_owned()) }
    });
    app.press(keys::ESCAPE);
    app.site.faults().clear_all();
    app.expect_count_of(ENGAGEMENTS, ENGAGEMENTS);
    assert_eq!(first_rows(&app, &names), early);
    app.table("Engagements").expect_attribute("aria-rowcount", &(ENGAGEMENTS + 1).to_string());
}

#[test]
fn what_is_typed_while_data_arrive_is_answered_when_they_are_there() {
    let (app, mut model) = app_with_stalled_data();
    app.visit("/engagements");
    app.table("Engagements").expect_visible();
    app.search("workshop");
    expect_loading(&app);
    app.table("Engagements").expect_gone();
    app.site.faults().clear_all();
    let names = model.names(&Query { text: "workshop".to_owned(), ..Query::default() });
    app.expect_count_of(names.len(), ENGAGEMENTS);
}

#[test]
fn address_that_needs_all_data_shows_how_far_loading_is() {
    let (app, _) = app_with_stalled_data();
    app.visit("/engagements?sort=name");
    expect_loading(&app);
    app.table("Engagements").expect_gone();
    app.site.faults().clear_all();
    app.expect_count_of(ENGAGEMENTS, ENGAGEMENTS);
    app.table("Engagements").expect_visible();
}
