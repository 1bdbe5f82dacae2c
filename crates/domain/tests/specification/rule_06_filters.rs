//! Rule 6: what is within reach, the filters of the list and the numbers beside their values.
//!
//! Malmö has what the engagements ask for, Oslo lacks the designation. The workshop is active, the migration upcoming.

use domain::catalogue::{Facets, LocationSet, Query};
use domain::earning::Earning;

use crate::example::{Example, OnDay, contoso, json};

/// The locations with some ids.
fn at(product: &OnDay, ids: &[&str]) -> LocationSet {
    let positions = ids.iter().map(|id| product.position(id));
    LocationSet::from_positions(positions, product.0.data().locations.len())
}

fn found_with(product: &OnDay, eligibility: &[Earning]) -> Vec<String> {
    product.found(&Query { eligibility: eligibility.to_vec(), ..Query::default() })
}

fn facets(product: &OnDay, query: &Query) -> Facets {
    product.0.query_unindexed(query).facets
}

/// With a third engagement, which expired yesterday, and a fourth, which no location can reach.
fn four_engagements() -> Example {
    contoso()
        .add_engagement("briefing", json!({ "term": { "first": "2026-07-01", "last": "2026-11-25" } }))
        .add_engagement("abroad", json!({ "markets": ["america"] }))
}

/// 6.1 *Within reach* is an enrolled location in view that does not earn (is not ready) and lacks exactly one
/// criterion.
#[test]
fn r6_1_within_reach_lacks_exactly_one_criterion() {
    let product = contoso().on("2026-11-26");
    assert_eq!(product.verdict("workshop", "oslo"), Earning::WithinReach);
    assert_eq!(product.verdict("migration", "oslo"), Earning::WithinReach);
    assert_eq!((product.cell("workshop").qualifying, product.cell("workshop").within_reach), (1, 1));
    let designation = json!({ "one": { "type": "designation", "credential": "security-partner" } });
    let agreement = json!({ "one": { "type": "agreement", "credential": "agreement" } });
    let two = contoso().criteria(json!({ "allOf": [designation, agreement] })).on("2026-11-26");
    assert_eq!(two.verdict("workshop", "malmo"), Earning::WithinReach);
    assert_eq!(two.verdict("workshop", "oslo"), Earning::NotEarning);
    let not_enrolled = contoso().location("oslo", json!({ "enrolment": null })).on("2026-11-26");
    assert_eq!(not_enrolled.verdict("workshop", "oslo"), Earning::NotEarning);
}

/// 6.2 So is one that lacks only the payee profile.
#[test]
fn r6_2_lacking_only_the_payee_profile_is_within_reach() {
    let rejected = json!({ "payee": { "bank": { "status": "approved" }, "tax": { "status": "actionRequired" } } });
    let malmo = contoso().location("malmo", rejected.clone()).on("2026-11-26");
    assert_eq!(malmo.verdict("workshop", "malmo"), Earning::WithinReach);
    // Oslo lacks the designation as well.
    let oslo = contoso().location("oslo", rejected).on("2026-11-26");
    assert_eq!(oslo.verdict("workshop", "oslo"), Earning::NotEarning);
}

/// 6.3 Nothing is within reach on an expired engagement.
#[test]
fn r6_3_nothing_is_within_reach_on_an_expired_engagement() {
    let product = contoso().on("2027-07-01");
    assert_eq!(product.verdict("workshop", "oslo"), Earning::Ended);
    assert_eq!(product.cell("workshop").within_reach, 0);
    assert_eq!(found_with(&product, &[Earning::WithinReach]), ["migration"]);
}

/// 6.4 The location filter narrows the Eligibility cell to the chosen locations.
#[test]
fn r6_4_the_location_filter_narrows_the_cell() {
    let product = contoso().on("2026-11-26");
    let answer = product.0.query_unindexed(&Query { locations: at(&product, &["oslo"]), ..Query::default() });
    let cell = product.0.cell(&answer, product.engagement("workshop"));
    assert_eq!((cell.qualifying, cell.within_reach, cell.enrolled), (0, 1, 1));
    assert_eq!(cell.verdict(), Earning::WithinReach);
}

/// 6.5 It narrows the active customers to them.
#[test]
fn r6_5_the_location_filter_narrows_the_active_customers() {
    let given = json!({ "state": "consentGiven", "consented": "2026-11-10" });
    let at_oslo =
        json!({ "state": "consentGiven", "consented": "2026-11-10", "location": "oslo", "customer": "litware" });
    let product = contoso().claim("1", given).claim("2", at_oslo.clone()).claim("3", at_oslo).on("2026-11-26");
    let workshop = product.engagement("workshop");
    let customers_at = |ids: &[&str]| {
        let answer = product.0.query_unindexed(&Query { locations: at(&product, ids), ..Query::default() });
        product.0.active_customers(&answer, workshop)
    };
    assert_eq!(customers_at(&["malmo"]), 1);
    assert_eq!(customers_at(&["oslo"]), 1);
    assert_eq!(customers_at(&["malmo", "oslo"]), 2);
    assert_eq!(product.0.active_customers_of_all(workshop), 2);
}

/// 6.6 It narrows the rows to engagements that are offered in at least one of them.
#[test]
fn r6_6_the_location_filter_narrows_the_rows_to_what_is_offered() {
    let boston = json!({ "country": "US", "market": "america" });
    let product = four_engagements().add_location("boston", boston).on("2026-11-26");
    let found_at = |ids: &[&str]| product.found(&Query { locations: at(&product, ids), ..Query::default() });
    assert_eq!(found_at(&["oslo"]), ["workshop", "migration", "briefing"]);
    assert_eq!(found_at(&["boston"]), ["workshop", "migration", "briefing", "abroad"]);
    assert_eq!(found_at(&["oslo", "boston"]), ["workshop", "migration", "briefing", "abroad"]);
}

/// 6.8 The eligibility filter has the values *earning*, *ready*, *within reach*, *not earning* and *ended*. Each finds
/// every row that shows it: "3 of 14 locations, 7 within reach" belongs to *earning* and to *within reach*.
#[test]
fn r6_8_each_value_finds_every_row_that_shows_it() {
    let product = four_engagements().on("2026-11-26");
    assert_eq!(found_with(&product, &[Earning::Earning]), ["workshop"]);
    assert_eq!(found_with(&product, &[Earning::Ready]), ["migration"]);
    assert_eq!(found_with(&product, &[Earning::WithinReach]), ["workshop", "migration"]);
    assert_eq!(found_with(&product, &[Earning::NotEarning]), ["abroad"]);
    assert_eq!(found_with(&product, &[Earning::Ended]), ["briefing"]);
    assert_eq!(found_with(&product, &[Earning::Ready, Earning::Ended]), ["migration", "briefing"]);
}

/// 6.9 *Not earning* finds active and upcoming engagements with n of 0 and none within reach: the rows without an icon.
#[test]
fn r6_9_not_earning_finds_the_rows_without_an_icon() {
    let nobody = json!({ "enrolment": null });
    let product = four_engagements().location("malmo", nobody.clone()).location("oslo", nobody).on("2026-11-26");
    assert_eq!(found_with(&product, &[Earning::NotEarning]), ["workshop", "migration", "abroad"]);
}

/// 6.10 The number beside a value is the number of rows found if it were the only value chosen in its own filter, all
/// other filters as they are.
#[test]
fn r6_10_a_number_is_the_rows_found_with_the_value_alone() {
    let product = four_engagements().on("2026-11-26");
    let all = facets(&product, &Query::default());
    assert_eq!((all.all_areas, all.areas, all.roles, all.status), (4, vec![3, 1], vec![3, 1], [2, 1, 1]));
    assert_eq!(all.eligibility, [1, 1, 2, 1, 1]);
    // Two values chosen in one filter change no number of that filter.
    let chosen = facets(&product, &Query { eligibility: vec![Earning::Earning, Earning::Ended], ..Query::default() });
    assert_eq!(chosen.eligibility, [1, 1, 2, 1, 1]);
    assert_eq!((chosen.areas, chosen.status), (vec![2, 0], [1, 0, 1]));
}

/// 6.11 For a location, that is with the cell narrowed to that location.
#[test]
fn r6_11_a_number_of_a_location_is_with_the_cell_narrowed_to_it() {
    let product = contoso().on("2026-11-26");
    assert_eq!(facets(&product, &Query::default()).locations, [2, 2]);
    let earning = Query { eligibility: vec![Earning::Earning], ..Query::default() };
    assert_eq!(facets(&product, &earning).locations, [1, 0]);
    // The same while another location is chosen.
    let at_oslo = Query { locations: at(&product, &["oslo"]), ..earning };
    assert_eq!(facets(&product, &at_oslo).locations, [1, 0]);
    let within_reach = Query { eligibility: vec![Earning::WithinReach], ..Query::default() };
    assert_eq!(facets(&product, &within_reach).locations, [0, 2]);
}

/// 6.12 With nothing else chosen in that filter it is what a click shows.
#[test]
fn r6_12_a_number_is_what_a_click_shows() {
    let product = four_engagements().on("2026-11-26");
    let earning = Query { eligibility: vec![Earning::Earning], ..Query::default() };
    assert_eq!(facets(&product, &earning).locations, [1, 0]);
    assert_eq!(product.found(&Query { locations: at(&product, &["malmo"]), ..earning.clone() }), ["workshop"]);
    assert_eq!(product.found(&Query { locations: at(&product, &["oslo"]), ..earning }), Vec::<String>::new());
}
