//! The list of engagements: rows, filters, search, sorting.

use domain::availability::Availability;
use domain::catalogue::{Direction, LocationSet, Query, Sort, SortKey};
use domain::earning::Earning;
use domain::model::Location;
use domain::{Idx, Lang};

use crate::support::{
    App, Model, Options, Site, availability_label, cell_words, keys, starts_with, text_query, verdict_label,
};

#[test]
fn shows_the_verdict_of_each_engagement() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/");
    app.expect_heading("Incentives | Engagements");
    app.expect_count_of(model.len(), model.len());
    app.table("Engagements").expect_attribute("aria-rowcount", &(model.len() + 1).to_string());
    app.expect_rows(&model.names(&Query::default()));
    let rows = app.wait_until(|| match app.rows() {
        rows if rows.len() == model.len() => Ok(rows),
        rows => Err(format!("{} rows are there yet", rows.len())),
    });
    for row in &rows {
        let engagement = model.engagement(row.index - 2);
        assert_eq!(row.locations, model.earning_count(engagement), "{row:?}");
        assert_eq!(row.icon, verdict_label(model.verdict(engagement)), "{row:?}");
        assert!(row.cells[1].starts_with(availability_label(engagement.availability(Model::today()))), "{row:?}");
        let role = &model.catalogue.data().roles[engagement.role().index()].name.en;
        assert_eq!(&row.cells[2], role, "{row:?}");
        assert_eq!(row.cells[4], model.catalogue.active_customers_of_all(engagement).to_string(), "{row:?}");
    }
    let earning = rows.iter().filter(|row| row.icon == "Earning").count();
    assert!(earning > 0, "a demo earns somewhere");
    app.table("Engagements").image("Earning").expect_count(earning);
}

#[test]
fn location_filter_narrows_rows_and_cells() {
    let mut model = Model::demo();
    let (malmo, oslo) = (model.location("Contoso Malmö"), model.location("Contoso Oslo"));
    let at = |places: &[Idx<Location>], model: &Model| Query {
        locations: LocationSet::from_positions(places.iter().copied(), model.locations().len()),
        ..Query::default()
    };
    let app = App::new();
    app.open("/engagements");
    let counts = app.filter_counts("Location");
    let facets = model.query(&Query::default()).facets.locations;
    let expected: Vec<_> = model.locations().iter().map(|it| it.name.clone()).zip(facets).collect();
    assert_eq!(counts, expected);

    app.toggle_filter("Location", "Contoso Malmö");
    let one = at(&[malmo], &model);
    app.expect_count_of(model.query(&one).order.len(), model.len());
    app.expect_rows(&model.names(&one));
    app.toggle_filter("Location", "Contoso Oslo");
    let two = at(&[malmo, oslo], &model);
    let answer = model.query(&two);
    app.expect_count_of(answer.order.len(), model.len());
    app.expect_rows(&model.names(&two));
    // Rows outside of the viewport follow after a pause.
    app.wait_until(|| {
        let rows = app.rows();
        let wrong = rows.iter().find(|row| {
            let engagement = model.engagement(answer.order[row.index - 2].index());
            let cell = model.catalogue.cell(&answer, engagement);
            let customers = model.catalogue.active_customers(&answer, engagement).to_string();
            row.locations != cell_words(cell) || row.icon != verdict_label(cell.verdict()) || row.cells[4] != customers
        });
        wrong.map_or(Ok(()), |row| Err(format!("{row:?}")))
    });
    app.button("Location 2 chosen").expect_visible();
    app.expect_page_text("Eligibility and active customers count the chosen locations only.");
}

/// Chooses each value of a filter alone, and compares count, facets and rows with the model.
fn check_each_value(filter: &str, values: &[&str], query: impl Fn(&Model, usize) -> Query) {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    let counts = app.filter_counts(filter);
    assert_eq!(counts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), values);
    for (at, value) in values.iter().enumerate() {
        let query = query(&model, at);
        let shown = model.query(&query).order.len();
        assert_eq!(counts[at].1 as usize, shown, "{value}");
        app.toggle_filter(filter, value);
        app.expect_count_of(shown, model.len());
        if shown > 0 {
            app.expect_rows(&model.names(&query));
        }
        app.list("Active filters").button(&format!("Remove filter {filter}: {value}")).click();
        app.expect_count_of(model.len(), model.len());
    }
}

#[test]
fn status_filter_finds_the_counted_rows() {
    let values = Availability::ALL.map(availability_label);
    check_each_value("Status", &values, |_, at| Query { status: vec![Availability::ALL[at]], ..Query::default() });
}

#[test]
fn role_filter_finds_the_counted_rows() {
    let values = ["Build intent", "Transact", "Deploy", "Use"];
    check_each_value("Role", &values, |model, at| Query { roles: vec![model.role(values[at])], ..Query::default() });
}

#[test]
fn eligibility_filter_finds_the_counted_rows() {
    let values = Earning::ALL.map(verdict_label);
    check_each_value("Eligibility", &values, |_, at| Query { eligibility: vec![Earning::ALL[at]], ..Query::default() });
}

/// The number beside a location is what a click shows, also while something else is chosen.
#[test]
fn r6_12_location_counts_are_what_a_click_shows() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements?eligibility=earning&eligibility=within-reach");
    for (name, count) in app.filter_counts("Location") {
        app.toggle_filter("Location", &name);
        app.expect_count_of(count as usize, model.len());
        app.toggle_filter("Location", &name);
    }
}

#[test]
fn r6_8_eligibility_filter_has_five_values_in_swedish() {
    let mut model = Model::demo();
    let app = App::with(Site::built(), Options::default().swedish());
    app.open("/engagements");
    let names = ["Ger intäkt", "Redo", "Inom räckhåll", "Ger ingen intäkt", "Avslutad"];
    let counts = app.filter_counts("Berättigande");
    let expected = model.query(&Query { lang: Lang::Sv, ..Query::default() }).facets.eligibility;
    assert_eq!(counts, names.map(ToOwned::to_owned).into_iter().zip(expected).collect::<Vec<_>>());
    for (name, count) in counts {
        app.toggle_filter("Berättigande", &name);
        app.expect_status(&format!("{count} av {} engagemang", model.len()));
        app.list("Aktiva filter").button(&format!("Ta bort filtret Berättigande: {name}")).click();
    }
}

#[test]
fn r6_7_unknown_values_in_the_address_are_ignored() {
    let model = Model::demo();
    let app = App::new();
    app.open("/engagements?location=nowhere&role=none&area=void&status=soon&eligibility=maybe&location=nowhere");
    app.expect_count_of(model.len(), model.len());
    app.list("Active filters").expect_gone();
    for filter in ["Location", "Status", "Role", "Eligibility"] {
        app.group(filter).expect_gone();
        app.button(filter).first().expect_visible();
    }
    app.navigation("Solution areas").link(starts_with("All areas")).expect_attribute("aria-current", "true");
    // The popover agrees with its row.
    let engagement = model.with_verdict(Earning::Earning);
    let row = app.expect_row(engagement.name(Lang::En), |row| row.icon == "Earning");
    app.table("Engagements").by_role("row").nth(row.index - 1).button(starts_with(&row.locations)).click();
    let dialog = app.dialog(&format!("{}: Earning at {}", engagement.name(Lang::En), model.earning_count(engagement)));
    dialog.by_role("listitem").expect_count(model.catalogue.cell_of_all(engagement).enrolled as usize);
    app.press(keys::ESCAPE);

    // A known location beside an unknown one counts alone.
    app.open("/engagements?location=nowhere&location=5213406&location=5213406");
    app.list("Active filters").button("Remove filter Location: Contoso Malmö").expect_visible();
    app.list("Active filters").by_role("listitem").expect_count(2);
    app.button("Location 1 chosen").expect_visible();
}

#[test]
fn r1_5_column_and_filter_of_the_availability_name_each_other() {
    let app = App::new();
    app.open("/engagements");
    let column = app.table("Engagements").button("Availability").get();
    assert_eq!(column.attribute("title"), "Availability: to filter by it, use Status");
    assert_eq!(app.button("Status").get().attribute("title"), "Status: filters by the column Availability");
}

#[test]
fn filters_combine_and_facets_follow() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.toggle_filter("Role", "Build intent");
    app.toggle_filter("Role", "Deploy");
    app.toggle_filter("Status", "Active");
    let roles = vec![model.role("Build intent"), model.role("Deploy")];
    let query = Query { roles, status: vec![Availability::Active], ..Query::default() };
    let answer = model.query(&query);
    app.expect_count_of(answer.order.len(), model.len());
    let counts = |filter: &str| app.filter_counts(filter).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts("Eligibility"), answer.facets.eligibility);
    assert_eq!(counts("Status"), answer.facets.status);
    assert_eq!(counts("Role"), answer.facets.roles);
    assert_eq!(counts("Location"), answer.facets.locations);
    let areas = app.navigation("Solution areas").by_role("link").all();
    let expected: Vec<String> = model
        .catalogue
        .data()
        .areas
        .iter()
        .zip(&answer.facets.areas)
        .map(|(area, n)| format!("{} {n}", area.name.en))
        .collect();
    assert_eq!(areas.iter().skip(1).map(|link| link.name.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(areas[0].name, format!("All areas {}", answer.facets.all_areas));

    app.navigation("Solution areas").link(starts_with("Security")).click();
    let security = model.catalogue.data().areas.iter().position(|area| area.name.en == "Security").map(Idx::new);
    let narrowed = Query { area: security, ..query };
    app.expect_count_of(model.query(&narrowed).order.len(), model.len());
    app.expect_rows(&model.names(&narrowed));
    app.navigation("Solution areas").link(starts_with("Security")).expect_attribute("aria-current", "true");

    app.list("Active filters").button("Clear all").click();
    let only_area = Query { area: security, ..Query::default() };
    app.expect_count_of(model.query(&only_area).order.len(), model.len());
    app.searchbox("Search engagements").expect_focus();
}

#[test]
fn search_ignores_case_and_diacritics() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    for text in ["copilot", "SECURITY workshop", "säkerhet", "sakerhet", "déploy"] {
        app.search(text);
        let query = text_query(text);
        let found = model.names(&query);
        app.expect_count_of(found.len(), model.len());
        if !found.is_empty() {
            app.expect_rows(&found);
        }
        app.button("Clear search").click();
        app.expect_count_of(model.len(), model.len());
        app.searchbox("Search engagements").expect_focus();
    }
    let names = |text: &str, model: &mut Model| model.names(&text_query(text));
    assert!(!names("copilot", &mut model).is_empty());
    assert_eq!(names("déploy", &mut model), names("deploy", &mut model));
}

#[test]
fn slash_focuses_the_search_box() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    app.press("/");
    app.searchbox("Search engagements").expect_focus();
    // Within the search box a slash is text.
    app.press("a/b");
    let found = model.query(&text_query("a/b")).order.len();
    app.expect_count_of(found, model.len());
    app.searchbox("Search engagements").expect_value("a/b");
    app.expect_address("/engagements?q=a%2Fb");
}

#[test]
fn every_column_sorts_both_ways_and_back() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    let columns = ["Name", "Availability", "Role", "Eligibility", "Active customers"];
    for (column, key) in columns.into_iter().zip(SortKey::ALL) {
        let first = match key {
            SortKey::Eligibility | SortKey::ActiveCustomers => Direction::Descending,
            _ => Direction::Ascending,
        };
        let header = app.table("Engagements").by_role("columnheader");
        let aria = |direction| if direction == Direction::Ascending { "ascending" } else { "descending" };
        for direction in [first, first.reversed()] {
            app.table("Engagements").button(column).click();
            header.wait_until(|found| {
                let sorted: Vec<&str> = found.iter().map(|found| found.attribute("aria-sort")).collect();
                let expected: Vec<&str> =
                    columns.map(|it| if it == column { aria(direction) } else { "none" }).to_vec();
                if sorted == expected {
                    Ok(())
                } else {
                    Err(format!("aria-sort should be {expected:?}, not {sorted:?}"))
                }
            });
            app.expect_rows(&model.names(&Query { sort: Some(Sort { key, direction }), ..Query::default() }));
        }
        app.table("Engagements").button(column).click();
        app.expect_rows(&model.names(&Query::default()));
    }
}

#[test]
fn empty_list_offers_to_clear_filters() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements?role=deploy&q=nothingislikethis");
    app.expect_count_of(0, model.len());
    app.heading("No engagement matches").expect_visible();
    app.table("Engagements").expect_gone();
    app.button(starts_with("Clear role filter")).expect_gone();
    let found = model.query(&Query { roles: vec![model.role("Deploy")], ..Query::default() }).order.len();
    app.button(&format!("Clear search filter ({found})")).click();
    let deploy = Query { roles: vec![model.role("Deploy")], ..Query::default() };
    app.expect_count_of(model.query(&deploy).order.len(), model.len());
    app.searchbox("Search engagements").expect_focus();
    app.search("nothingislikethis");
    app.heading("No engagement matches").expect_visible();
    app.by_role("main").button("Clear all").first().click();
    app.expect_count_of(model.len(), model.len());
    app.expect_address("/engagements");
}
