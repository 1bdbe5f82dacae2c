//! Every verdict explains itself, in one step from the icon.

use domain::earning::Earning;

use crate::support::{App, World, keys, starts, verdict_word};

#[test]
fn the_icon_leads_to_where_and_why() {
    let world = World::demo();
    let engagement = world.first(|world, it| {
        let cell = world.0.cell_of_all(it);
        cell.earning > 0 && cell.within_reach > 0 && cell.earning + cell.within_reach < cell.enrolled
    });
    let name = engagement.name(domain::Lang::En);
    let app = App::new();
    app.open("/engagements");
    let row = app.row(name, |row| row.icon == "Earning");
    let table = app.table("Engagements");
    let button = table.every("row").nth(row.index - 1).button(&world.n_of_m(engagement));
    button.click();
    button.is("aria-expanded", "true");

    let told = app.dialog(&format!("Earning at {}", world.n_of_m(engagement)));
    for verdict in Earning::ALL {
        told.heading(verdict_word(verdict)).is_there();
    }
    let expected: Vec<String> = Earning::ALL
        .into_iter()
        .flat_map(|verdict| {
            let places = world
                .0
                .standings(engagement)
                .zip(world.locations())
                .filter(move |(standing, _)| standing.enrolled && standing.verdict() == verdict);
            places.map(|(_, location)| location.name.clone()).take(12)
        })
        .collect();
    let links =
        told.every("link").wait(|seen| if seen.len() > 1 { Ok(seen.to_vec()) } else { Err("no links".to_owned()) });
    let names: Vec<String> =
        links.iter().map(|link| link.name.clone()).filter(|name| name.starts_with("Contoso")).collect();
    assert_eq!(names, expected);
    // Whatever does not earn says what it lacks.
    for item in told.every("listitem").look() {
        let location = expected.iter().find(|name| item.text.starts_with(name.as_str())).expect("a location");
        let position = world.location(location);
        let reason = item.text.strip_prefix(location.as_str()).unwrap().trim();
        assert!(world.0.verdict_at(engagement, position) == Earning::Earning || !reason.is_empty(), "{location}: why?");
    }

    app.press(keys::ESCAPE);
    told.is_gone();
    button.has_focus();
    button.click();
    told.link(&expected[0]).click();
    app.sees_heading(&expected[0]);
    app.back();
    app.row(name, |_| true);
    table.every("row").nth(row.index - 1).button(starts(&world.n_of_m(engagement))).click();
    app.dialog(starts("Earning at")).link("Show every location").click();
    app.sees_heading(name);
    app.is_at(&format!("/engagements/{}/eligibility", engagement.id()));
}

#[test]
fn with_a_location_filter_it_tells_of_those_locations() {
    let app = App::new();
    app.open("/engagements?location=5213406&location=4931170");
    app.table("Engagements").every("row").nth(1).every("button").click();
    let told = app.dialog(starts("Earning at"));
    let links =
        told.every("link").wait(|seen| if seen.len() > 1 { Ok(seen.to_vec()) } else { Err("no links".to_owned()) });
    let names: Vec<&str> =
        links.iter().map(|link| link.name.as_str()).filter(|name| name.starts_with("Contoso")).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"Contoso Malmö") && names.contains(&"Contoso Oslo"), "{names:?}");
    // A press elsewhere closes it.
    app.every("heading").first().click();
    told.is_gone();
}
