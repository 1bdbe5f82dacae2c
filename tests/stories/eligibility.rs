//! Eligibility: where the partner earns with one engagement, and what is lacking elsewhere.

use domain::Lang;
use domain::dataset::data::EngagementRef;
use domain::earning::{Earning, Standing};
use domain::payee::{ProfileKind, ProfileStatus};

use crate::support::{App, World, starts, verdict_word};

/// An engagement with locations of every verdict.
fn mixed(world: &World) -> EngagementRef<'_> {
    world.first(|world, it| {
        let cell = world.0.cell_of_all(it);
        cell.earning > 0 && cell.within_reach > 0 && cell.earning + cell.within_reach < cell.enrolled
    })
}

#[test]
fn every_location_says_where_it_stands() {
    let world = World::demo();
    let engagement = mixed(&world);
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    app.sees_heading(engagement.name(Lang::En));
    let cell = world.0.cell_of_all(engagement);
    app.every("main").has(&format!("Earning at {}, {} within reach", world.n_of_m(engagement), cell.within_reach));
    let table = app.table("Locations");
    let header: Vec<String> = table.every("columnheader").look().into_iter().map(|it| it.name).collect();
    assert_eq!(header, ["Location", "Eligibility status", "Payee profile", "Earns"]);

    let standings: Vec<(Standing, _)> =
        world.0.standings(engagement).zip(world.locations()).filter(|(standing, _)| standing.enrolled).collect();
    table.every("row").counts(standings.len() + 1);
    for (at, (standing, location)) in standings.iter().enumerate() {
        let row = table.every("row").nth(at + 1);
        row.link(&location.name).is_there();
        row.image(verdict_word(standing.verdict())).is_there();
        row.image("Eligible").counts(usize::from(standing.eligible()));
        let approved = ProfileKind::ALL.iter().all(|kind| location.payee.get(*kind).status == ProfileStatus::Approved);
        row.image("Approved").counts(usize::from(approved));
        if (1..100).contains(&standing.missing) {
            row.button(starts(&format!("{} criteri", standing.missing))).is_there();
        }
    }
    for verdict in Earning::ALL {
        let number = standings.iter().filter(|(standing, _)| standing.verdict() == verdict).count();
        app.radio(&format!("{} {number}", verdict_word(verdict))).click();
        table.every("row").counts(number + 1);
    }
}

#[test]
fn what_is_lacking_opens_with_what_to_do() {
    let world = World::demo();
    let engagement = mixed(&world);
    let lacking = |standing: &Standing| standing.enrolled && (1..100).contains(&standing.missing);
    let (standing, location) =
        world.0.standings(engagement).zip(world.locations()).find(|(standing, _)| lacking(standing)).unwrap();
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    let words = if standing.missing == 1 { "criterion to meet" } else { "criteria to meet" };
    let position =
        world.locations().iter().filter(|it| it.enrolment.is_some()).position(|it| it.id == location.id).unwrap();
    let button = app.table("Locations").every("row").nth(position + 1).button(&format!("{} {words}", standing.missing));
    button.is("aria-expanded", "false");
    button.click();
    button.is("aria-expanded", "true");
    let panel = app.table("Locations").every("row").nth(position + 2);
    panel.has("Required:");
    panel.has("Current:");
    panel.image("Not met").first().is_there();
    button.click();
    button.is("aria-expanded", "false");
    panel.image("Not met").is_gone();
}

#[test]
fn payee_profiles_are_mended_elsewhere_and_only_by_an_admin() {
    let world = World::demo();
    let engagement = world.engagement(0);
    let malmo = &world.locations()[world.location("Contoso Malmö")];
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    let table = app.table("Locations");
    let row = table.every("row").nth(world.location("Contoso Malmö") + 1);
    let link = row.link(starts("Update bank profile")).seen();
    assert_eq!(Some(link.attribute("href")), malmo.payee.bank.url.as_deref());
    assert_eq!((link.attribute("target"), link.name.as_str()), ("_blank", "Update bank profile (opens in a new tab)"));
    table.link(starts("Update tax profile")).first().is_there();

    // An incentives user sees the same, and whom to ask.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    row.link(starts("Update bank profile")).is_gone();
    row.button("Update bank profile").is("aria-disabled", "true");
    let why = row.button("Update bank profile").seen().attribute("aria-describedby").to_owned();
    let why = app.run(&format!("return document.getElementById('{why}').textContent"));
    assert_eq!(why, "Only an incentives admin can do this. Ask Astrid Lindblom or Daniel Okafor.");
    app.reload();
    row.button("Update bank profile").is("aria-disabled", "true");
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives admin").click();
    row.link(starts("Update bank profile")).is_there();
}
