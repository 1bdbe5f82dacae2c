//! Rule 6, the list of locations.
//!
//! Malmö earns on the workshop and is ready for the migration; both are within reach of Oslo.

use domain::Lang;
use domain::catalogue::{Direction, Standing};
use domain::earning::Earning;
use domain::locations::{
    Enrolment, LocationFacets, LocationSort, LocationSortKey, LocationsAnswer, LocationsQuery, location_rows,
};

use crate::example::{Example, OnDay, contoso, json};

fn answer(product: &OnDay, query: &LocationsQuery) -> LocationsAnswer {
    let rows = location_rows(&product.0, &product.actions());
    query.answer(&product.0, &rows, |code| if code == "SE" { "Sweden" } else { "Norway" }.to_owned())
}

fn found(product: &OnDay, query: &LocationsQuery) -> Vec<String> {
    let id = |row: &domain::locations::LocationRow| product.0.data().location_at(row.at).unwrap().id.to_string();
    answer(product, query).rows.iter().map(id).collect()
}

fn showing(verdict: Earning) -> LocationsQuery {
    LocationsQuery { eligibility: vec![verdict], ..LocationsQuery::default() }
}

fn searching(text: &str) -> LocationsQuery {
    LocationsQuery { text: text.to_owned(), ..LocationsQuery::default() }
}

/// With Lund, which has nothing and whose enrolment has ended, and an engagement that is over.
fn three_locations() -> Example {
    contoso()
        .add_location("lund", json!({ "enrolment": { "first": "2025-01-01", "last": "2025-12-31" } }))
        .add_engagement("briefing", json!({ "term": { "first": "2026-07-01", "last": "2026-11-25" } }))
}

/// 6.19 Every location is listed, enrolled or not, with its active and upcoming engagements by verdict.
#[test]
fn r6_19_every_location_is_listed_with_its_engagements_by_verdict() {
    let product = three_locations().on("2026-11-26");
    let rows = answer(&product, &LocationsQuery::default()).rows;
    let [malmo, oslo, lund] = [rows[0], rows[1], rows[2]];
    assert_eq!([malmo, oslo, lund].map(|row| row.at), ["malmo", "oslo", "lund"].map(|id| product.position(id)));
    assert_eq!(malmo.standing, Standing { earning: 1, ready: 1, ..Standing::default() });
    assert_eq!(oslo.standing, Standing { within_reach: 2, ..Standing::default() });
    assert_eq!(lund.standing, Standing { not_earning: 2, ..Standing::default() });
    assert_eq!([lund, malmo].map(|row| row.enrolment), [Enrolment::Ended, Enrolment::Enrolled]);
}

/// 6.19 What is not offered at a location does not count there.
#[test]
fn r6_19_what_is_not_offered_at_a_location_does_not_count() {
    let product = contoso().engagement("workshop", json!({ "markets": ["america"] })).on("2026-11-26");
    let rows = answer(&product, &LocationsQuery::default()).rows;
    assert_eq!(rows[0].standing, Standing { ready: 1, ..Standing::default() });
}

/// 6.20 The eligibility filter finds locations with an engagement of the verdict, and *not earning* those with nothing.
#[test]
fn r6_20_the_eligibility_filter_finds_locations_with_a_verdict() {
    let product = three_locations().on("2026-11-26");
    assert_eq!(found(&product, &showing(Earning::Earning)), ["malmo"]);
    assert_eq!(found(&product, &showing(Earning::Ready)), ["malmo"]);
    assert_eq!(found(&product, &showing(Earning::WithinReach)), ["oslo"]);
    assert_eq!(found(&product, &showing(Earning::NotEarning)), ["lund"]);
    assert_eq!(found(&product, &showing(Earning::Ended)), Vec::<String>::new());
}

/// 6.20 The number beside a value is what it finds alone in its filter, the other filters as they are.
#[test]
fn r6_20_numbers_beside_values() {
    let product = three_locations().on("2026-11-26");
    let swedish = LocationsQuery { countries: vec!["SE".to_owned()], ..showing(Earning::Earning) };
    let LocationFacets { countries, eligibility, enrolment, .. } = answer(&product, &swedish).facets;
    assert_eq!(countries, [("SE".to_owned(), 1), ("NO".to_owned(), 0)]);
    assert_eq!(enrolment, [(Enrolment::Enrolled, 1), (Enrolment::Ended, 0)]);
    let expected = [(Earning::Earning, 1), (Earning::Ready, 1), (Earning::WithinReach, 0), (Earning::NotEarning, 1)];
    assert_eq!(eligibility, expected);
}

/// 6.21 Words are searched in the name, the ID, the country and the market.
#[test]
fn r6_21_words_are_searched_in_name_id_country_and_market() {
    let product = contoso().on("2026-11-26");
    for (text, expected) in [
        ("malmo", &["malmo"][..]),
        ("MALMÖ contoso", &["malmo"]),
        ("norway", &["oslo"]),
        ("SE", &["malmo"]),
        ("nordic oslo", &["oslo"]),
        ("malmö oslo", &[]),
        ("", &["malmo", "oslo"]),
    ] {
        assert_eq!(found(&product, &searching(text)), expected, "{text}");
    }
}

/// 6.22 The actions of a location are those that the inbox shows for it: an engagement that ends concerns the location
/// of each of its claims.
#[test]
fn r6_22_actions_of_a_location_are_those_of_the_inbox() {
    let product = contoso()
        .engagement("workshop", json!({ "term": { "first": "2026-07-01", "last": "2027-01-31" } }))
        .claim("1", json!({ "state": "consentGiven", "consented": "2026-11-10" }))
        .claim("2", json!({ "state": "consentGiven", "consented": "2026-11-10", "location": "oslo" }))
        .on("2026-11-26");
    let rows = answer(&product, &LocationsQuery::default()).rows;
    // Each claim's evidence, and the end of the engagement.
    assert_eq!(rows.iter().map(|row| row.actions).collect::<Vec<_>>(), [2, 2]);
}

/// Locations are sorted by name as a reader of the language expects, and equal ones of another column by name.
#[test]
fn locations_are_sorted_by_a_column_and_then_by_name() {
    let product = contoso()
        .location("malmo", json!({ "name": "Ängelholm" }))
        .add_location("lund", json!({ "name": "Ytterby" }))
        .add_location("asker", json!({ "name": "Asker", "country": "NO" }))
        .on("2026-11-26");
    let sorted = |lang, key, direction| {
        found(
            &product,
            &LocationsQuery { lang, sort: Some(LocationSort { key, direction }), ..LocationsQuery::default() },
        )
    };
    let (up, down) = (Direction::Ascending, Direction::Descending);
    assert_eq!(sorted(Lang::En, LocationSortKey::Name, up), ["malmo", "asker", "oslo", "lund"]);
    assert_eq!(sorted(Lang::Sv, LocationSortKey::Name, up), ["asker", "oslo", "lund", "malmo"]);
    assert_eq!(sorted(Lang::Sv, LocationSortKey::Name, down), ["malmo", "lund", "oslo", "asker"]);
    assert_eq!(sorted(Lang::En, LocationSortKey::Country, up), ["asker", "oslo", "malmo", "lund"]);
    assert_eq!(sorted(Lang::En, LocationSortKey::Earning, down), ["malmo", "asker", "oslo", "lund"]);
}
