//! The list of engagements.

use domain::availability::Availability;
use domain::catalogue::{Direction, LocationSet, Query, Sort, SortKey};
use domain::earning::Earning;

use crate::support::{App, World, availability_word, searching, starts, verdict_word};

#[test]
fn it_shows_where_the_partner_earns() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/");
    app.sees_heading("Incentives | Engagements");
    app.sees_count(world.len(), world.len());
    app.table("Engagements").is("aria-rowcount", &(world.len() + 1).to_string());
    app.lists(&world.names(&Query::default()));
    for row in app.rows() {
        let engagement = world.engagement(row.index - 2);
        assert_eq!(row.locations, world.n_of_m(engagement), "{row:?}");
        assert_eq!(row.icon, verdict_word(world.verdict(engagement)), "{row:?}");
        assert!(row.cells[1].starts_with(availability_word(engagement.availability(World::today()))), "{row:?}");
        let role = &world.0.data().roles[engagement.role()].name.en;
        assert_eq!(&row.cells[2], role, "{row:?}");
        assert_eq!(row.cells[4], world.0.active_customers(engagement).to_string(), "{row:?}");
    }
    let earning = app.rows().iter().filter(|row| row.icon == "Earning").count();
    assert!(earning > 0, "a demo earns somewhere");
    app.table("Engagements").image("Earning").counts(earning);
}

#[test]
fn the_location_filter_narrows_rows_and_cells() {
    let mut world = World::demo();
    let (malmo, oslo) = (world.location("Contoso Malmö"), world.location("Contoso Oslo"));
    let at = |places: &[usize], world: &World| Query {
        locations: LocationSet::from_positions(places.iter().copied(), world.locations().len()),
        ..Query::default()
    };
    let app = App::new();
    app.open("/engagements");
    let counts = app.filter_counts("Location");
    let facets = world.ask(&Query::default()).facets.locations;
    let expected: Vec<_> = world.locations().iter().map(|it| it.name.clone()).zip(facets).collect();
    assert_eq!(counts, expected);

    app.filter("Location", "Contoso Malmö");
    let one = at(&[malmo], &world);
    app.sees_count(world.ask(&one).order.len(), world.len());
    app.lists(&world.names(&one));
    app.filter("Location", "Contoso Oslo");
    let two = at(&[malmo, oslo], &world);
    let answer = world.ask(&two);
    app.sees_count(answer.order.len(), world.len());
    app.lists(&world.names(&two));
    for row in app.rows() {
        let cell = world.0.cell(&answer, world.engagement(answer.order[row.index - 2] as usize));
        assert_eq!(row.locations, format!("{} of {} locations", cell.earning, cell.enrolled));
        assert_eq!(row.icon, verdict_word(cell.verdict()), "{row:?}");
    }
    app.button("Location 2 chosen").is_there();
}

/// Chooses each value of a filter alone, and compares count, facets and rows with the catalogue.
fn each_value(filter: &str, values: &[&str], query: impl Fn(&World, usize) -> Query) {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    let counts = app.filter_counts(filter);
    assert_eq!(counts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), values);
    for (at, value) in values.iter().enumerate() {
        let query = query(&world, at);
        let shown = world.ask(&query).order.len();
        assert_eq!(counts[at].1 as usize, shown, "{value}");
        app.filter(filter, value);
        app.sees_count(shown, world.len());
        if shown > 0 {
            app.lists(&world.names(&query));
        }
        app.list("Active filters").button(&format!("Remove filter {filter}: {value}")).click();
        app.sees_count(world.len(), world.len());
    }
}

#[test]
fn the_status_filter() {
    let values = Availability::ALL.map(availability_word);
    each_value("Status", &values, |_, at| Query { status: vec![Availability::ALL[at]], ..Query::default() });
}

#[test]
fn the_role_filter() {
    let values = ["Build intent", "Transact", "Deploy", "Use"];
    each_value("Role", &values, |world, at| Query { roles: vec![world.role(values[at])], ..Query::default() });
}

#[test]
fn the_eligibility_filter() {
    let values = Earning::ALL.map(verdict_word);
    each_value("Eligibility", &values, |_, at| Query { eligibility: vec![Earning::ALL[at]], ..Query::default() });
}

#[test]
fn filters_work_together_and_count_under_each_other() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    app.filter("Role", "Build intent");
    app.filter("Role", "Deploy");
    app.filter("Status", "Active");
    let roles = vec![world.role("Build intent"), world.role("Deploy")];
    let query = Query { roles, status: vec![Availability::Active], ..Query::default() };
    let answer = world.ask(&query);
    app.sees_count(answer.order.len(), world.len());
    let counts = |filter: &str| app.filter_counts(filter).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts("Eligibility"), answer.facets.eligibility);
    assert_eq!(counts("Status"), answer.facets.status);
    assert_eq!(counts("Role"), answer.facets.roles);
    assert_eq!(counts("Location"), answer.facets.locations);
    let areas = app.navigation("Solution areas").every("link").look();
    let expected: Vec<String> = world
        .0
        .data()
        .areas
        .iter()
        .zip(&answer.facets.areas)
        .map(|(area, n)| format!("{} {n}", area.name.en))
        .collect();
    assert_eq!(areas.iter().skip(1).map(|link| link.name.clone()).collect::<Vec<_>>(), expected);
    assert_eq!(areas[0].name, format!("All areas {}", answer.facets.all_areas));

    app.navigation("Solution areas").link(starts("Security")).click();
    let security = world.0.data().areas.iter().position(|area| area.name.en == "Security");
    let narrowed = Query { area: security, ..query };
    app.sees_count(world.ask(&narrowed).order.len(), world.len());
    app.lists(&world.names(&narrowed));
    app.navigation("Solution areas").link(starts("Security")).is("aria-current", "true");

    app.list("Active filters").button("Clear all").click();
    let only_area = Query { area: security, ..Query::default() };
    app.sees_count(world.ask(&only_area).order.len(), world.len());
    app.searchbox("Search engagements").has_focus();
}

#[test]
fn the_search_finds_every_word_without_case_or_accents() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    for text in ["copilot", "SECURITY workshop", "säkerhet", "sakerhet", "déploy"] {
        app.search(text);
        let query = searching(text);
        let found = world.names(&query);
        app.sees_count(found.len(), world.len());
        if !found.is_empty() {
            app.lists(&found);
        }
        app.button("Clear search").click();
        app.sees_count(world.len(), world.len());
        app.searchbox("Search engagements").has_focus();
    }
    let names = |text: &str, world: &mut World| world.names(&searching(text));
    assert!(!names("copilot", &mut world).is_empty());
    assert_eq!(names("déploy", &mut world), names("deploy", &mut world));
}

#[test]
fn a_slash_leads_to_the_search() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    app.press("/");
    app.searchbox("Search engagements").has_focus();
    // Within the box a slash is a slash, and each key changes the list at once.
    app.press("a/b");
    let found = world.ask(&searching("a/b")).order.len();
    app.sees_count(found, world.len());
    app.searchbox("Search engagements").one(|seen| if seen.value == "a/b" { Ok(()) } else { Err(seen.value.clone()) });
    app.is_at("/engagements?q=a%2Fb");
}

#[test]
fn every_column_sorts_both_ways_and_back() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    let columns = ["Name", "Availability", "Role", "Eligibility", "Active customers"];
    for (column, key) in columns.into_iter().zip(SortKey::ALL) {
        let first = match key {
            SortKey::Eligibility | SortKey::ActiveCustomers => Direction::Descending,
            _ => Direction::Ascending,
        };
        let header = app.table("Engagements").every("columnheader");
        let aria = |direction| if direction == Direction::Ascending { "ascending" } else { "descending" };
        for direction in [first, first.reversed()] {
            app.table("Engagements").button(column).click();
            header.wait(|seen| {
                let sorted: Vec<&str> = seen.iter().map(|seen| seen.attribute("aria-sort")).collect();
                let expected: Vec<&str> =
                    columns.map(|it| if it == column { aria(direction) } else { "none" }).to_vec();
                if sorted == expected {
                    Ok(())
                } else {
                    Err(format!("aria-sort should be {expected:?}, not {sorted:?}"))
                }
            });
            app.lists(&world.names(&Query { sort: Some(Sort { key, direction }), ..Query::default() }));
        }
        app.table("Engagements").button(column).click();
        app.lists(&world.names(&Query::default()));
    }
}

#[test]
fn where_nothing_matches_one_click_brings_something_back() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements?role=deploy&q=nothingislikethis");
    app.sees_count(0, world.len());
    app.heading("No engagement matches").is_there();
    app.table("Engagements").is_gone();
    app.button("Clear role filter").is_there();
    app.button("Clear search filter").click();
    let deploy = Query { roles: vec![world.role("Deploy")], ..Query::default() };
    app.sees_count(world.ask(&deploy).order.len(), world.len());
    app.searchbox("Search engagements").has_focus();
    app.search("nothingislikethis");
    app.heading("No engagement matches").is_there();
    app.every("main").button("Clear all").first().click();
    app.sees_count(world.len(), world.len());
    app.is_at("/engagements");
}
