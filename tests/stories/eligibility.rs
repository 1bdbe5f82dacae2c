//! The eligibility page of an engagement: verdict, missing criteria and payee profile of each location.

use domain::Lang;
use domain::availability::Availability;
use domain::catalogue::LocationSet;
use domain::dataset::data::EngagementRef;
use domain::earning::{Earning, LocationStatus};
use domain::payee::{ProfileKind, ProfileStatus};
use domain::view::location_groups;

use crate::support::{App, Model, starts_with, verdict_label};

/// Returns an engagement with locations of every verdict.
fn mixed(model: &Model) -> EngagementRef<'_> {
    model.find(|model, it| {
        let cell = model.catalogue.cell_of_all(it);
        cell.shows(Earning::Earning) && cell.within_reach > 0 && cell.qualifying + cell.within_reach < cell.enrolled
    })
}

#[test]
fn r4_2_lists_every_enrolled_location_with_its_verdict() {
    let model = Model::demo();
    let engagement = mixed(&model);
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    app.expect_heading(engagement.name(Lang::En));
    let cell = model.catalogue.cell_of_all(engagement);
    app.by_role("main").expect_contains(&format!(
        "Earning at {}, {} within reach",
        model.earning_count(engagement),
        cell.within_reach
    ));
    let table = app.table("Locations");
    let header: Vec<String> = table.by_role("columnheader").all().into_iter().map(|it| it.name).collect();
    assert_eq!(header, ["Location", "Eligibility status", "Payee profile", "Earns"]);

    let statuses: Vec<(LocationStatus, _)> = model
        .catalogue
        .location_statuses(engagement)
        .zip(model.locations())
        .filter(|(status, _)| status.enrolled)
        .collect();
    table.by_role("row").expect_count(statuses.len() + 1);
    for (at, (status, location)) in statuses.iter().enumerate() {
        let row = table.by_role("row").nth(at + 1);
        row.link(&location.name).expect_visible();
        row.image(verdict_label(status.verdict(Availability::Active))).expect_visible();
        row.image("Eligible").expect_count(usize::from(status.eligible()));
        let approved = ProfileKind::ALL.iter().all(|kind| location.payee.get(*kind).status == ProfileStatus::Approved);
        row.image("Approved").expect_count(usize::from(approved));
        if (1..100).contains(&status.missing) {
            row.button(starts_with(&format!("{} criteri", status.missing))).expect_visible();
        }
    }
    for &verdict in Earning::possible(Availability::Active) {
        let number = statuses.iter().filter(|(status, _)| status.verdict(Availability::Active) == verdict).count();
        app.radio(&format!("{} {number}", verdict_label(verdict))).click();
        table.by_role("row").expect_count(number + 1);
    }
}

#[test]
fn the_verdict_shown_is_in_the_address() {
    let model = Model::demo();
    let engagement = mixed(&model);
    let path = format!("/engagements/{}/eligibility", engagement.id());
    let verdicts = model.catalogue.location_statuses(engagement).filter(|it| it.enrolled);
    let verdicts: Vec<_> = verdicts.map(|it| it.verdict(Availability::Active)).collect();
    let number = |verdict| verdicts.iter().filter(|it| **it == verdict).count();
    let within = number(Earning::WithinReach);
    let app = App::new();
    app.open(&path);
    let rows = app.table("Locations").by_role("row");
    app.radio(&format!("Within reach {within}")).click();
    rows.expect_count(within + 1);
    app.expect_address(&format!("{path}?show=within-reach"));
    app.open(&format!("{path}?show=within-reach"));
    rows.expect_count(within + 1);
    app.link("Next engagement").click();
    app.expect_page_text("Engagements");
    app.wait_until(|| match app.run("return location.search").as_str() {
        Some("?show=within-reach") => Ok(()),
        other => Err(format!("the next engagement shows {other:?}")),
    });
    app.back();
    app.expect_address(&format!("{path}?show=within-reach"));
    app.radio(&format!("All {}", verdicts.len())).click();
    rows.expect_count(verdicts.len() + 1);
    app.expect_address(&path);
    app.back();
    rows.expect_count(within + 1);
}

#[test]
fn missing_criteria_expand() {
    let model = Model::demo();
    let engagement = mixed(&model);
    let lacking = |status: &LocationStatus| status.enrolled && (1..100).contains(&status.missing);
    let (status, location) = model
        .catalogue
        .location_statuses(engagement)
        .zip(model.locations())
        .find(|(status, _)| lacking(status))
        .unwrap();
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    let words = if status.missing == 1 { "criterion to meet" } else { "criteria to meet" };
    let position =
        model.locations().iter().filter(|it| it.enrolment.is_some()).position(|it| it.id == location.id).unwrap();
    let button = app
        .table("Locations")
        .by_role("row")
        .nth(position + 1)
        .button(starts_with(&format!("{} {words}", status.missing)));
    button.expect_attribute("aria-expanded", "false");
    button.click();
    button.expect_attribute("aria-expanded", "true");
    let panel = app.table("Locations").by_role("row").nth(position + 2);
    panel.expect_contains("Not held");
    panel.expect_lacks("Required: yes");
    panel.image("Not met").first().expect_visible();
    button.click();
    button.expect_attribute("aria-expanded", "false");
    panel.image("Not met").expect_gone();
}

#[test]
fn only_an_admin_gets_profile_links() {
    let model = Model::demo();
    let engagement = model.engagement(0);
    let malmo = &model.locations()[model.location("Contoso Malmö").index()];
    let app = App::new();
    app.open(&format!("/engagements/{}/eligibility", engagement.id()));
    let table = app.table("Locations");
    let row = table.by_role("row").nth(model.location("Contoso Malmö").index() + 1);
    let link = row.link(starts_with("Update bank profile")).get();
    assert_eq!(Some(link.attribute("href")), malmo.payee.bank.url.as_deref());
    assert_eq!((link.attribute("target"), link.name.as_str()), ("_blank", "Update bank profile (opens in a new tab)"));
    table.link(starts_with("Update tax profile")).first().expect_visible();

    // An incentives user sees the same, and whom to ask.
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives user").click();
    row.link(starts_with("Update bank profile")).expect_gone();
    row.button("Update bank profile").expect_attribute("aria-disabled", "true");
    let why = row.button("Update bank profile").get().attribute("aria-describedby").to_owned();
    let why = app.run(&format!("return document.getElementById('{why}').textContent"));
    assert_eq!(why, "Only an incentives admin of this location can do this. Ask Astrid Lindblom or Daniel Okafor.");
    app.reload();
    row.button("Update bank profile").expect_attribute("aria-disabled", "true");
    app.button("Demo").click();
    app.complementary("Demo").radio("Incentives admin").click();
    row.link(starts_with("Update bank profile")).expect_visible();
}

#[test]
fn an_upcoming_engagement_is_ready_and_an_ended_one_ended_everywhere() {
    let model = Model::demo();
    let app = App::new();
    for (verdict, lead) in [(Earning::Ready, "Ready at"), (Earning::Ended, "Ended on")] {
        let engagement = model.with_verdict(verdict);
        app.open(&format!("/engagements/{}/eligibility", engagement.id()));
        app.expect_status_prefix(lead);
        let possible = Earning::possible(engagement.availability(Model::today()));
        app.by_role("radio").expect_count(possible.len() + 1);
        let table = app.table("Locations");
        let groups = location_groups(&model.catalogue, engagement, &LocationSet::All);
        for group in &groups {
            table.image(verdict_label(group.verdict)).expect_count(group.locations.len());
        }
        assert!(groups.iter().any(|group| group.verdict == verdict));
        table.image("Earning").expect_count(0);
    }
}
