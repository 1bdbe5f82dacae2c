//! The demo panel: whatever is decided there shows at once, everywhere, and survives a reload.

use domain::Lang;
use domain::catalogue::{LocationSet, Query};
use domain::command::Command;
use domain::earning::Earning;
use domain::payee::{ProfileKind, ProfileStatus};

use crate::support::{App, Target, World, starts};

/// Opens the panel.
fn panel(app: &App) -> Target<'_> {
    app.button("Demo").click();
    app.complementary("Demo").is_there();
    app.complementary("Demo")
}

fn at(world: &World, name: &str) -> Query {
    Query {
        locations: LocationSet::from_positions([world.location(name)], world.locations().len()),
        ..Query::default()
    }
}

/// What the app shows of a world: facets, the number of actions, and one engagement's row.
fn shows(app: &App, world: &mut World, query: &Query, engagement: usize) {
    let answer = world.ask(query);
    let cell = world.0.cell(&answer, world.engagement(engagement));
    let words = format!("{} of {} location", cell.earning, cell.enrolled);
    let name = world.engagement(engagement).name(Lang::En);
    let icon = crate::support::verdict_word(cell.verdict());
    app.row(name, |row| row.icon == icon && row.locations == words);
    let counts: Vec<u32> = app.filter_counts("Eligibility").into_iter().map(|(_, count)| count).collect();
    assert_eq!(counts, answer.facets.eligibility);
    app.navigation("Views").link(&format!("Actions required ({})", world.0.actions().len())).is_there();
}

#[test]
fn approving_a_bank_profile_turns_the_icon_green_everywhere() {
    let mut world = World::demo();
    let query = at(&world, "Contoso Malmö");
    let malmo = world.location("Contoso Malmö");
    let names = world.ask(&query).order;
    // Only the payee profile is lacking.
    let engagement = *names
        .iter()
        .take(10)
        .find(|&&it| {
            let standing = world.0.standings(world.engagement(it as usize)).nth(malmo).unwrap();
            standing.eligible() && standing.within_reach()
        })
        .expect("an engagement that only lacks the profile") as usize;
    let id = world.engagement(engagement).id().to_owned();
    let app = App::new();
    app.open("/engagements?location=5213406");
    shows(&app, &mut world, &query, engagement);

    let panel = panel(&app);
    panel.combobox("Location").one(|seen| if seen.value == "5213406" { Ok(()) } else { Err(seen.value.clone()) });
    let bank = panel.group("Bank profile");
    bank.has("Action required");
    bank.button("Approve").click();
    bank.has("Approved");
    panel.every("status").says("Bank profile of Contoso Malmö approved");
    let approve = |status| Command::SetProfile { location: "5213406".into(), profile: ProfileKind::Bank, status };
    world.0.apply(&approve(ProfileStatus::Approved)).unwrap();
    panel.button("Close demo panel").click();
    app.button("Demo").has_focus();
    shows(&app, &mut world, &query, engagement);
    app.row(world.engagement(engagement).name(Lang::En), |row| row.icon == "Earning");

    // The same on the other pages, and after a reload.
    app.reload();
    shows(&app, &mut world, &query, engagement);
    app.open(&format!("/engagements/{id}/eligibility"));
    let row = app.table("Locations").every("row").nth(malmo + 1);
    row.image("Earning").is_there();
    row.image("Approved").is_there();
    app.open("/actions?location=5213406");
    app.says(&format!("{} of {} actions", open_at(&world, malmo), world.0.actions().len()));

    // Rejected again, from another page.
    app.open("/locations/5213406");
    let panel = self::panel(&app);
    panel.group("Bank profile").button("Reject").click();
    world.0.apply(&approve(ProfileStatus::ActionRequired)).unwrap();
    app.region("Payee profile").link(starts("Update bank profile")).is_there();
    let answer = world.ask(&Query { status: vec![domain::availability::Availability::Active], ..query.clone() });
    let earning = answer.facets.eligibility[Earning::Earning as usize];
    app.region("Earns on").has(&format!("Earns on {earning}"));
}

fn open_at(world: &World, location: usize) -> usize {
    world.0.actions().iter().filter(|action| action.location == Some(location)).count()
}

#[test]
fn what_is_withdrawn_and_granted_counts_at_once_and_reset_restores_it() {
    let mut world = World::demo();
    let stockholm = world.location("Contoso Stockholm");
    let query = at(&world, "Contoso Stockholm");
    let before = world.ask(&query).facets.eligibility;
    let today = World::today();
    // A designation that something depends on.
    let (attainment, name) = world.locations()[stockholm]
        .attainments
        .iter()
        .filter(|it| {
            it.credential.as_str().starts_with("des-") && it.last.is_none_or(|last| last >= today) && it.first <= today
        })
        .find_map(|it| {
            let mut other = World::demo();
            let command =
                Command::WithdrawAttainment { location: "4870215".into(), attainment: it.id.clone(), from: today };
            other.0.apply(&command).unwrap();
            (other.ask(&query).facets.eligibility != before)
                .then(|| (it.id.clone(), world.0.data().credential(&it.credential).unwrap().name.en.clone()))
        })
        .expect("a designation that counts");
    let app = App::new();
    app.open("/engagements?location=4870215");
    let counts = |app: &App| app.filter_counts("Eligibility").into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts(&app), before);
    let panel = panel(&app);
    panel.button(&format!("Withdraw: {name}")).click();
    panel.every("status").says(&format!("{name} withdrawn from Contoso Stockholm"));
    panel.button(&format!("Grant: {name}")).is_there();
    world.0.apply(&Command::WithdrawAttainment { location: "4870215".into(), attainment, from: today }).unwrap();
    let without = world.ask(&query).facets.eligibility;
    assert_eq!(counts(&app), without);
    app.navigation("Views").link(&format!("Actions required ({})", world.0.actions().len())).is_there();

    panel.button(&format!("Grant: {name}")).click();
    panel.button(&format!("Withdraw: {name}")).is_there();
    assert_eq!(counts(&app), before);
    panel.button(&format!("Withdraw: {name}")).click();
    panel.button(&format!("Grant: {name}")).is_there();
    app.reload();
    assert_eq!(counts(&app), without);

    let panel = self::panel(&app);
    panel.button("Reset demo").click();
    panel.every("status").says("The demo is as it was at first");
    panel.button(&format!("Withdraw: {name}")).is_there();
    assert_eq!(counts(&app), before);
    app.reload();
    assert_eq!(counts(&app), before);
}

#[test]
fn the_day_can_be_moved() {
    let mut world = World::demo();
    let app = App::new();
    app.open("/engagements");
    let panel = panel(&app);
    panel.button("30 days forward").click();
    panel.button("30 days forward").click();
    panel.button("7 days forward").click();
    let day = World::today().plus(67);
    world.0.set_day(day);
    app.is_at(&format!("/engagements?day={day}"));
    app.navigation("Views").link(&format!("Actions required ({})", world.0.actions().len())).is_there();
    let facets = world.ask(&Query::default()).facets;
    let counts = |filter: &str| app.filter_counts(filter).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts("Status"), facets.status);
    assert_eq!(counts("Eligibility"), facets.eligibility);
    app.every("main").has("not as of today");
    // The day is part of the address, on every page.
    app.reload();
    assert_eq!(counts("Status"), facets.status);
    app.navigation("Views").link(starts("Actions required")).click();
    app.is_at(&format!("/actions?day={day}"));
    app.says(&format!("{0} of {0} actions", world.0.actions().len()));
    app.button("Back to today").click();
    app.is_at("/actions");
    world.0.set_day(World::today());
    app.says(&format!("{0} of {0} actions", world.0.actions().len()));
}
