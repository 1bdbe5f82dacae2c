//! The page of a location.

use domain::catalogue::{LocationSet, Query};
use domain::earning::Earning;
use domain::view::engagement_groups;

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

    // The number of a card is what its link shows in the list.
    let cards = ["Earns on", "Ready for", "Within reach", "Does not earn on"];
    for (group, words) in engagement_groups(&model.catalogue, at, 10).iter().zip(cards) {
        let card = app.region(words);
        card.expect_contains(&format!("{words} {}", group.count));
        card.by_role("listitem").expect_count(group.first.len());
        let query = Query {
            locations: LocationSet::from_positions([at], model.locations().len()),
            eligibility: vec![group.verdict],
            ..Query::default()
        };
        assert_eq!(model.query(&query).order.len(), group.count as usize, "{words}");
    }
    let open = model.catalogue.actions().iter().filter(|action| action.location == Some(at)).count();
    app.by_role("main").expect_contains(&format!("{open} action"));

    let groups = engagement_groups(&model.catalogue, at, 0);
    let near = groups.iter().find(|group| group.verdict == Earning::WithinReach).unwrap().count;
    app.region("Within reach").link(starts_with("Show all")).click();
    app.expect_address("/engagements?location=5213406&eligibility=within-reach");
    app.expect_count_of(near as usize, model.len());
    app.back();
    app.expect_heading("Contoso Malmö");
    app.link("Show actions").click();
    app.expect_address("/actions?location=5213406");
}
