//! One location: what it has attained, its payee profile, and what it earns on.

use domain::availability::Availability;
use domain::catalogue::{LocationSet, Query};
use domain::earning::Earning;

use crate::support::{App, World, starts};

#[test]
fn a_location_tells_what_it_has_and_what_it_earns_on() {
    let mut world = World::demo();
    let at = world.location("Contoso Malmö");
    let app = App::new();
    app.open("/locations/5213406");
    app.sees_heading("Contoso Malmö");
    app.every("main").has("PLID 5213406");
    app.every("main").has("Sweden");

    let payee = app.region("Payee profile");
    payee.has("Action required");
    payee.link("Update bank profile (opens in a new tab)").is_there();
    payee.has("Tax profile Approved");
    let attained = world.locations()[at].attainments.len();
    app.region("Attainments").every("row").counts(attained + 1);

    let query = Query {
        locations: LocationSet::from_positions([at], world.locations().len()),
        status: vec![Availability::Active],
        ..Query::default()
    };
    let answer = world.ask(&query);
    for (verdict, words) in Earning::ALL.into_iter().zip(["Earns on", "Within reach", "Does not earn on"]) {
        let number = answer.facets.eligibility[verdict as usize] as usize;
        let card = app.region(words);
        card.has(&format!("{words} {number}"));
        card.every("listitem").counts(number.min(10));
    }
    let open = world.0.actions().iter().filter(|action| action.location == Some(at)).count();
    app.every("main").has(&format!("{open} action"));

    let near = answer.facets.eligibility[Earning::WithinReach as usize] as usize;
    app.region("Within reach").link(starts("Show all")).click();
    app.is_at("/engagements?location=5213406&status=active&eligibility=within-reach");
    app.sees_count(near, world.len());
    app.back();
    app.sees_heading("Contoso Malmö");
    app.link("Show actions").click();
    app.is_at("/actions?location=5213406");
}
