//! Rule 5: the Eligibility cell of the list. Malmö has what the engagements ask for, Oslo lacks one thing.

use domain::availability::Availability;
use domain::catalogue::{LocationSet, Query};
use domain::earning::{Cell, Earning};

use crate::example::{contoso, json};

/// 5.1 m counts the enrolled locations in view: those that the user may see, narrowed by the location filter.
#[test]
fn r5_1_m_counts_the_enrolled_locations_in_view() {
    let product = contoso().add_location("lund", json!({ "enrolment": null })).on("2026-11-26");
    assert_eq!(product.cell("workshop").enrolled, 2);
    let locations = LocationSet::from_positions([product.position("oslo"), product.position("lund")], 3);
    let answer = product.0.query_unindexed(&Query { locations, ..Query::default() });
    assert_eq!(product.0.cell(&answer, product.engagement("workshop")).enrolled, 1);
}

/// 5.2 n counts the locations in view that earn (active engagement) or are ready (upcoming engagement).
#[test]
fn r5_2_n_counts_those_that_earn_or_are_ready() {
    let product = contoso().on("2026-11-26");
    assert_eq!(product.cell("workshop").qualifying, 1);
    assert_eq!(product.cell("migration").qualifying, 1);
    let locations = LocationSet::from_positions([product.position("oslo")], 2);
    let answer = product.0.query_unindexed(&Query { locations, ..Query::default() });
    assert_eq!(product.0.cell(&answer, product.engagement("workshop")).qualifying, 0);
}

/// 5.3 Active: a solid green check *Earning* with n of 1 or more; a half circle *Within reach* with n of 0 and some
/// within reach; otherwise no icon, *Not earning*.
#[test]
fn r5_3_the_verdict_on_an_active_engagement() {
    let earning = contoso().on("2026-11-26");
    assert_eq!(earning.cell("workshop").verdict(), Earning::Earning);
    let within_reach = contoso().location("malmo", json!({ "enrolment": null })).on("2026-11-26");
    assert_eq!(within_reach.cell("workshop").verdict(), Earning::WithinReach);
    let not_earning = contoso().engagement("workshop", json!({ "markets": ["america"] })).on("2026-11-26");
    assert_eq!(not_earning.cell("workshop").verdict(), Earning::NotEarning);
}

/// 5.4 Upcoming: an outlined check *Ready* in the accent colour with n of 1 or more, as green says that it earns today;
/// a half circle *Within reach* with n of 0 and some within reach; otherwise no icon, *Not earning*.
#[test]
fn r5_4_the_verdict_on_an_upcoming_engagement() {
    let ready = contoso().on("2026-11-26");
    assert_eq!(ready.cell("migration").verdict(), Earning::Ready);
    let within_reach = contoso().location("malmo", json!({ "enrolment": null })).on("2026-11-26");
    assert_eq!(within_reach.cell("migration").verdict(), Earning::WithinReach);
    let not_earning = contoso().engagement("migration", json!({ "markets": ["america"] })).on("2026-11-26");
    assert_eq!(not_earning.cell("migration").verdict(), Earning::NotEarning);
}

/// 5.5 Expired: grey, *Ended*, without a count of earning locations.
#[test]
fn r5_5_an_expired_engagement_has_ended() {
    let cell = contoso().on("2027-07-01").cell("workshop");
    assert_eq!(cell, Cell { availability: Availability::Expired, qualifying: 0, within_reach: 0, enrolled: 2 });
    assert_eq!(cell.verdict(), Earning::Ended);
}
