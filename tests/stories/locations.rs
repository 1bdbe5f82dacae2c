//! The list of locations: numbers, search, filters, sort, and where the links lead.

use domain::Lang;
use domain::earning::Earning;
use domain::locations::{LocationRow, LocationsQuery, location_rows};

use crate::support::{App, Model, Options, Site, starts_with};

/// Returns the rows that a query gives, without names of countries.
fn rows(model: &Model, query: &LocationsQuery) -> Vec<LocationRow> {
    let rows = location_rows(&model.catalogue, &model.catalogue.actions());
    query.answer(&model.catalogue, &rows, str::to_owned).rows
}

fn name(model: &Model, row: &LocationRow) -> String {
    model.locations()[row.at.index()].name.clone()
}

/// Waits until the table has these locations in this order.
#[track_caller]
fn expect_locations(app: &App, expected: &[String]) {
    app.table("Locations").by_role("rowheader").wait_until(|found| {
        let shown = found.iter().map(|cell| cell.text.split(" PLID").next().unwrap_or_default().to_owned());
        if shown.eq(expected.iter().cloned()) { Ok(()) } else { Err(format!("the locations should be {expected:?}")) }
    });
}

#[test]
fn every_location_is_listed_with_its_numbers() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.navigation("Views").link("Locations").click();
    app.expect_address("/locations");
    app.expect_heading("Incentives | Locations");
    let rows = rows(&model, &LocationsQuery::default());
    app.expect_status(&format!("{0} of {0} locations", rows.len()));
    expect_locations(&app, &rows.iter().map(|row| name(&model, row)).collect::<Vec<_>>());
    let row = rows.iter().find(|row| row.standing.earning > 0 && row.standing.ready > 0).unwrap();
    let name = name(&model, row);
    let engagements = |n: u32| format!("{n} {}", if n == 1 { "engagement" } else { "engagements" });
    let table = app.table("Locations");
    table.link(&format!("{name} is ready for {}", engagements(row.standing.ready))).expect_visible();
    // The number is what its link shows in the list.
    table.link(&format!("{name} earns on {}", engagements(row.standing.earning))).click();
    let id = &model.locations()[row.at.index()].id;
    app.expect_address(&format!("/engagements?location={}&eligibility=earning", id.as_str()));
    app.expect_count_of(row.standing.earning as usize, model.len());
    app.back();
    app.table("Locations").link(starts_with(&name)).first().click();
    app.expect_heading(&name);
    // Back in the list by its breadcrumb.
    app.navigation("Breadcrumb").link("Locations").click();
    app.expect_heading("Incentives | Locations");
}

#[test]
fn locations_are_searched_filtered_and_sorted_in_the_address() {
    let model = Model::demo();
    let all = rows(&model, &LocationsQuery::default()).len();
    let app = App::new();
    app.open("/locations");
    app.searchbox("Search locations").type_text("sweden");
    let swedish = |query: LocationsQuery| {
        let rows = rows(&model, &LocationsQuery { countries: vec!["SE".to_owned()], ..query });
        rows.iter().map(|row| name(&model, row)).collect::<Vec<_>>()
    };
    expect_locations(&app, &swedish(LocationsQuery::default()));
    app.expect_address("/locations?q=sweden");
    app.toggle_filter("Eligibility", "Earning");
    let earning = LocationsQuery { eligibility: vec![Earning::Earning], ..LocationsQuery::default() };
    expect_locations(&app, &swedish(earning));
    app.expect_address("/locations?eligibility=earning&q=sweden");
    // The address is the view: the same after loading it again.
    app.reload();
    app.expect_status(&format!(
        "{} of {all} locations",
        swedish(LocationsQuery { eligibility: vec![Earning::Earning], ..LocationsQuery::default() }).len()
    ));
    app.button("Clear all").click();
    app.expect_status(&format!("{all} of {all} locations"));
    app.by_role("columnheader").first().expect_attribute("aria-sort", "none");
    app.table("Locations").button("Actions").click();
    app.expect_address("/locations?sort=-actions");
    let mut by_actions = rows(&model, &LocationsQuery::default());
    by_actions.sort_by_key(|row| std::cmp::Reverse(row.actions));
    expect_locations(&app, &by_actions.iter().map(|row| name(&model, row)).collect::<Vec<_>>());
    app.searchbox("Search locations").type_text("nowhere");
    app.by_role("main").expect_contains("No location matches");
    app.button("Clear search").click();
    expect_locations(&app, &by_actions.iter().map(|row| name(&model, row)).collect::<Vec<_>>());
}

#[test]
fn locations_are_listed_in_swedish_on_a_phone() {
    let model = Model::demo();
    let rows = rows(&model, &LocationsQuery { lang: Lang::Sv, ..LocationsQuery::default() });
    let app = App::with(Site::built(), Options::phone(360).swedish());
    app.open("/locations");
    app.expect_heading("Incitament | Platser");
    app.expect_status(&format!("{0} av {0} platser", rows.len()));
    assert_eq!(app.overflowing(), Vec::<String>::new());
    app.table("Platser").by_role("rowheader").expect_count(rows.len());
}
