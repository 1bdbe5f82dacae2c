//! The demo panel: its changes show at once on every page and survive a reload.

use domain::catalogue::{LocationSet, Query};
use domain::command::Command;
use domain::earning::Earning;
use domain::model::Location;
use domain::payee::{ProfileKind, ProfileStatus};
use domain::{Idx, Lang};

use crate::support::{App, Locator, Model, starts_with};

fn panel(app: &App) -> Locator<'_> {
    app.button("Demo").click();
    app.complementary("Demo").expect_visible();
    app.complementary("Demo")
}

fn at(model: &Model, name: &str) -> Query {
    Query {
        locations: LocationSet::from_positions([model.location(name)], model.locations().len()),
        ..Query::default()
    }
}

/// Waits until the app shows facets, number of actions and one row as the model has them.
fn shows(app: &App, model: &mut Model, query: &Query, engagement: usize) {
    let answer = model.query(query);
    let cell = model.catalogue.cell(&answer, model.engagement(engagement));
    let words = format!("{} of {} location", cell.qualifying, cell.enrolled);
    let name = model.engagement(engagement).name(Lang::En);
    let icon = crate::support::verdict_label(cell.verdict());
    app.expect_row(name, |row| row.icon == icon && row.locations == words);
    let counts: Vec<u32> = app.filter_counts("Eligibility").into_iter().map(|(_, count)| count).collect();
    assert_eq!(counts, answer.facets.eligibility);
    app.navigation("Views").link(&model.actions_tab()).expect_visible();
}

#[test]
fn approved_bank_profile_shows_on_every_page() {
    let mut model = Model::demo();
    let query = at(&model, "Contoso Malmö");
    let malmo = model.location("Contoso Malmö");
    let names = model.query(&query).order;
    // An engagement that lacks only the payee profile.
    let engagement = names
        .iter()
        .take(10)
        .find(|&&it| {
            let status = model.catalogue.location_statuses(model.engagement(it.index())).nth(malmo.index()).unwrap();
            status.eligible() && status.lacks_one()
        })
        .expect("an engagement that only lacks the profile")
        .index();
    let id = model.engagement(engagement).id().to_owned();
    let app = App::new();
    app.open("/engagements?location=5213406");
    shows(&app, &mut model, &query, engagement);

    let panel = panel(&app);
    panel.combobox("Location").expect_value("5213406");
    let bank = panel.group("Bank profile");
    bank.expect_contains("Action required");
    bank.button("Approve").click();
    bank.expect_contains("Approved");
    panel.by_role("status").expect_text("Bank profile of Contoso Malmö approved");
    let approve = |status| Command::SetProfile { location: "5213406".into(), profile: ProfileKind::Bank, status };
    model.catalogue = model.catalogue.with_command(&approve(ProfileStatus::Approved)).unwrap();
    panel.button("Close demo panel").click();
    app.button("Demo").expect_focus();
    shows(&app, &mut model, &query, engagement);
    app.expect_row(model.engagement(engagement).name(Lang::En), |row| row.icon == "Earning");

    // The other pages agree, also after a reload.
    app.reload();
    shows(&app, &mut model, &query, engagement);
    app.open(&format!("/engagements/{id}/eligibility"));
    let row = app.table("Locations").by_role("row").nth(malmo.index() + 1);
    row.image("Earning").expect_visible();
    row.image("Approved").expect_visible();
    app.open("/actions?location=5213406");
    app.expect_status(&format!("{} of {} actions", open_at(&model, malmo), model.catalogue.actions().len()));

    // Rejecting it on another page undoes it.
    app.open("/locations/5213406");
    let panel = self::panel(&app);
    panel.group("Bank profile").button("Reject").click();
    model.catalogue = model.catalogue.with_command(&approve(ProfileStatus::ActionRequired)).unwrap();
    app.region("Payee profile").link(starts_with("Update bank profile")).expect_visible();
    let answer = model.query(&Query { status: vec![domain::availability::Availability::Active], ..query.clone() });
    let earning = answer.facets.eligibility[Earning::Earning as usize];
    app.region("Earns on").expect_contains(&format!("Earns on {earning}"));
}

fn open_at(model: &Model, location: Idx<Location>) -> usize {
    model.catalogue.actions().iter().filter(|action| action.location == Some(location)).count()
}

#[test]
fn withdraw_grant_and_reset_update_counts() {
    let mut model = Model::demo();
    let stockholm = model.location("Contoso Stockholm");
    let query = at(&model, "Contoso Stockholm");
    let before = model.query(&query).facets.eligibility;
    let today = Model::today();
    // A designation that changes a verdict.
    let (attainment, name) = model.locations()[stockholm.index()]
        .attainments
        .iter()
        .filter(|it| {
            it.credential.as_str().starts_with("des-") && it.last.is_none_or(|last| last >= today) && it.first <= today
        })
        .find_map(|it| {
            let mut other = Model::demo();
            let command =
                Command::WithdrawAttainment { location: "4870215".into(), attainment: it.id.clone(), from: today };
            other.catalogue = other.catalogue.with_command(&command).unwrap();
            (other.query(&query).facets.eligibility != before)
                .then(|| (it.id.clone(), model.catalogue.data().credential(&it.credential).unwrap().name.en.clone()))
        })
        .expect("a designation that counts");
    let app = App::new();
    app.open("/engagements?location=4870215");
    let counts = |app: &App| app.filter_counts("Eligibility").into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts(&app), before);
    let panel = panel(&app);
    panel.button(&format!("Withdraw: {name}")).click();
    panel.by_role("status").expect_text(&format!("{name} withdrawn from Contoso Stockholm"));
    panel.button(&format!("Grant: {name}")).expect_visible();
    model.catalogue = model
        .catalogue
        .with_command(&Command::WithdrawAttainment { location: "4870215".into(), attainment, from: today })
        .unwrap();
    let without = model.query(&query).facets.eligibility;
    assert_eq!(counts(&app), without);
    app.navigation("Views").link(&model.actions_tab()).expect_visible();

    panel.button(&format!("Grant: {name}")).click();
    panel.button(&format!("Withdraw: {name}")).expect_visible();
    assert_eq!(counts(&app), before);
    panel.button(&format!("Withdraw: {name}")).click();
    panel.button(&format!("Grant: {name}")).expect_visible();
    app.reload();
    assert_eq!(counts(&app), without);

    let panel = self::panel(&app);
    panel.button("Reset demo").click();
    panel.by_role("status").expect_text("The demo was reset");
    panel.button(&format!("Withdraw: {name}")).expect_visible();
    assert_eq!(counts(&app), before);
    app.reload();
    assert_eq!(counts(&app), before);
}

#[test]
fn moved_day_updates_every_page() {
    let mut model = Model::demo();
    let app = App::new();
    app.open("/engagements");
    let panel = panel(&app);
    panel.button("30 days forward").click();
    panel.button("30 days forward").click();
    panel.button("7 days forward").click();
    let day = Model::today().plus(67);
    model.catalogue = model.catalogue.on_day(day);
    app.expect_address(&format!("/engagements?day={day}"));
    app.navigation("Views").link(&model.actions_tab()).expect_visible();
    let facets = model.query(&Query::default()).facets;
    let counts = |filter: &str| app.filter_counts(filter).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts("Status"), facets.status);
    assert_eq!(counts("Eligibility"), facets.eligibility);
    app.by_role("main").expect_contains("not today");
    // The day is part of the address, on every page.
    app.reload();
    assert_eq!(counts("Status"), facets.status);
    app.navigation("Views").link(starts_with("Actions required")).click();
    app.expect_address(&format!("/actions?day={day}"));
    app.expect_status(&format!("{0} of {0} actions", model.catalogue.actions().len()));
    app.button("Back to today").click();
    app.expect_address("/actions");
    model.catalogue = model.catalogue.on_day(Model::today());
    app.expect_status(&format!("{0} of {0} actions", model.catalogue.actions().len()));
}
