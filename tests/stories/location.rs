//! The page of a location.

use domain::availability::Availability;
use domain::catalogue::{LocationSet, Query};
use domain::earning::Earning;

use crate::support::{App, Model, starts_with};

#[test]
fn location_page_shows_attainments_and_engagements() {
    let mut model = Model::demo();
    let at = model.location("Contoso Malmö");
    let app = App::new();
    app.open("/locations/5213406");
    app.expect_heading("Contoso Malmö");
    app.by_role("main").expect_contains("PLID 5213406");
    app.by_role("main").expect_contains("Sweden");

    let payee = app.region("Payee profile");
    payee.expect_contains("Action required");
    payee.link("Update bank profile (opens in a new tab)").expect_visible();
    payee.expect_contains("Tax profile Approved");
    let attained = model.locations()[at.index()].attainments.len();
    app.region("Attainments").by_role("row").expect_count(attained + 1);

    let query = Query {
        locations: LocationSet::from_positions([at], model.locations().len()),
        status: vec![Availability::Active],
        ..Query::default()
    };
    let answer = model.query(&query);
    let possible = Earning::possible(Availability::Active).iter().copied();
    for (verdict, words) in possible.zip(["Earns on", "Within reach", "Does not earn on"]) {
        let number = answer.facets.eligibility[verdict as usize] as usize;
        let card = app.region(words);
        card.expect_contains(&format!("{words} {number}"));
        card.by_role("listitem").expect_count(number.min(10));
    }
    let open = model.catalogue.actions().iter().filter(|action| action.location == Some(at)).count();
    app.by_role("main").expect_contains(&format!("{open} action"));

    let near = answer.facets.eligibility[Earning::WithinReach as usize] as usize;
    app.region("Within reach").link(starts_with("Show all")).click();
    app.expect_address("/engagements?location=5213406&status=active&eligibility=within-reach");
    app.expect_count_of(near, model.len());
    app.back();
    app.expect_heading("Contoso Malmö");
    app.link("Show actions").click();
    app.expect_address("/actions?location=5213406");
}
