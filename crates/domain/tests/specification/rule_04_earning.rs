//! Rule 4: earning, of a location, on an engagement, on a day. Malmö has what the workshop asks for.

use domain::earning::Earning;

use crate::example::{contoso, json};

/// 4.1 A location earns when the engagement is active, the location is enrolled and eligible, and its payee profile is
/// approved.
#[test]
fn r4_1_a_location_earns_when_all_four_hold() {
    assert_eq!(contoso().on("2026-11-26").verdict("workshop", "malmo"), Earning::Earning);
    let expired = contoso().on("2027-07-01");
    assert_eq!(expired.verdict("workshop", "malmo"), Earning::Ended);
    let not_enrolled = contoso().location("malmo", json!({ "enrolment": null })).on("2026-11-26");
    assert_eq!(not_enrolled.verdict("workshop", "malmo"), Earning::NotEarning);
    let not_eligible = contoso().location("malmo", json!({ "attainments": [] })).on("2026-11-26");
    assert_eq!(not_eligible.verdict("workshop", "malmo"), Earning::WithinReach);
    let missing = json!({ "payee": { "bank": { "status": "missing" }, "tax": { "status": "approved" } } });
    let not_approved = contoso().location("malmo", missing).on("2026-11-26");
    assert_eq!(not_approved.verdict("workshop", "malmo"), Earning::WithinReach);
}

/// 4.3 *Ready* is the same for an upcoming engagement: the location would earn if the term began today.
#[test]
fn r4_3_ready_is_the_same_for_an_upcoming_engagement() {
    // The migration begins on 1 January 2027.
    assert_eq!(contoso().on("2026-11-26").verdict("migration", "malmo"), Earning::Ready);
    assert_eq!(contoso().on("2026-12-31").verdict("migration", "malmo"), Earning::Ready);
    assert_eq!(contoso().on("2027-01-01").verdict("migration", "malmo"), Earning::Earning);
    assert_eq!(contoso().on("2026-11-26").verdict("migration", "oslo"), Earning::WithinReach);
}
