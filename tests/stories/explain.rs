//! The explanation of a verdict, which opens from the Eligibility cell.

use domain::availability::Availability;
use domain::earning::Earning;

use crate::support::{App, Model, keys, starts_with, verdict_label};

#[test]
fn explanation_lists_locations_with_reasons() {
    let model = Model::demo();
    let engagement = model.find(|model, it| {
        let cell = model.catalogue.cell_of_all(it);
        cell.shows(Earning::Earning) && cell.within_reach > 0 && cell.qualifying + cell.within_reach < cell.enrolled
    });
    let name = engagement.name(domain::Lang::En);
    let app = App::new();
    app.open("/engagements");
    let row = app.expect_row(name, |row| row.icon == "Earning");
    let table = app.table("Engagements");
    let button = table.by_role("row").nth(row.index - 1).button(&model.earning_count(engagement));
    button.click();
    button.expect_attribute("aria-expanded", "true");

    let dialog = app.dialog(&format!("Earning at {}", model.earning_count(engagement)));
    let possible = Earning::possible(Availability::Active).iter().copied();
    for verdict in possible.clone() {
        dialog.heading(verdict_label(verdict)).expect_visible();
    }
    let expected: Vec<String> = possible
        .flat_map(|verdict| {
            let places = model
                .catalogue
                .location_statuses(engagement)
                .zip(model.locations())
                .filter(move |(status, _)| status.enrolled && status.verdict(Availability::Active) == verdict);
            places.map(|(_, location)| location.name.clone()).take(12)
        })
        .collect();
    let links = dialog
        .by_role("link")
        .wait_until(|found| if found.len() > 1 { Ok(found.to_vec()) } else { Err("no links".to_owned()) });
    let names: Vec<String> =
        links.iter().map(|link| link.name.clone()).filter(|name| name.starts_with("Contoso")).collect();
    assert_eq!(names, expected);
    // Each location that does not earn has a reason.
    for item in dialog.by_role("listitem").all() {
        let location = expected.iter().find(|name| item.text.starts_with(name.as_str())).expect("a location");
        let position = model.location(location);
        let reason = item.text.strip_prefix(location.as_str()).unwrap().trim();
        assert!(
            model.catalogue.verdict_at(engagement, position) == Earning::Earning || !reason.is_empty(),
            "{location}: why?"
        );
    }

    app.press(keys::ESCAPE);
    dialog.expect_gone();
    button.expect_focus();
    button.click();
    dialog.link(&expected[0]).click();
    app.expect_heading(&expected[0]);
    app.back();
    app.expect_row(name, |_| true);
    table.by_role("row").nth(row.index - 1).button(starts_with(&model.earning_count(engagement))).click();
    app.dialog(starts_with("Earning at")).link("Show every location").click();
    app.expect_heading(name);
    app.expect_address(&format!("/engagements/{}/eligibility", engagement.id()));
}

#[test]
fn explanation_follows_the_location_filter() {
    let app = App::new();
    app.open("/engagements?location=5213406&location=4931170");
    app.table("Engagements").by_role("row").nth(1).by_role("button").click();
    let dialog = app.dialog(starts_with("Earning at"));
    let links = dialog
        .by_role("link")
        .wait_until(|found| if found.len() > 1 { Ok(found.to_vec()) } else { Err("no links".to_owned()) });
    let names: Vec<&str> =
        links.iter().map(|link| link.name.as_str()).filter(|name| name.starts_with("Contoso")).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"Contoso Malmö") && names.contains(&"Contoso Oslo"), "{names:?}");
    // A click outside closes it.
    app.by_role("heading").first().click();
    dialog.expect_gone();
}
