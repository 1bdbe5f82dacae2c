//! Rule 7: the customers of an engagement. The workshop is build intent, the migration is not.

use domain::model::ClaimState;
use domain::view::{CustomerGroup, engagement_customers};

use crate::example::{OnDay, contoso, json};

/// The customers of an engagement: id, group and why closed, in the order of the page.
fn customers(today: &OnDay, engagement: &str) -> Vec<(String, CustomerGroup, Option<ClaimState>)> {
    let customers = engagement_customers(&today.0, today.engagement(engagement));
    let id = |at| today.0.data().customer_at(at).unwrap().id.to_string();
    customers.iter().map(|it| (id(it.customer), it.group, it.closed_because())).collect()
}

/// 7.3 Only engagements with the partner role build intent have a Customers page.
#[test]
fn r7_3_only_build_intent_has_customers() {
    let today = contoso()
        .claim("1", json!({ "state": "consentRequested" }))
        .claim("2", json!({ "state": "consentRequested", "engagement": "migration" }))
        .on("2026-11-26");
    assert_eq!(customers(&today, "workshop"), [("fabrikam".to_owned(), CustomerGroup::Eligible, None)]);
    assert_eq!(customers(&today, "migration"), []);
}

/// 7.4 A customer who declined or let the consent lapse stays under *closed* with the reason; nothing disappears.
#[test]
fn r7_4_a_closed_customer_stays_with_the_reason() {
    let today = contoso()
        .claim("1", json!({ "state": "consentDeclined" }))
        // 30 days after 1 October are over.
        .claim("2", json!({ "state": "consentRequested", "added": "2026-10-01", "customer": "litware" }))
        .on("2026-11-26");
    assert_eq!(
        customers(&today, "workshop"),
        [
            ("fabrikam".to_owned(), CustomerGroup::Closed, Some(ClaimState::ConsentDeclined)),
            ("litware".to_owned(), CustomerGroup::Closed, Some(ClaimState::ConsentExpired)),
        ]
    );
    // Claimed again: the customer is there once, with both claims, the open one first.
    let again = contoso()
        .claim("1", json!({ "state": "consentDeclined" }))
        .claim("2", json!({ "state": "consentNotRequested", "added": "2026-11-20" }))
        .on("2026-11-26");
    assert_eq!(customers(&again, "workshop"), [("fabrikam".to_owned(), CustomerGroup::Eligible, None)]);
    let customer = engagement_customers(&again.0, again.engagement("workshop")).remove(0);
    let claims: Vec<&str> = customer.claims.iter().map(|claim| claim.claim.id.as_str()).collect();
    assert_eq!(claims, ["2", "1"]);
}
