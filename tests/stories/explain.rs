//! The explanation of a verdict, which opens from the Eligibility cell.

use domain::availability::Availability;
use domain::dataset::data::EngagementRef;
use domain::earning::Earning;
use domain::eligibility::credential_of;
use domain::view::{Lack, Reason, assess};

use crate::support::{App, Model, contains, keys, starts_with, verdict_label};

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
    let button = table.by_role("row").nth(row.index - 1).button(starts_with(&model.earning_count(engagement)));
    button.click();
    button.expect_attribute("aria-expanded", "true");

    let dialog = app.dialog(&format!("{name}: Earning at {}", model.earning_count(engagement)));
    dialog.heading(name).expect_visible();
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
    app.dialog(starts_with(name)).link("Show every location").click();
    app.expect_heading(name);
    app.expect_address(&format!("/engagements/{}/eligibility", engagement.id()));
}

#[test]
fn explanation_follows_the_location_filter() {
    let app = App::new();
    app.open("/engagements?location=5213406&location=4931170");
    app.table("Engagements").by_role("row").nth(1).by_role("button").click();
    let dialog = app.dialog(contains(": Earning at "));
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

/// Opens the explanation of an engagement's row.
fn explain(app: &App, model: &Model, engagement: EngagementRef<'_>) {
    app.open("/engagements");
    app.search(engagement.name(domain::Lang::En));
    let count = model.earning_count(engagement);
    let row = app.expect_row(engagement.name(domain::Lang::En), |row| row.locations == count);
    app.table("Engagements").by_role("row").nth(row.index - 1).button(starts_with(&count)).click();
}

#[test]
fn r5_4_upcoming_engagement_is_ready_and_earns_nowhere() {
    let model = Model::demo();
    let engagement = model.with_verdict(Earning::Ready);
    let app = App::new();
    explain(&app, &model, engagement);
    let cell = model.catalogue.cell_of_all(engagement);
    let dialog = app.dialog(contains(&format!(": Ready at {} of {} locations", cell.qualifying, cell.enrolled)));
    dialog.heading("Ready").expect_visible();
    dialog.image("Ready").expect_count(cell.qualifying as usize);
    dialog.expect_lacks("Earning");
    dialog.by_role("listitem").first().expect_contains("earns");
}

#[test]
fn r5_5_ended_engagement_says_so_without_locations() {
    let model = Model::demo();
    let engagement = model.with_verdict(Earning::Ended);
    let app = App::new();
    explain(&app, &model, engagement);
    let dialog = app.dialog(contains(": Ended on "));
    dialog.expect_contains("Its term is over: no location earns on it any more.");
    dialog.by_role("listitem").expect_count(0);
    dialog.expect_lacks(" of ");
}

/// Returns whether a location lacks one of several criteria of an engagement.
fn has_choices(model: &Model, engagement: EngagementRef<'_>, at: usize) -> bool {
    match assess(engagement, &model.locations()[at], Model::today()).reason {
        Reason::Lacks(lacks) => lacks.iter().any(|lack| matches!(lack, Lack::OneOf(_))),
        _ => false,
    }
}

#[test]
fn reason_names_the_choices() {
    let model = Model::demo();
    let engagement = model.find(|model, it| (0..model.locations().len()).any(|at| has_choices(model, it, at)));
    let at = (0..model.locations().len()).find(|&at| has_choices(&model, engagement, at)).unwrap();
    let app = App::new();
    explain(&app, &model, engagement);
    let name = &model.locations()[at].name;
    let dialog = app.by_role("dialog");
    let item = dialog
        .by_role("listitem")
        .wait_until(|found| found.iter().find(|it| it.text.starts_with(name)).cloned().ok_or_else(|| name.clone()));
    assert!(item.text.contains("One of: "), "{}", item.text);
    assert!(!item.text.contains("1 criterion to meet"), "{}", item.text);
    let assessment = assess(engagement, &model.locations()[at], Model::today());
    let Reason::Lacks(lacks) = assessment.reason else { panic!("nothing is lacking") };
    for lack in &lacks {
        let Lack::OneOf(choices) = lack else { continue };
        for (criterion, _) in choices.iter().take(3) {
            let credential = credential_of(criterion).and_then(|id| model.catalogue.data().credential(id));
            let title = credential.map_or_else(String::new, |credential| credential.name.en.clone());
            assert!(item.text.contains(&title), "{title} in {}", item.text);
        }
    }
}
